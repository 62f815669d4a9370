import { describe, expect, test } from 'vitest'
import { calendarData, shipped } from '../../../../../tests/packs/shipped.ts'
import { type CalendarData, compileCalendar } from '../../../../kernel/calendar.ts'
import { Problem } from '../../../../kernel/problem.ts'
import { forecasting } from './forecast.ts'
import { Forecast, Scenario } from './scenario.ts'

const calendar = compileCalendar(calendarData as CalendarData)
const definition = shipped.find(({ raw }) => (raw as { flow: string }).flow === 'agency-decides')!.definition
const STAFF = { counter: 2, specialist: 3, head: 1, leader: 1 }
const TODAY = '2022-06-01'

function forecast(given: Record<string, unknown>, of = definition): Forecast {
  const scenario = Scenario.parse({ perDay: 10, staff: STAFF, ...given })
  const run = forecasting(of, scenario, calendar, TODAY)
  while (run.run(50_000));
  return Forecast.parse(run.result())
}

function refusal(given: Record<string, unknown>): Problem {
  try {
    forecast(given)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('was not refused')
}

test('the same seed gives the same forecast, another seed another one', () => {
  expect(forecast({ seed: 'a' })).toEqual(forecast({ seed: 'a' }))
  expect(forecast({ seed: 'a' })).not.toEqual(forecast({ seed: 'b' }))
})

test('few dossiers and enough people: nobody waits long, hardly any is late', () => {
  const calm = forecast({ perDay: 2 })
  expect(calm.overloaded).toBe(false)
  expect(calm.lateShare).toBeLessThan(0.05)
  expect(Math.max(...calm.steps.map((step) => step.meanWaitHours))).toBeLessThan(1)
  expect(calm.received).toBeGreaterThan(70)
  expect(calm.finished).toBeGreaterThan(70)
})

test('too few specialists: appraising is the bottleneck, the queue grows, the forecast says how many are needed', () => {
  const rush = { perDay: 12, days: 120, effortMinutes: { appraising: 120 } }
  const busy = forecast({ ...rush, staff: { ...STAFF, specialist: 2 } })
  expect(busy.overloaded).toBe(true)
  expect(busy.bottleneck).toMatchObject({ state: 'appraising', role: 'specialist' })
  expect(busy.lateShare).toBeGreaterThan(0.5)
  expect(busy.series.at(-1)!.queue).toBeGreaterThan(2 * busy.series[20]!.queue)
  const specialist = busy.roles.find(({ role }) => role === 'specialist')!
  expect(specialist.busyShare).toBeGreaterThan(0.99)
  expect(busy.bottleneck!.reason).toContain(`Cần ít nhất ${specialist.needed} người`)
  const enough = forecast({ ...rush, staff: { ...STAFF, specialist: specialist.needed } })
  expect(enough.overloaded).toBe(false)
})

test('the bottleneck moves with the work: a leader who takes an hour a signature', () => {
  const { bottleneck } = forecast({ perDay: 9, effortMinutes: { signing: 60, appraising: 20 } })
  expect(bottleneck).toMatchObject({ state: 'signing', role: 'leader' })
})

test('people are as busy as the traffic equations say, half their time means twice the load', () => {
  const long = {
    perDay: 10,
    from: '2021-06-01',
    days: 250,
    warmUpDays: 100,
    effortMinutes: { appraising: 60 },
  }
  const whole = forecast(long)
  const half = forecast({
    perDay: 10,
    days: 250,
    warmUpDays: 60,
    effortMinutes: { appraising: 60 },
    shareOfTime: 0.5,
  })
  for (const [at, role] of whole.roles.entries()) {
    expect(role.busyShare / role.load).toBeCloseTo(1, 1)
    expect(half.roles[at]!.load / role.load).toBeCloseTo(2, 9)
  }
})

test('given shares are kept: nobody is accepted when all are refused', () => {
  const refused = forecast({ onlineShare: 1, shares: { submitted: { refuseIntake: 1 } } })
  expect(refused.steps.find(({ state }) => state === 'refused')!.visits).toBeGreaterThan(500)
  expect(refused.steps.find(({ state }) => state === 'appraising')!.visits).toBe(0)
  expect(refused.lateShare).toBeNull()
})

test('waiting for the applicant pauses the clock: slow answers make no dossier late', () => {
  const shares = { appraising: { draftCorrection: 1, proposeApproval: 1 } }
  const quick = forecast({ perDay: 2, shares, waitDays: { waitingCorrection: 1 } })
  const slow = forecast({ perDay: 2, shares, waitDays: { waitingCorrection: 20 } })
  expect(slow.hours!.mean).toBeGreaterThan(quick.hours!.mean + 40)
  expect(slow.lateShare!).toBeLessThan(quick.lateShare! + 0.05)
})

describe('every shipped procedure', () => {
  test.each(shipped.map(({ pack, definition }) => [pack.code, definition] as const))('%s', (_code, each) => {
    const roles = new Set(each.states.flatMap(({ role }) => role ?? []))
    const found = forecast(
      { perDay: 4, staff: Object.fromEntries([...roles].map((role) => [role, 2])) },
      each,
    )
    expect(found.finished).toBeGreaterThan(50)
    expect(found.simulated.stuck).toBe(0)
    expect(found.bottleneck).not.toBeNull()
    const all = found.steps.reduce((sum, step) => sum + step.visits, 0)
    expect(all).toBeGreaterThan(found.received)
  })
})

test('what cannot be simulated is refused by name', () => {
  expect(refusal({ shares: { nowhere: { accept: 1 } } }).errors[0]!.path).toBe('shares.nowhere')
  expect(refusal({ shares: { submitted: { sign: 1 } } }).errors[0]!.path).toBe('shares.submitted.sign')
  expect(refusal({ shares: { submitted: { accept: 0 } } }).errors[0]!.path).toBe('shares.submitted')
  expect(refusal({ effortMinutes: { nowhere: 1 } }).errors[0]!.path).toBe('effortMinutes.nowhere')
  expect(refusal({ staff: { counter: 1, head: 1, leader: 1 } }).errors[0]!.path).toBe('staff.specialist')
  expect(refusal({ perDay: 5000 }).code).toBe('procedure.simulation-too-large')
  expect(refusal({ from: '2027-10-01', days: 250 }).code).toBe('calendar.year-not-published')
})

test('a circle without an exit ends all the same', () => {
  const round = {
    ...definition,
    moves: definition.moves.map((move) => (move.key === 'handOver' ? { ...move, to: 'appraising' } : move)),
  }
  const found = forecast(
    { perDay: 3, shares: { appraising: { proposeApproval: 1 } }, effortMinutes: { appraising: 1 } },
    round,
  )
  expect(found.overloaded || found.simulated.stuck > 0 || found.open > 100).toBe(true)
  const spinning = { submitted: { askIntakeCorrection: 1 }, intakeCorrection: { answerIntakeCorrection: 1 } }
  const none = { submitted: 0, intakeCorrection: 0 }
  const spun = forecast({ onlineShare: 1, shares: spinning, effortMinutes: none, waitDays: none })
  expect(spun.simulated.stuck).toBe(spun.simulated.dossiers)
})
