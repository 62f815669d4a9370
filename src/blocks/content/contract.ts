import { z } from 'zod'
import { PERIOD } from '../../kernel/period.ts'
import { FEEDBACK_CLASSES, FEEDBACK_KINDS, FEEDBACK_STATES } from './model/feedback.ts'
import { INDICES, MARKS } from './model/survey.ts'

export const PERMISSIONS = {
  /** Reads and handles what people reported of one's agency. */
  answer: 'feedback.answer',
  /** Sets the limits and thresholds. */
  rules: 'feedback.setRule',
} as const

const Instant = z.iso.datetime({ offset: true })
export const AgencyCode = z.string().regex(/^[A-Z]\d{2}(\.\d{1,3}){0,3}$/, 'Mã cơ quan có dạng H60.08')
export const DossierCode = z.string().trim().toUpperCase().max(40)
export const Check = z.string().trim().max(100)
export const PeriodKey = z
  .string()
  .regex(PERIOD, 'Kỳ viết dạng 2026-11 (tháng), 2026-Q4 (quý) hoặc 2026 (năm)')
export const FeedbackNumber = z.string().regex(/^PA-\d{6}-\d{4,}$/, 'Mã phản ánh có dạng PA-261123-0001')
export const Secret = z.string().min(16).max(64)
const Named = z.object({ code: z.string(), name: z.string() })

export const MarksInput = z.strictObject(
  Object.fromEntries(INDICES.map(({ key }) => [key, z.enum(MARKS).optional()])) as Record<
    (typeof INDICES)[number]['key'],
    z.ZodOptional<z.ZodEnum<Record<(typeof MARKS)[number], (typeof MARKS)[number]>>>
  >,
)

/** Whether a dossier may be rated, and what was said so far. */
export const SurveyView = z.object({
  dossier: z.string(),
  agency: z.string(),
  /** `open`: may be answered or changed; `early`: no result yet; `closed`: the days are over. */
  standing: z.enum(['early', 'open', 'closed']),
  closesOn: z.iso.date().nullable(),
  marks: MarksInput,
  comment: z.string().nullable(),
  answered: z.boolean(),
})
export type SurveyView = z.infer<typeof SurveyView>

const Cell = z.object({
  /** Null: fewer than the rule allows to tell, or hidden so that no total tells. */
  answers: z.int().nullable(),
  satisfied: z.number().nullable(),
})
const SurveyRow = Cell.extend({
  key: z.string(),
  name: z.string(),
  indices: z.record(z.string(), Cell),
})
export const SurveyResults = z.object({
  period: z.object({ key: z.string(), from: z.iso.date(), to: z.iso.date() }),
  fewest: z.int(),
  rows: z.array(SurveyRow),
  total: SurveyRow,
})
export type SurveyResults = z.infer<typeof SurveyResults>

const FeedbackEvent = z.object({
  seq: z.int(),
  kind: z.string(),
  at: Instant,
  agency: Named.nullable(),
  toAgency: Named.nullable(),
  note: z.string().nullable(),
  late: z.boolean(),
})
export const FeedbackView = z.object({
  id: z.uuid(),
  number: z.string(),
  kind: z.enum(FEEDBACK_KINDS),
  class: z.enum(FEEDBACK_CLASSES),
  dossier: z.string().nullable(),
  step: z.object({ name: z.string(), at: Instant }).nullable(),
  agency: Named,
  subject: z.string(),
  body: z.string(),
  state: z.enum(FEEDBACK_STATES),
  receivedAt: Instant,
  dueAt: Instant.nullable(),
  late: z.boolean(),
  answer: z.string().nullable(),
  verdict: z.enum(['like', 'dislike']).nullable(),
  events: z.array(FeedbackEvent),
})
export type FeedbackView = z.infer<typeof FeedbackView>
/** For the officers who handle it: the contact too, and what it repeats. */
export const FeedbackWork = FeedbackView.extend({
  contact: z.string().nullable(),
  repeats: z.string().nullable(),
})
export type FeedbackWork = z.infer<typeof FeedbackWork>
/** What stands in public: words an officer has cleared of personal data. */
export const PublishedFeedback = z.object({
  number: z.string(),
  class: z.enum(FEEDBACK_CLASSES),
  agency: Named,
  subject: z.string(),
  body: z.string(),
  answer: z.string(),
  publishedAt: Instant,
})

export const SubmitFeedback = z.strictObject({
  kind: z.enum(FEEDBACK_KINDS).default('petition'),
  class: z.enum(FEEDBACK_CLASSES, { error: 'Chọn điều phản ánh thuộc loại nào.' }),
  agency: AgencyCode.optional(),
  dossier: DossierCode.optional(),
  check: Check.optional(),
  /** The instant of the step complained of, as dossier.track tells it. */
  step: Instant.optional(),
  subject: z.string().trim().min(5, 'Ghi tóm tắt, ít nhất 5 ký tự.').max(200),
  body: z.string().trim().min(10, 'Viết rõ sự việc, ít nhất 10 ký tự.').max(5000),
  contact: z.string().trim().max(300).optional(),
})

export const FeedbackReceipt = z.object({
  number: z.string(),
  /** Follows it, adds to it and rates the answer. */
  secret: z.string(),
  agency: Named,
  dueAt: Instant,
  followUrl: z.string(),
})
