import { expect, test } from 'vitest'
import type { Definition, Role } from '../definition.ts'
import { planOf } from './plan.ts'
import { Scenario } from './scenario.ts'
import { type Simulation, simulation } from './simulation.ts'
import { meanOf } from './tally.ts'
import { CONTINUOUS } from './working-clock.ts'

const MINUTE = 60_000
type Flow = Pick<Definition, 'states' | 'moves' | 'initial' | 'clock'>

/** One step done by specialists, then the end: what queueing theory calls M/M/c. */
function oneStep(roles: Role[] = ['specialist']): Flow {
  const states = [
    ...roles.map((role, n) => ({
      key: `step${n}`,
      name: { vi: `Bước ${n}` },
      status: 4,
      phase: 'working' as const,
      clock: 'runs' as const,
      role,
      holder: 'agency' as const,
      citizenText: { vi: 'Đang xử lý.' },
    })),
    {
      key: 'done',
      name: { vi: 'Xong' },
      status: 10,
      phase: 'closed' as const,
      clock: 'stopped' as const,
      role: null,
      holder: 'returnDesk' as const,
      citizenText: { vi: 'Xong.' },
    },
  ]
  const moves = roles.map((role, n) => ({
    key: `go${n}`,
    name: { vi: 'Chuyển' },
    from: [`step${n}`],
    to: states[n + 1]!.key,
    who: [role],
    kind: 'forward' as const,
    needs: [],
    effects: [],
  }))
  return {
    states,
    moves,
    initial: { online: 'step0', desk: 'step0' },
    clock: { term: 5, unit: 'workingDays', resume: 'continue', silence: 'none' },
  }
}

/** Mean wait in the queue of M/M/c (Erlang C), in units of the mean service time; `load` per server. */
function erlangC(servers: number, load: number): number {
  const offered = servers * load
  let term = 1
  let sum = 0
  for (let k = 0; k < servers; k += 1) {
    sum += term
    term *= offered / (k + 1)
  }
  const waiting = term / (1 - load) / (sum + term / (1 - load))
  return waiting / (servers * (1 - load))
}

test('Erlang C agrees with printed tables', () => {
  // M/M/1: ρ/(1-ρ); M/M/2 at ρ = 0.8: 16/9; M/M/3 at ρ = 2/3: probability of waiting 4/9.
  expect(erlangC(1, 0.5)).toBeCloseTo(1, 12)
  expect(erlangC(2, 0.8)).toBeCloseTo(16 / 9, 12)
  expect(erlangC(3, 2 / 3)).toBeCloseTo(4 / 9, 12)
})

function toTheEnd(run: Simulation, piece: number): void {
  while (run.run(piece));
}

function longRun(flow: Flow, people: Partial<Record<Role, number>>, load: number, seed: string) {
  const scenario = Scenario.parse({
    perDay: 1,
    staff: people,
    effortMinutes: Object.fromEntries(
      flow.states.filter((each) => each.role).map((each) => [each.key, 30 * (people[each.role!] ?? 1)]),
    ),
  })
  const plan = planOf(flow, scenario)
  const between = (30 * MINUTE) / load
  const dossiers = 600_000
  return {
    plan,
    run: simulation(plan, {
      ...{ between, onlineShare: 0.5, varies: true, start: 0, seed, clock: CONTINUOUS },
      measureFrom: between * 20_000,
      end: between * (20_000 + dossiers),
    }),
  }
}

test.each([
  [1, 0.7],
  [3, 0.8],
  [8, 0.85],
])('M/M/%i at load %f waits as Erlang C says, within 3%%', (servers, load) => {
  const waits = ['thử', 'khác'].map((seed) => {
    const { run } = longRun(oneStep(), { specialist: servers }, load, seed)
    toTheEnd(run, 1_000_000)
    const seen = run.pools[0]!
    // Little's law holds within one and the same run: the whole of the queue is the sum of the waits.
    const measured = 600_000 * ((30 * MINUTE) / load)
    expect(seen.queue.area / seen.waits.length / meanOf(seen.waits)).toBeCloseTo(1, 3)
    expect(seen.busy.area / measured / servers / load).toBeCloseTo(1, 1)
    return meanOf(seen.waits)
  })
  const expected = erlangC(servers, load) * 30 * MINUTE * servers
  expect(Math.abs(meanOf(waits) / expected - 1)).toBeLessThan(0.03)
})

test('two steps one after the other each wait as if alone (Burke)', () => {
  const { run } = longRun(oneStep(['specialist', 'leader']), { specialist: 2, leader: 1 }, 0.75, 'nối tiếp')
  toTheEnd(run, 1_000_000)
  const expected = [erlangC(2, 0.75) * 60 * MINUTE, erlangC(1, 0.75) * 30 * MINUTE]
  expected.forEach((wait, at) => {
    expect(Math.abs(meanOf(run.pools[at]!.waits) / wait - 1)).toBeLessThan(0.03)
  })
})

test('in whatever pieces it is run, the end is the same', () => {
  const whole = longRun(oneStep(), { specialist: 2 }, 0.5, 'cắt').run
  const cut = longRun(oneStep(), { specialist: 2 }, 0.5, 'cắt').run
  toTheEnd(whole, 10_000_000)
  toTheEnd(cut, 777)
  expect(cut.counts).toEqual(whole.counts)
  expect(meanOf(cut.pools[0]!.waits)).toBe(meanOf(whole.pools[0]!.waits))
})
