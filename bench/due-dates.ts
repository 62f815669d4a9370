import { seeded } from '../demo/people/random.ts'
import { shippedProvince } from '../src/areas/read-areas.ts'
import { compileCalendar, dueDate, type Pause, type TermUnit } from '../src/kernel/working-time.ts'
import { median, print, say } from './line.ts'

const CASES = 4096
const ROUND_MS = 1500
const ROUNDS = 5
const PROMISED = 10_000
const UNITS: readonly TermUnit[] = ['workingHours', 'workingDays', 'calendarDays']

/** Due dates with their whole explanation, on one core: terms of 1 to 60, every unit, two pauses each. */
export async function dueDates(): Promise<void> {
  say('dueDates: one core')
  const calendar = compileCalendar(shippedProvince().calendar)
  const random = seeded('bench:due-dates')
  const first = Date.parse('2022-01-01T00:00:00+07:00')
  const inputs = Array.from({ length: CASES }, (_, index) => {
    const receivedAt = new Date(first + random.integer(0, 1200 * 1440) * 60_000)
    const pause = (afterDays: number): Pause => {
      const from = receivedAt.getTime() + random.integer(afterDays * 24, afterDays * 24 + 36) * 3_600_000
      return { from: new Date(from), to: new Date(from + random.integer(4, 96) * 3_600_000) }
    }
    return {
      receivedAt,
      term: random.integer(1, 60),
      unit: UNITS[index % UNITS.length]!,
      pauses: [pause(0), pause(6)],
    }
  })
  const rates: number[] = []
  let counted = 0
  let made = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now()
    const before = made
    while (performance.now() - begun < ROUND_MS)
      for (let i = 0; i < 256; i += 1) {
        const due = dueDate(inputs[made % CASES]!, calendar)
        counted += due.trace.length
        made += 1
      }
    rates.push((made - before) / ((performance.now() - begun) / 1000))
  }
  print(
    'dueDates',
    median(rates.slice(1)),
    'due dates/s on one core',
    PROMISED,
    `terms 1-60 in hours, working days and calendar days, 2 pauses each, with the explanation (${Math.round(counted / made)} lines each); median of ${ROUNDS - 1} rounds; target at least ${PROMISED}`,
  )
}
