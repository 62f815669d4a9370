import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import provinceCalendar from '../areas/province/calendar.json' with { type: 'json' }
import { type CalendarData, compileCalendar, dueDate, type TermUnit, type TraceLine } from './working-time.ts'

const MINUTE = 60_000
const data = provinceCalendar as CalendarData
const season = (from: string, to: string, hours: string): CalendarData['hours'][number] => ({
  from,
  to,
  intervals: hours.split(' ').map((interval) => interval.split('-') as [string, string]),
})
const spring = season('2024-04-16', '2024-10-15', '06:30-11:00 13:00-16:30')
const summer = season('2022-05-16', '2022-09-15', '07:00-11:30 14:00-17:30')
const seasonal: CalendarData = { ...data, hours: [...data.hours, summer, spring] }
const province = compileCalendar(data)
const seasons = compileCalendar(seasonal)

type Pause = { from: number; to: number }
type Case = { received: number; term: number; unit: TermUnit; pauses: Pause[] }

// An oracle that knows the rules and nothing of the kernel: it looks at every minute, one after the other.

const localText = (instant: number): string => new Date(instant + 7 * 60 * MINUTE).toISOString()
const dateOf = (instant: number): string => localText(instant).slice(0, 10)

function oracle(calendar: CalendarData) {
  const off = new Set(calendar.daysOff.map((day) => day.date))
  const extra = new Set(calendar.workingWeekends.map((day) => day.date))
  const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const known = new Map<number, [open: number, close: number][]>()
  const hoursOf = (instant: number): [open: number, close: number][] => {
    const day = Math.floor((instant / MINUTE + 420) / 1440)
    const hours = known.get(day) ?? readHours(dateOf(instant))
    known.set(day, hours)
    return hours
  }
  const readHours = (date: string): [open: number, close: number][] => {
    const weekend = [0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay())
    if (!extra.has(date) && (weekend || off.has(date))) return []
    const covering = calendar.hours.filter((rule) => (rule.from ?? '') <= date && date <= (rule.to ?? '9999'))
    const latest = covering.sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? 1 : -1))[0]
    return latest!.intervals.map(([open, close]) => [minuteOf(open), minuteOf(close)])
  }
  const dayWorks = (instant: number): boolean => hoursOf(instant).length > 0
  const works = (instant: number): boolean => {
    const minute = (instant / MINUTE + 420) % 1440
    return hoursOf(instant).some(([open, close]) => open <= minute && minute < close)
  }
  const opening = (instant: number): number => {
    while (!works(instant)) instant += MINUTE
    return instant
  }
  const workedIn = (from: number, to: number): number => {
    let minutes = 0
    for (let t = from; t < to; t += MINUTE) if (works(t)) minutes++
    return minutes
  }
  const runOut = (from: number, minutes: number): number => {
    let t = from
    for (let left = minutes; left > 0; t += MINUTE) if (works(t)) left--
    return t
  }
  const stretches = (pauses: Pause[], start: number): Pause[] => {
    const paused = new Set<number>()
    for (const pause of pauses)
      for (let t = pause.from; t < pause.to; t += MINUTE) if (t >= start) paused.add(t)
    const firsts = [...paused].filter((t) => !paused.has(t - MINUTE)).sort((a, b) => a - b)
    return firsts.map((from) => {
      let to = from
      while (paused.has(to)) to += MINUTE
      return { from, to }
    })
  }
  const due = ({ received, term, unit, pauses }: Case): number => {
    const start = opening(received)
    let at = start
    if (unit === 'workingHours') at = runOut(start, term * 60)
    else if (unit === 'calendarDays') at = start + term * 1440 * MINUTE
    else {
      for (let left = term; left > 0; ) {
        at += 1440 * MINUTE
        if (dayWorks(at)) left--
      }
      if (!works(at) && !works(at - MINUTE)) at = opening(at)
    }
    for (const pause of stretches(pauses, start)) {
      if (pause.from >= at) break
      at = unit === 'calendarDays' ? at + pause.to - pause.from : runOut(at, workedIn(pause.from, pause.to))
    }
    if (unit !== 'calendarDays') return at
    while (!dayWorks(at)) at += 1440 * MINUTE
    return opening(at)
  }
  return { due, works, dayWorks, opening, workedIn, runOut }
}

const naive = oracle(data)
const naiveSeasons = oracle(seasonal)

const minutes = (from: string, to: string) =>
  fc.integer({ min: Date.parse(from) / MINUTE, max: Date.parse(to) / MINUTE }).map((m) => m * MINUTE)
