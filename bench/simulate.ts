import { shippedProcedures, shippedProvince } from '../src/areas/read-areas.ts'
import { expandPack } from '../src/blocks/procedure/model/expand-pack.ts'
import { forecasting } from '../src/blocks/procedure/model/simulate/forecast.ts'
import { Scenario } from '../src/blocks/procedure/model/simulate/scenario.ts'
import { compileCalendar } from '../src/kernel/working-time.ts'
import { median, print, say } from './line.ts'

const ROUNDS = 5
const PER_DAY = 400
const DAYS = 100
const PEOPLE = { counter: 60, specialist: 110, head: 40, leader: 30, cashier: 20 }
const TURN = 5_000

/** Dossiers forecast a second on one core: the longest shipped flow, real calendar, every due date counted by the kernel. */
export async function simulate(): Promise<void> {
  say('simulate: one core')
  const { packs, flows } = shippedProcedures()
  const pack = packs.find((each) => (each as { flow: string }).flow === 'with-payment')
  const { definition } = expandPack(pack, flows['with-payment'])
  const calendar = compileCalendar(shippedProvince().calendar)
  const rates: number[] = []
  const turns: number[] = []
  let events = 0
  let dossiers = 0
  for (let round = 0; round <= ROUNDS; round += 1) {
    const scenario = Scenario.parse({
      ...{ perDay: PER_DAY, days: DAYS, warmUpDays: 0, staff: PEOPLE, seed: `bench ${round}` },
    })
    const begun = performance.now()
    const run = forecasting(definition, scenario, calendar, '2022-03-01')
    for (let more = true; more; ) {
      const turn = performance.now()
      more = run.run(TURN)
      turns.push(performance.now() - turn)
    }
    const { simulated } = run.result()
    rates.push(simulated.dossiers / ((performance.now() - begun) / 1000))
    events = simulated.events
    dossiers = simulated.dossiers
  }
  const longest = turns.sort((a, b) => a - b).at(-1)!
  print(
    'simulate',
    median(rates.slice(1)),
    'dossiers/s on one core',
    null,
    `16 states, ${dossiers} dossiers over ${DAYS} working days, ${events} events, due dates by the kernel; longest turn without yielding ${Math.round(longest)} ms; median of ${ROUNDS} rounds`,
  )
}
