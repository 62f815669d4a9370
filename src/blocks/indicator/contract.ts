import { z } from 'zod'
import { PERIOD } from '../../kernel/period.ts'

export const PERMISSIONS = { setIndex: 'indicator.setIndex', closeDay: 'indicator.closeDay' } as const

export const PeriodKey = z
  .string()
  .regex(PERIOD, 'Kỳ viết dạng 2026-11 (tháng), 2026-Q4 (quý) hoặc 2026 (năm)')
const Named = z.object({ code: z.string(), name: z.string() })
const Total = z.object({
  /** Points earned, and the most that could be earned by what is measured; `of` all components with points. */
  score: z.number(),
  outOf: z.number(),
  of: z.number(),
  /** Per cent of `outOf`; null when nothing could be measured. */
  share: z.number().nullable(),
  band: z.string().nullable(),
})
const Figure = z.object({
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  rate: z.number().nullable(),
  score: z.number().nullable(),
})

export const Index766 = z.object({
  period: z.object({ key: z.string(), from: z.iso.date(), to: z.iso.date() }),
  unit: Named,
  asOf: z.iso.datetime({ offset: true }),
  total: Total,
  /** The bands were not found in the text. */
  bandsAssumed: z.boolean(),
  components: z.array(
    Figure.extend({
      code: z.string(),
      group: Named,
      name: z.string(),
      points: z.number(),
      threshold: z.number().nullable(),
      formula: z.string(),
      /** What was assumed where the text was not found. */
      assumption: z.string().nullable(),
      /** `noData`: no rows answer it yet; `empty`: nothing to measure; both are left out of the score. */
      state: z.enum(['scored', 'told', 'empty', 'noData']),
      /** Whether the dossiers behind can be listed. */
      opens: z.boolean(),
    }),
  ),
  units: z.array(
    Total.extend({
      unit: Named.extend({ kind: z.string() }),
      received: z.int(),
      finished: z.int(),
      late: z.int(),
    }),
  ),
})
export type Index766 = z.infer<typeof Index766>

export const DossiersBehind = z.object({
  items: z.array(
    z.object({
      code: z.string(),
      agency: Named,
      procedure: Named,
      acceptedAt: z.iso.datetime({ offset: true }),
      firstDueAt: z.iso.datetime({ offset: true }).nullable(),
      finishedAt: z.iso.datetime({ offset: true }).nullable(),
      /** Counts for the numerator. */
      met: z.boolean(),
    }),
  ),
  nextCursor: z.string().nullable(),
})
export type DossiersBehind = z.infer<typeof DossiersBehind>

/** One agency's day at the centre; money in đồng. */
export const DayDesk = z.object({
  agency: Named,
  received: z.int(),
  counter: z.int(),
  online: z.int(),
  post: z.int(),
  finished: z.int(),
  late: z.int(),
  /** Results handed over. */
  returned: z.int(),
  taken: z.int(),
  refunded: z.int(),
  /** Numbers still waiting or at a counter. */
  waiting: z.int(),
})
export type DayDesk = z.infer<typeof DayDesk>
export const DayView = z.object({
  day: z.iso.date(),
  desks: z.array(DayDesk),
  closed: z.object({ at: z.iso.datetime({ offset: true }), by: z.string() }).nullable(),
  /** What must be settled before it can be closed, as sentences that say what to do. */
  unsettled: z.array(z.string()),
  reopened: z.array(
    z.object({
      closedAt: z.iso.datetime({ offset: true }),
      at: z.iso.datetime({ offset: true }),
      reason: z.string(),
    }),
  ),
})
export type DayView = z.infer<typeof DayView>
