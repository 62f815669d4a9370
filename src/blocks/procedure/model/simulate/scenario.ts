import { z } from 'zod'
import { Role } from '../definition.ts'

/** Bounds of one forecast: a request may ask no more of the machine than this. */
export const LIMITS = { dossiers: 50_000, events: 2_000_000, movesOfOne: 300 }

/**
 * What is assumed of the work. All keyed by the edition's own keys; what is left out gets a default that the forecast
 * tells. Times are working time unless they say days, which are calendar days.
 */
export const Scenario = z.strictObject({
  /** Dossiers that come in on one working day, on average. */
  perDay: z.number('Hãy ghi số hồ sơ mỗi ngày.').positive('Số hồ sơ mỗi ngày phải lớn hơn 0.').max(5000),
  /** Share sent online: they begin at the online state, the others at the desk's. */
  onlineShare: z.number().min(0).max(1).default(0.5),
  /** People by role. A role left out is counted from the agency's seats where an agency is named. */
  staff: z.partialRecord(Role, z.int().min(0).max(500)).default({}),
  /** Share of their working time that these people have for this procedure. */
  shareOfTime: z.number().min(0.01).max(1).default(1),
  /** By state: minutes of somebody's hands on one dossier. */
  effortMinutes: z.record(z.string(), z.number().min(0).max(9600)).default({}),
  /** By state in which the dossier lies with the applicant: days until they come back. */
  waitDays: z.record(z.string(), z.number().min(0).max(365)).default({}),
  /** By state, then move: how often it is taken from there; any numbers, they are weighed against each other. */
  shares: z.record(z.string(), z.record(z.string(), z.number().min(0))).default({}),
  /** False: every dossier takes exactly the mean effort; true: some take far longer (exponential). */
  effortVaries: z.boolean().default(true),
  /** Working days looked at, after `warmUpDays` in which the agency fills from empty. */
  days: z.int().min(1).max(250).default(60),
  warmUpDays: z.int().min(0).max(120).default(20),
  /** First day, `YYYY-MM-DD`; today when absent. */
  from: z.iso.date().optional(),
  /** The same seed gives the same forecast. */
  seed: z.string().max(64).default('1'),
})
export type Scenario = z.infer<typeof Scenario>

const Key = z.string()
const Hours = z.number()

export const Forecast = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  days: z.int(),
  /** Within the days looked at. */
  received: z.int(),
  finished: z.int(),
  /** Of those finished that had a due date; null without any. */
  late: z.int(),
  lateShare: z.number().nullable(),
  /** Open at the end, and of them already past their due date. */
  open: z.int(),
  openLate: z.int(),
  /** Working hours from receipt until the clock ends, of those finished. */
  hours: z.object({ mean: Hours, median: Hours, p90: Hours }).nullable(),
  roles: z.array(
    z.object({
      role: Role,
      people: z.int(),
      /** People the work would need at the least, and the work as a share of what these people can do. */
      needed: z.int(),
      load: z.number(),
      busyShare: z.number(),
      meanQueue: z.number(),
      maxQueue: z.int(),
      meanWaitHours: Hours,
      p95WaitHours: Hours,
    }),
  ),
  steps: z.array(
    z.object({
      state: Key,
      name: z.string(),
      role: Role.nullable(),
      visits: z.int(),
      /** Dossiers that wait for a free hand, on average over working time. */
      meanQueue: z.number(),
      maxQueue: z.int(),
      queueAtEnd: z.int(),
      meanWaitHours: Hours,
      effortMinutes: z.number(),
      waitDays: z.number(),
    }),
  ),
  /** The step that holds dossiers up most. */
  bottleneck: z.object({ state: Key, name: z.string(), role: Role, reason: z.string() }).nullable(),
  /** More work comes in than these people can do: the queue grows without end. */
  overloaded: z.boolean(),
  /** At the close of each day looked at. */
  series: z.array(z.object({ date: z.iso.date(), open: z.int(), queue: z.int() })),
  /** What was assumed, in Vietnamese sentences. */
  assumptions: z.array(z.string()),
  /** Shares actually used, each state's adding up to 1. */
  shares: z.record(Key, z.record(Key, z.number())),
  simulated: z.object({ dossiers: z.int(), events: z.int(), stuck: z.int() }),
})
export type Forecast = z.infer<typeof Forecast>
