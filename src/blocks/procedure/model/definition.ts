// over 300 lines because one schema tells all that an edition is, and is read from top to bottom
import { z } from 'zod'
import { ROW_KINDS } from './row-kinds.ts'

/**
 * What an official edits: one edition of one procedure, whole. Immutable once published; a dossier keeps the edition
 * it began with. Keys are stable and lower camel case; texts are Vietnamese, English beside where it exists.
 */
const Key = z.string().regex(/^[a-z][a-zA-Z0-9]*$/, 'Khóa chỉ gồm chữ và số, bắt đầu bằng chữ thường')
/** A FEEL expression (DMN), evaluated by feelin over `{ answers, applicant, dossier }`. */
export const Feel = z.string().min(1)
export const Text = z.strictObject({ vi: z.string().min(1), en: z.string().min(1).optional() })
export type Text = z.infer<typeof Text>

export const FIELD_KINDS = [...ROW_KINDS, 'file', 'group', 'calculated', 'mapPoint', 'declaration'] as const
export const FieldKind = z.enum(FIELD_KINDS)
export type FieldKind = z.infer<typeof FieldKind>
/** How a calculated value reads. */
export const RESULTS = ['number', 'money', 'date', 'text'] as const

const asked = {
  key: Key,
  label: Text,
  help: Text.optional(),
  options: z.array(z.strictObject({ value: z.string(), label: Text })).optional(),
  /** The least and greatest number; of `choices` and `file` how many; of `group` how many rows. */
  min: z.number().optional(),
  max: z.number().optional(),
  maxLength: z.int().positive().optional(),
}
const RowField = z.strictObject({
  ...asked,
  kind: z.enum(ROW_KINDS),
  /** Absent: required in every row. */
  requiredIf: z.literal(false).optional(),
})

export const Field = z.strictObject({
  ...asked,
  kind: FieldKind,
  /** Absent: required. `false`: optional. FEEL: required when it holds. */
  requiredIf: z.union([z.literal(false), Feel]).optional(),
  showIf: Feel.optional(),
  /** Seen only by who holds the dossier in its present state. */
  sensitive: z.literal(true).optional(),
  /** What each row of a `group` asks. */
  fields: z.array(RowField).min(1, 'Nhóm lặp lại cần ít nhất một mục.').max(20).optional(),
  /** FEEL of a `calculated` value, over the answers before it. */
  formula: Feel.optional(),
  result: z.enum(RESULTS).optional(),
  /** Where the answer may come from: the applicant's own record. */
  prefill: z
    .enum([
      'applicant.name',
      'applicant.citizenNumber',
      'applicant.phone',
      'applicant.email',
      'applicant.address',
      'applicant.birthDate',
    ])
    .optional(),
})
export type Field = z.infer<typeof Field>

export const FormPage = z.strictObject({ key: Key, title: Text, fields: z.array(Field).min(1) })

export const DocumentRequirement = z.strictObject({
  key: Key,
  name: Text,
  direction: z.enum(['in', 'internal', 'out']),
  /** Absent: required. `false`: optional. FEEL: required when it holds. */
  requiredIf: z.union([z.literal(false), Feel]).optional(),
  form: z.enum(['original', 'certified', 'copy', 'electronic']),
  copies: z.int().positive().default(1),
  digitise: z.boolean().default(false),
  /** What the citizen's own store of papers holds, digitised and still valid, need not be handed in again. */
  reuse: z.boolean().optional(),
  /** The letter template that makes it, for `out` papers. */
  template: z.enum(['result', 'refusal']).optional(),
  help: Text.optional(),
})
export type DocumentRequirement = z.infer<typeof DocumentRequirement>

/** Money is integer đồng. `formula` is FEEL over `{ answers, copies }` and gives đồng. */
export const Fee = z.strictObject({
  key: Key,
  name: Text,
  kind: z.enum(['phí', 'lệ phí']),
  amount: z.int().nonnegative().optional(),
  formula: Feel.optional(),
  waivedIf: Feel.optional(),
  waiver: Text.optional(),
  payableBefore: Key.optional(),
  legalBasis: z.string(),
})
export type Fee = z.infer<typeof Fee>