// Round hours fall on openings, closes and each other far more often than any minute would.
const receipt = fc.oneof(
  minutes('2021-01-04T00:00Z', '2026-05-01T00:00Z'),
  minutes('2022-04-20T00:00Z', '2022-05-20T00:00Z').map((t) => t - (t % (30 * MINUTE))),
  minutes('2024-04-10T00:00Z', '2024-05-10T00:00Z').map((t) => t - (t % (30 * MINUTE))),
  minutes('2022-09-05T00:00Z', '2022-09-18T00:00Z').map((t) => t - (t % (15 * MINUTE))),
)
const pausesAfter = (received: number) =>
  fc.array(
    fc
      .tuple(
        fc.oneof(
          fc.integer({ min: -1500, max: 20_000 }),
          fc.integer({ min: -50, max: 400 }).map((n) => n * 30),
        ),
        fc.oneof(
          fc.integer({ min: 1, max: 12_000 }),
          fc.integer({ min: 1, max: 100 }).map((n) => n * 30),
        ),
      )
      .map(([offset, length]) => ({
        from: received + offset * MINUTE,
        to: received + (offset + length) * MINUTE,
      })),
    { maxLength: 4 },
  )
const unit = fc.constantFrom<TermUnit>('workingHours', 'workingDays', 'calendarDays')
const someCase = fc
  .tuple(receipt, unit, fc.integer({ min: 1, max: 25 }))
  .chain(([received, unit, term]) =>
    pausesAfter(received).map((pauses) => ({ received, term, unit, pauses })),
  )
const working = someCase.filter((one) => one.unit !== 'calendarDays')

const counted = ({ received, term, unit, pauses }: Case, calendar = province) =>
  dueDate(
    {
      receivedAt: new Date(received),
      term,
      unit,
      pauses: pauses.map(({ from, to }) => ({ from: new Date(from), to: new Date(to) })),
    },
    calendar,
  )
const due = (one: Case, calendar = province): number => counted(one, calendar).dueAt.getTime()
const holds = <T>(arbitrary: fc.Arbitrary<T>, predicate: (value: T) => void, numRuns = 1000): void =>
  fc.assert(
    fc.property(arbitrary, (value) => {
      predicate(value)
    }),
    { numRuns },
  )

describe('against a count of every minute', () => {
  test('the same date, by the province’s hours', () =>
    holds(someCase, (one) => expect(localText(due(one))).toBe(localText(naive.due(one))), 600))
  test('the same date, across seasons', () =>
    holds(
      someCase,
      (one) => expect(localText(due(one, seasons))).toBe(localText(naiveSeasons.due(one))),
      600,
    ))
  test('working hours end where a stopwatch held during pauses ends', () =>
    holds(
      working,
      (one) => {
        const start = naive.opening(one.received)
        let at = start
        for (let left = one.term * 60; left > 0; at += MINUTE)
          if (naive.works(at) && !one.pauses.some((pause) => pause.from <= at && at < pause.to)) left--
        expect(localText(due({ ...one, unit: 'workingHours' }))).toBe(localText(at))
      },
      400,
    ))
})

describe('whatever the case', () => {
  test('never due on a day off, nor outside working time or its close', () =>
    holds(someCase, (one) => {
      for (const [calendar, look] of [
        [province, naive],
        [seasons, naiveSeasons],
      ] as const) {
        const at = due(one, calendar)
        expect(look.dayWorks(at)).toBe(true)
        expect(look.works(at) || (one.unit !== 'calendarDays' && look.works(at - MINUTE))).toBe(true)
      }
    }))
  test('later received is never due earlier', () =>
    holds(fc.tuple(working, fc.nat(6000)), ([one, later]) =>
      expect(due({ ...one, received: one.received + later * MINUTE })).toBeGreaterThanOrEqual(due(one)),
    ))
  test('later received, in calendar days, is never due on an earlier day', () =>
    holds(fc.tuple(someCase, fc.nat(6000)), ([one, later]) => {
      const plain: Case = { ...one, unit: 'calendarDays', pauses: [] }
      const other = { ...plain, received: plain.received + later * MINUTE }
      expect(dateOf(due(other)) >= dateOf(due(plain))).toBe(true)
    }))
  test('a longer term is never due earlier', () =>
    holds(fc.tuple(working, fc.integer({ min: 1, max: 9 })), ([one, more]) =>
      expect(due({ ...one, term: one.term + more })).toBeGreaterThan(due(one)),
    ))
  test('a pause more never brings the date nearer', () =>
    holds(someCase, (one) => {
      const fewer = { ...one, pauses: one.pauses.slice(1) }
      if (one.unit === 'calendarDays')
        expect(dateOf(due(one)) >= dateOf(due({ ...one, pauses: [] }))).toBe(true)
      else expect(due(one)).toBeGreaterThanOrEqual(due(fewer))
    }))
  test('a pause split in two equals the whole', () =>
    holds(fc.tuple(someCase, fc.double({ min: 0, max: 1, noNaN: true })), ([one, share]) => {
      const split = one.pauses.flatMap(({ from, to }) => {
        const middle = from + Math.round(((to - from) / MINUTE) * share) * MINUTE
        return middle > from && middle < to
          ? [
              { from: middle, to },
              { from, to: middle },
            ]
          : [{ from, to }]
      })
      expect(due({ ...one, pauses: split })).toBe(due(one))
    }))
  test('pauses before the date add up to their working time', () =>
    holds(working, (one) => {
      const start = naive.opening(one.received)
      const bare = due({ ...one, pauses: [] })
      const [pause] = one.pauses
      if (!pause || pause.to <= start || pause.from >= bare) return
      const inside = naive.workedIn(Math.max(start, pause.from), pause.to)
      expect(due({ ...one, pauses: [pause] })).toBe(naive.runOut(bare, inside))
    }))
  test('the trace adds up', () =>
    holds(someCase, (one) => {
      addsUp(one, counted(one), naive)
      addsUp(one, counted(one, seasons), naiveSeasons)
    }))
})

