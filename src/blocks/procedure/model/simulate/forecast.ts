import type { Calendar } from '../../../../kernel/calendar.ts'
import { instantAt, parseDate } from '../../../../kernel/local-time.ts'
import { invalid, type Problem } from '../../../../kernel/problem.ts'
import { formatNumber } from '../../../../kernel/vietnamese.ts'
import type { Definition, Role } from '../definition.ts'
import { dueOf } from './dossier-clock.ts'
import { offeredLoad } from './offered-load.ts'
import { type Plan, planOf } from './plan.ts'
import { type Forecast, LIMITS, type Scenario } from './scenario.ts'
import { type Ended, type Seen, type Simulation, simulation } from './simulation.ts'
import { meanOf, quantile } from './tally.ts'
import { calendarClock, type WorkingClock } from './working-clock.ts'

const HOUR = 3_600_000

/** A forecast under way: `run` goes on for so many events and tells whether there is more to do; then `result`. */
export type Forecasting = { run(events: number): boolean; result(): Forecast }

/**
 * Begins a forecast of queue lengths, lateness and the bottleneck. `today` (`YYYY-MM-DD`) is the first day unless the
 * scenario names one. Errors (422): procedure.simulation-too-large naming `perDay`, calendar.year-not-published naming
 * `days`, request.invalid naming what of the scenario the edition does not have.
 */
export function forecasting(
  definition: Pick<Definition, 'states' | 'moves' | 'initial' | 'clock'>,
  scenario: Scenario,
  calendar: Calendar,
  today: string,
  seats: Partial<Record<Role, number>> = {},
): Forecasting {
  const { perDay, days, warmUpDays, onlineShare } = scenario
  const expected = Math.ceil(perDay * (days + warmUpDays))
  if (expected > LIMITS.dossiers)
    throw invalid(
      'perDay',
      `Mô phỏng ${formatNumber(expected)} hồ sơ vượt giới hạn ${formatNumber(LIMITS.dossiers)}. Hãy giảm số hồ sơ mỗi ngày hoặc số ngày.`,
      'procedure.simulation-too-large',
    )
  const plan = planOf(definition, scenario, seats)
  const clock = calendarClock(calendar)
  const first = parseDate(scenario.from ?? today)
  if (first === null) throw invalid('from', 'Ngày bắt đầu không có thật; hãy ghi theo dạng năm-tháng-ngày.')
  const start = instantAt(first, 0)
  const closes = Array.from({ length: days }, (_, n) => clock.closeOfDay(start, warmUpDays + n + 1))
  const measureFrom = warmUpDays === 0 ? start : clock.closeOfDay(start, warmUpDays)
  const end = closes.at(-1)!
  const between = clock.day / perDay
  const window = {
    ...{ between, onlineShare, varies: scenario.effortVaries, start, measureFrom, end, clock },
    seed: scenario.seed,
  }
  const run = simulation(plan, window, closes)
  return {
    run(events) {
      if (run.counts.events > LIMITS.events) throw tooLong()
      return run.run(events)
    },
    result: () => ({
      from: clock.date(start),
      to: clock.date(end),
      days,
      ...dossiersOf(run, plan, calendar, clock, end),
      ...workOf(
        run,
        plan,
        offeredLoad(plan, between, onlineShare),
        clock.worked(end) - clock.worked(measureFrom),
      ),
      series: run.closes.map(({ at, open, queue }) => ({ date: clock.date(at), open, queue })),
      assumptions: plan.assumptions,
      shares: plan.shares,
      simulated: { ...run.counts },
    }),
  }
}

function tooLong(): Problem {
  return invalid(
    'days',
    `Mô phỏng vượt ${formatNumber(LIMITS.events)} sự kiện: hồ sơ đi vòng quá nhiều lần. Hãy giảm số ngày hoặc tỷ lệ trả lại.`,
    'procedure.simulation-too-large',
  )
}