/** Who holds the dossier in a state. `system` is a national system of record; `applicant` the citizen. */
export const Role = z.enum([
  'counter',
  'specialist',
  'head',
  'leader',
  'provinceLeader',
  'officeSpecialist',
  'consulted',
  'cashier',
  'system',
  'applicant',
])
export type Role = z.infer<typeof Role>

export const State = z.strictObject({
  key: Key,
  name: Text,
  /** National status code 1..10 (Quyết định 31/2021/QĐ-TTg sync list). */
  status: z.int().min(1).max(10),
  phase: z.enum(['intake', 'working', 'waiting', 'closed']),
  clock: z.enum(['none', 'runs', 'paused', 'stopped']),
  role: Role.nullable(),
  /** Which agency holds it: the receiving desk, the competent agency, one consulted, the province's committee, the return desk. */
  holder: z.enum(['desk', 'agency', 'consulted', 'province', 'returnDesk', 'applicant', 'system']),
  /** Hours of working time this step is meant to take; for time left per step. */
  allowanceHours: z.number().positive().optional(),
  citizenText: Text,
})
export type State = z.infer<typeof State>

export const Need = z.enum([
  'note',
  'documents',
  'assignee',
  'items',
  'payment',
  'resultNumber',
  'dueAt',
  'consultedAgency',
  'resultDraft',
  'recipient',
])
export type Need = z.infer<typeof Need>

export const Effect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('notify'), text: Text }),
  z.strictObject({ kind: z.literal('issueDocument'), document: Key }),
  z.strictObject({ kind: z.literal('charge'), fee: Key }),
  z.strictObject({
    kind: z.literal('openChild'),
    /** The part of a joint dossier that the child is; how its own answers and others' `after` name it. */
    part: Key,
    name: Text,
    procedure: z.string().regex(/^[1-9]\.\d{6}$/, 'Mã thủ tục có dạng 1.001193'),
    /** Who decides the part: the joint dossier's own agency, or another by its code. */
    agency: z.union([z.literal('same'), z.string().regex(/^[A-Z]\d{2}(\.\d{1,3}){0,3}$/)]),
    /** Opens when these parts have a favourable result; at once when there are none. */
    after: z.array(Key).default([]),
    /** FEEL for the child's answers; those not named here are taken over under the same key. */
    answers: z.record(Key, Feel).default({}),
    /** The child's paper -> the joint dossier's; those not named here are taken over under the same key. */
    documents: z.record(Key, Key).default({}),
  }),
])
export type Effect = z.infer<typeof Effect>

/** One arrow. `kind` gives the block's own behaviour to the arrows that law knows by name. */
export const Move = z.strictObject({
  key: Key,
  name: Text,
  from: z.array(Key).min(1),
  to: Key,
  who: z.array(Role).min(1),
  kind: z.enum([
    'accept',
    'refuseIntake',
    'askIntakeCorrection',
    'answerCorrection',
    'transfer',
    'assign',
    'claim',
    'draftCorrection',
    'signCorrection',
    'sendCorrection',
    'propose',
    'forward',
    'back',
    'sign',
    'consult',
    'opinion',
    'requestPayment',
    'confirmPayment',
    'sendToSystem',
    'systemReply',
    'handOver',
    'withdraw',
    'stop',
    'apologise',
    'reopen',
    // What the parts of a joint dossier do to it: all granted, some, none; one waits for the applicant, none any more.
    'partsGranted',
    'partsMixed',
    'partsRefused',
    'partWaits',
    'partGoesOn',
  ]),
  when: Feel.optional(),
  needs: z.array(Need).default([]),
  /** The outcome this arrow proposes or reaches. */
  outcome: Key.optional(),
  effects: z.array(Effect).default([]),
})
export type Move = z.infer<typeof Move>

