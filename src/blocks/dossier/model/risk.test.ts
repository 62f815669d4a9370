import { expect, test } from 'vitest'
import { compileCalendar } from '../../../kernel/working-time.ts'
import {
  addStay,
  clockTime,
  emptyHistory,
  fitScale,
  riskOf,
  type Stay,
  scaled,
  standingAt,
  staysOf,
  UNSCALED,
} from './risk.ts'

const HOUR = 3_600_000
const DAY = 8 * HOUR
const TERM = 10 * DAY

const history = (...rests: number[]) => {
  const made = emptyHistory()
  for (const rest of rests) addStay(made, { state: 's', step: rest / 2, rest, term: TERM })
  return made
}
const many = (count: number, rest: number) => Array<number>(count).fill(rest)

test('more time left never makes a delay likelier, a longer stay never less likely when all took that long', () => {
  const known = [history(...many(20, 3 * DAY), ...many(20, 6 * DAY), ...many(5, 9 * DAY))]
  let before = 1
  for (let left = 0; left <= 12 * DAY; left += DAY / 2) {
    const { probability } = riskOf(known, { age: 0, left, term: TERM })
    expect(probability).toBeLessThanOrEqual(before + 1e-12)
    expect(probability).toBeGreaterThan(0)
    before = probability
  }
})

test('who has stood longer than the quick ones is among the slow ones', () => {
  const known = [history(...many(90, DAY), ...many(10, 8 * DAY))]
  const fresh = riskOf(known, { age: 0, left: 4 * DAY, term: TERM }).probability
  const old = riskOf(known, { age: 2 * DAY, left: 4 * DAY, term: TERM }).probability
  expect(fresh).toBeLessThan(0.15)
  expect(old).toBeGreaterThan(0.8)
})

test('one slow dossier of its own does not outweigh what the whole province knows', () => {
  const wide = history(...many(500, DAY))
  const thin = riskOf([history(9 * DAY), wide], { age: 0, left: 5 * DAY, term: TERM }).probability
  const thick = riskOf([history(...many(200, 9 * DAY)), wide], {
    age: 0,
    left: 5 * DAY,
    term: TERM,
  }).probability
  expect(thin).toBeLessThan(0.1)
  expect(thick).toBeGreaterThan(0.85)
})

test('past due is certain; nothing known is next to nothing', () => {
  expect(riskOf([history(...many(50, DAY))], { age: 0, left: -1, term: TERM }).probability).toBe(1)
  expect(riskOf([], { age: 0, left: DAY, term: TERM })).toEqual({ probability: 0, usual: 0, known: 0 })
})

test('the usual time is the median of the place that knows enough', () => {
  const { usual, known } = riskOf([history(DAY), history(...many(30, 6 * DAY))], {
    age: 0,
    left: DAY,
    term: TERM,
  })
  expect(known).toBe(1)
  // Bins double: the median of three days lies between two and four.
  expect(usual).toBeGreaterThanOrEqual(2 * DAY)
  expect(usual).toBeLessThanOrEqual(4 * DAY)
})

const calendar = compileCalendar({
  code: 'test',
  years: [{ year: 2022, status: 'published' }],
  daysOff: [],
  workingWeekends: [],
  hours: [
    {
      intervals: [
        ['07:30', '11:30'],
        ['13:30', '17:30'],
      ],
    },
  ],
})
const local = (day: string, time = '07:30') => new Date(`2022-05-${day}T${time}:00+07:00`)

test('pauses take no clock time, and a step that only waits is no stay', () => {
  const clock = [
    { kind: 'started' as const, at: local('09').toISOString() },
    { kind: 'paused' as const, at: local('10').toISOString() },
    { kind: 'resumed' as const, at: local('12').toISOString() },
  ]
  expect(clockTime(clock, local('11'), calendar)).toBe(DAY)
  expect(clockTime(clock, local('13'), calendar)).toBe(2 * DAY)
  const stays: Stay[] = staysOf(
    {
      clock,
      due: local('16'),
      finished: local('13'),
      moves: [
        { to: 'appraisal', at: local('09') },
        { to: 'waiting', at: local('10') },
        { to: 'signing', at: local('12') },
        { to: 'done', at: local('13') },
      ],
    },
    calendar,
  )
  expect(stays).toEqual([
    { state: 'appraisal', step: DAY, rest: 2 * DAY, term: 3 * DAY },
    { state: 'signing', step: DAY, rest: DAY, term: 3 * DAY },
  ])
})

test('what lies after a moment does not change where a dossier stood at it', () => {
  const clock = [{ kind: 'started' as const, at: local('09').toISOString() }]
  const moves = [
    { to: 'appraisal', at: local('09') },
    { to: 'signing', at: local('11') },
  ]
  const so = standingAt({ clock, moves: moves.slice(0, 1), term: 3 * DAY }, local('10'), calendar)
  expect(so).toEqual({ state: 'appraisal', age: DAY, left: 2 * DAY, term: 3 * DAY })
  const later = [...clock, { kind: 'paused' as const, at: local('11').toISOString() }]
  expect(standingAt({ clock: later, moves, term: 3 * DAY }, local('10'), calendar)).toEqual(so)
  expect(standingAt({ clock: later, moves, term: 3 * DAY }, local('12'), calendar)).toBeNull()
})

test('a scale brings forecasts that say too much down to what happened, and keeps their order', () => {
  const forecasts = Array.from({ length: 4000 }, (_each, at) => {
    const probability = ((at % 100) + 0.5) / 100
    // A quarter of what was forecast came to be late, evenly.
    return { probability, late: Math.floor(at / 100) / 40 < probability / 4 }
  })
  const scale = fitScale(forecasts)
  const told = forecasts.map((each) => scaled(each.probability, scale))
  const mean = told.reduce((sum, each) => sum + each, 0) / told.length
  const share = forecasts.filter((each) => each.late).length / forecasts.length
  expect(mean).toBeCloseTo(share, 3)
  expect(scaled(0.9, scale)).toBeGreaterThan(scaled(0.5, scale))
  expect(scaled(0.5, scale)).toBeLessThan(0.25)
})

test('too few that ended late make no scale', () => {
  expect(fitScale([{ probability: 0.9, late: true }])).toEqual(UNSCALED)
})