/** Reads a trace as a sceptic would: every step begins where the one before ended, and the sums are the term's. */
function addsUp(one: Case, { dueAt, trace }: { dueAt: Date; trace: TraceLine[] }, look: typeof naive): void {
  const sum = (kinds: TraceLine[], key: 'minutes' | 'days') =>
    kinds.reduce((total, line) => total + (line[key] ?? 0), 0)
  const lines = (kind: TraceLine['kind']) => trace.filter((line) => line.kind === kind)
  expect(Date.parse(trace[0]!.from!)).toBe(one.received)
  expect(trace[0]).toMatchObject({ kind: 'start', term: one.term, unit: one.unit })
  expect(Date.parse(trace.at(-1)!.to!)).toBe(dueAt.getTime())
  const term = one.unit === 'workingHours' ? one.term * 60 : 0
  expect(sum(lines('counted'), 'minutes')).toBe(term + sum(lines('pause'), 'minutes'))
  if (one.unit !== 'workingHours') expect(sum(lines('counted'), 'days')).toBe(one.term)

  let at = one.received
  const offDates: string[] = []
  for (const line of trace) {
    const { kind, from = '', to = '' } = line
    if (kind === 'day-off' || kind === 'weekend') {
      const dates = datesBetween(from, to)
      expect(dates).toHaveLength(line.days!)
      expect(dates.some((date) => look.dayWorks(Date.parse(`${date}T00:00+07:00`)))).toBe(false)
      offDates.push(...dates)
    } else if (kind === 'counted' && !from.includes('T')) {
      const dates = datesBetween(from, to)
      expect(dates).toHaveLength(line.days!)
      expect(dates.every((date) => look.dayWorks(Date.parse(`${date}T00:00+07:00`)))).toBe(true)
      at = Date.parse(`${to + localText(at).slice(10, 16)}+07:00`)
    } else if (kind === 'counted' && one.unit !== 'calendarDays') {
      expect(look.workedIn(at, Date.parse(from))).toBe(0)
      at = Date.parse(to)
      expect(look.workedIn(Date.parse(from), at)).toBe(line.minutes)
    } else if (kind === 'counted') {
      expect(Date.parse(from)).toBe(at)
      at = Date.parse(to)
      expect(at - Date.parse(from)).toBe((line.minutes ?? 0) * MINUTE + (line.days ?? 0) * 1440 * MINUTE)
    } else if (kind === 'moved-to-opening' || kind === 'moved-from-day-off') {
      expect(Date.parse(from)).toBe(at)
      at = Date.parse(to)
    }
  }
  expect(at).toBe(dueAt.getTime())
  if (one.unit === 'calendarDays') return
  const passed = datesBetween(dateOf(one.received), dateOf(at))
  expect(offDates).toEqual(passed.filter((date) => !look.dayWorks(Date.parse(`${date}T00:00+07:00`))))
}

function datesBetween(first: string, last: string): string[] {
  const dates: string[] = []
  for (let t = Date.parse(first); t <= Date.parse(last); t += 1440 * MINUTE)
    dates.push(new Date(t).toISOString().slice(0, 10))
  return dates
}