export const Clock = z.strictObject({
  /** `null`: the law gives no term. */
  term: z.int().positive().nullable(),
  unit: z.enum(['workingHours', 'workingDays', 'calendarDays', 'sameDay']),
  /** Same day: received after this hour, result on the next working day (the procedure's own text). */
  cutoff: z
    .string()
    .regex(/^\d\d:\d\d$/)
    .optional(),
  resume: z.enum(['continue', 'restart']),
  silence: z.enum(['none', 'approve', 'refuse']).default('none'),
})
export type ClockRule = z.infer<typeof Clock>

/**
 * The clock of another agency's opinion: its own, beside the dossier's, which runs on unless the consulting state pauses
 * it. `agree`: silence past the term is taken for agreement, by an arrow of the edition for the system.
 */
export const Consultation = z.strictObject({
  term: z.int().positive(),
  unit: z.enum(['workingHours', 'workingDays']),
  silence: z.enum(['wait', 'agree']).default('wait'),
})
export type Consultation = z.infer<typeof Consultation>

export const Outcome = z.strictObject({
  key: Key,
  name: Text,
  favourable: z.boolean(),
  document: Key.optional(),
  /** Years the answers are kept after closing; then retention erases them. */
  retentionYears: z.int().positive().default(10),
})
export type Outcome = z.infer<typeof Outcome>

export const Law = z.strictObject({
  decision: z.string(),
  decisionDate: z.string().optional(),
  onlineLevel: z.enum(['information', 'partial', 'full']),
  /** The four levels of 2011 that the figures of 2022 are told in. */
  level2022: z.union([z.literal(2), z.literal(3), z.literal(4)]).optional(),
  confidential: z.boolean().default(false),
  systemOfRecord: z.enum(['own', 'national']).default('own'),
  systemName: Text.optional(),
  basis: z.array(z.string()).min(1),
})

export const Definition = z.strictObject({
  title: Text,
  field: z.string(),
  /** Plain words a citizen would search by, besides the title. */
  keywords: z.array(z.string()).default([]),
  lifeEvents: z
    .array(
      z.enum([
        'birth',
        'marriage',
        'death',
        'home',
        'land',
        'business',
        'driving',
        'papers',
        'support',
        'work',
      ]),
    )
    .default([]),
  whatYouGet: Text,
  whoMayAsk: Text,
  form: z.array(FormPage).min(1),
  documents: z.array(DocumentRequirement),
  fees: z.array(Fee),
  states: z.array(State).min(2),
  initial: z.strictObject({ online: Key, desk: Key }),
  moves: z.array(Move).min(1),
  clock: Clock,
  /** Absent: the consulting state's own allowance is the term, and silence decides nothing. */
  consultation: Consultation.optional(),
  outcomes: z.array(Outcome).min(1),
  law: Law,
})
export type Definition = z.infer<typeof Definition>

/** A variant of one agency may only remove papers, shorten the term or lower fees (a fee names its resolution). */
export const Variant = z.strictObject({
  agency: z.string(),
  removeDocuments: z.array(Key).default([]),
  term: z.int().positive().optional(),
  fees: z
    .array(z.strictObject({ key: Key, amount: z.int().nonnegative(), resolution: z.string().min(1) }))
    .default([]),
})
export type Variant = z.infer<typeof Variant>

/**
 * One procedure as a file. A release's names a shared table of states and moves (`flow`); one that an official exports
 * holds its own.
 */
export const Pack = z.strictObject({
  code: z.string().regex(/^[1-9]\.\d{6}$/),
  /** Who decides it: kinds of agency, or agency codes. */
  competent: z.strictObject({
    kinds: z.array(z.enum(['province', 'department', 'central-branch', 'district', 'commune'])).default([]),
    agencies: z.array(z.string()).default([]),
  }),
  flow: z.string().optional(),
  validFrom: z.iso.date(),
  definition: Definition.partial({ states: true, moves: true, initial: true }),
  variants: z.array(Variant).default([]),
})
export type Pack = z.infer<typeof Pack>

export const Flow = Definition.pick({ states: true, moves: true, initial: true })
export type Flow = z.infer<typeof Flow>