function dossiersOf(run: Simulation, plan: Plan, calendar: Calendar, clock: WorkingClock, end: number) {
  const lateAt = (each: Ended, at: number): boolean | null => {
    const due = dueOf(each.clock, plan.clock, calendar)
    return due === null ? null : at > due
  }
  const judged = run.ended.flatMap((each) => lateAt(each, each.clock.endedAt ?? end) ?? [])
  const late = judged.filter(Boolean).length
  const open = run.open()
  const underWay = open.filter((each) => each.clock.endedAt === null && each.clock.pausedAt === null)
  const hours = run.ended.map(
    (each) => (clock.worked(each.clock.endedAt ?? end) - clock.worked(each.receivedAt)) / HOUR,
  )
  return {
    received: run.received(),
    finished: run.ended.length,
    late,
    lateShare: judged.length === 0 ? null : late / judged.length,
    open: open.length,
    openLate: underWay.filter((each) => lateAt(each, end)).length,
    hours:
      hours.length === 0
        ? null
        : { mean: meanOf(hours), median: quantile(hours, 0.5), p90: quantile(hours, 0.9) },
  }
}

function workOf(run: Simulation, plan: Plan, offered: readonly number[], measured: number) {
  const roles = plan.pools.map(({ role, people }, at) => {
    const seen = run.pools[at]!
    return {
      role,
      people,
      needed: Number.isFinite(offered[at]) ? Math.floor(offered[at]!) + 1 : LIMITS.dossiers,
      load: Math.min(offered[at]! / people, LIMITS.dossiers),
      busyShare: seen.busy.area / measured / people,
      ...queueOf(seen, measured),
      p95WaitHours: quantile(seen.waits, 0.95) / HOUR,
    }
  })
  const steps = plan.stations.map((station, at) => ({
    state: station.state.key,
    name: station.state.name.vi,
    role: station.state.role,
    visits: run.stations[at]!.visits,
    ...queueOf(run.stations[at]!, measured),
    queueAtEnd: run.stations[at]!.queue.value,
    effortMinutes: station.handsOn / 60_000,
    waitDays: station.wait / (24 * HOUR),
  }))
  return {
    roles,
    steps,
    bottleneck: bottleneckOf(roles, steps),
    overloaded: roles.some(({ load }) => load >= 1),
  }
}

function queueOf(seen: Seen, measured: number) {
  return {
    meanQueue: seen.queue.area / measured,
    maxQueue: seen.queue.highest,
    meanWaitHours: meanOf(seen.waits) / HOUR,
  }
}

/** Where dossiers wait most in all (which is the mean queue, by Little's law); without queues, where the work is heaviest. */
function bottleneckOf(roles: Forecast['roles'], steps: Forecast['steps']): Forecast['bottleneck'] {
  const staffed = steps.filter((step) => step.visits > 0 && roles.some(({ role }) => role === step.role))
  const weight = (step: (typeof steps)[number]) =>
    step.meanQueue > 0 ? 1 + step.meanQueue : (step.visits * step.effortMinutes) / 1e12
  const worst = staffed.sort((a, b) => weight(b) - weight(a))[0]
  const role = roles.find((each) => each.role === worst?.role)
  if (!worst || !role) return null
  const { state, name } = worst
  return { state, name, role: role.role, reason: reasonOf(worst, role) }
}

function reasonOf(step: Forecast['steps'][number], role: Forecast['roles'][number]): string {
  const load = formatNumber(role.load * 100, 0)
  const queue = `Ở bước “${step.name}” bình quân ${formatNumber(step.meanQueue, 1)} hồ sơ nằm chờ, mỗi hồ sơ chờ ${formatNumber(step.meanWaitHours, 1)} giờ làm việc`
  if (role.load >= 1)
    return `${queue}; việc bằng ${load}% sức của ${role.people} người nên hàng chờ dài mãi. Cần ít nhất ${role.needed} người.`
  return `${queue}; ${role.people} người giữ vai trò này làm ${load}% sức.`
}
