import { z } from 'zod'
import { Definition, Text, Variant } from './model/definition.ts'
import { Change, DraftContent, Finding } from './model/draft.ts'
import { NATIONAL_ROW } from './model/national-record.ts'
import { ONLINE_LEVELS } from './model/online-level.ts'

export const ProcedureRow = z.object({
  code: z.string(),
  title: Text,
  field: z.string(),
  onlineLevel: z.enum(['information', 'partial', 'full']),
  /** "5 ngày làm việc", as a citizen reads it. */
  term: Text,
  lifeEvents: z.array(z.string()),
  /** False: known from the national catalogue only; it is told about but cannot be handed in here. */
  offered: z.boolean(),
})
export type ProcedureRow = z.infer<typeof ProcedureRow>

export const FindProceduresInput = z.strictObject({
  /** Plain words with or without diacritics. */
  q: z.string().trim().max(200).optional(),
  field: z.string().optional(),
  agency: z.string().optional(),
  lifeEvent: z.string().optional(),
  /** Only what has an edition in force here. */
  offered: z.literal('true').optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().optional(),
})
export const FindProceduresOutput = z.object({
  items: z.array(ProcedureRow),
  nextCursor: z.string().nullable(),
  total: z.int(),
  /** Every field of which anything is known, in Vietnamese order: what `field` may be. */
  fields: z.array(z.string()),
})

/** What its online service is called, from a day to the day before another; `to` null: still. */
export const OnlineLevelPeriod = z.strictObject({
  /** `2`, `3`, `4` until 15/8/2022; `information`, `partial`, `full` since. */
  level: z.enum(ONLINE_LEVELS),
  from: z.iso.date('Hãy ghi ngày bắt đầu dạng 2022-01-01.'),
  to: z.iso.date('Hãy ghi ngày hết áp dụng dạng 2022-08-15.').nullable().default(null),
  decision: z.string().trim().min(1, 'Hãy ghi văn bản quyết định mức độ.').max(500),
})
export const RecordLevelsInput = z.strictObject({
  levels: z
    .array(
      OnlineLevelPeriod.extend({
        procedure: z
          .string()
          .regex(/^[1-9]\.\d{6}(\.H\d{2})?$/, 'Mã thủ tục có dạng 1.001193 hoặc 1.012753.H19.'),
      }),
    )
    .min(1, 'Hãy ghi ít nhất một thủ tục.')
    .max(20_000, 'Một lần ghi nhiều nhất 20.000 dòng.'),
})
export const RecordLevelsOutput = z.object({
  /** Procedures whose history is another than before. */
  changed: z.int(),
})

export const ProcedureView = z.object({
  kind: z.literal('edition'),
  code: z.string(),
  edition: z.int(),
  validFrom: z.iso.date(),
  definition: Definition,
  variants: z.array(Variant),
  /** Agencies that may decide it today. */
  agencies: z.array(z.object({ code: z.string(), name: z.string(), kind: z.string() })),
  /** What the law's term would give if it were accepted now. */
  dueIfReceivedNow: z.iso.datetime({ offset: true }).nullable(),
  /** Oldest first. */
  onlineLevels: z.array(OnlineLevelPeriod),
})
export type ProcedureView = z.infer<typeof ProcedureView>

/** A procedure that the national catalogue tells of and that has no edition in force here: to be read, not handed in. */
export const InformationView = z.object({
  kind: z.literal('information'),
  code: z.string(),
  title: Text,
  field: z.string(),
  /** "Cấp tỉnh, Cấp xã", as the catalogue says it. */
  level: z.string(),
  agency: z.string().nullable(),
  whoMayAsk: z.string().nullable(),
  whatYouGet: z.string().nullable(),
  conditions: z.string().nullable(),
  papers: z.array(
    z.object({ name: z.string(), group: z.string().nullable(), originals: z.int(), copies: z.int() }),
  ),
  term: z.string().nullable(),
  ways: z.array(
    z.object({
      /** `truc_tiep`, `truc_tuyen`, `buu_chinh`, or what else the catalogue says. */
      channel: z.string(),
      term: z.string().nullable(),
      fee: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
  fee: z.string().nullable(),
  law: z.object({ decision: z.string().nullable(), basis: z.array(z.string()) }),
  /** Oldest first. */
  onlineLevels: z.array(OnlineLevelPeriod),
  importedAt: z.iso.datetime({ offset: true }),
})
export type InformationView = z.infer<typeof InformationView>

/** What `procedure.get` answers. */
export const ProcedureAnswer = z.discriminatedUnion('kind', [ProcedureView, InformationView])
export type ProcedureAnswer = z.infer<typeof ProcedureAnswer>

/** The national catalogue's file itself; each row is read for itself, so one bad row refuses itself alone. */
export const ImportInput = z.strictObject({
  meta: z.record(z.string(), z.unknown()).optional(),
  procedures: z
    .array(z.unknown().meta(NATIONAL_ROW), 'Tệp phải có danh sách “procedures”.')
    .max(50_000, 'Một tệp chứa nhiều nhất 50.000 thủ tục.'),
})
export const ImportOutput = z.object({
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  drafts: z.object({
    /** Entries that got a draft. */
    made: z.int(),
    /** Drafts nobody had touched, made anew from a changed entry. */
    updated: z.int(),
    /** Drafts under work whose entry changed: left as they are, with a flag. */
    flagged: z.int(),
    /** What officials must decide, over all drafts named above. */
    flags: z.int(),
  }),
  /** `index` counts from 0 in the file's list; `code` is the reason's, `message` says it in Vietnamese. */
  refused: z.array(z.object({ index: z.int(), code: z.string(), message: z.string() })),
})

// Drafts of editions ---------------------------------------------------------------------------------------------------

export * from './model/draft.ts'

export const DRAFT_ORIGINS = ['blank', 'edition', 'catalogue', 'release', 'pack', 'bpmn'] as const
export const DRAFT_STATUSES = ['editing', 'submitted', 'returned', 'published', 'discarded'] as const
const DraftOrigin = z.enum(DRAFT_ORIGINS)
const DraftStatus = z.enum(DRAFT_STATUSES)
const Code = z.string().regex(/^[1-9]\.\d{6}$/, 'Mã thủ tục có dạng 1.001193.')
const DraftId = z.uuid()
const DraftVersion = z.int().min(1)
const Decision = z.strictObject({
  number: z.string().trim().min(1, 'Hãy ghi số quyết định.').max(100),
  date: z.iso.date('Hãy ghi ngày ban hành quyết định.'),
})
/** Who did it: their account and the name they go by. */
const Doer = z.object({ account: z.string(), name: z.string() })

export const DraftView = z.object({
  id: z.uuid(),
  procedure: z.string(),
  version: z.int(),
  /** The edition it began from; null when it began from nothing published. */
  basedOn: z.int().nullable(),
  origin: DraftOrigin,
  status: DraftStatus,
  content: DraftContent,
  /** Paths below `content.definition` that the national catalogue fixes: `title`, `documents`, `clock.term`, `fees` … */
  locked: z.array(z.string()),
  /** What an official must still decide, from an import. */
  flags: z.array(z.object({ path: z.string(), message: z.string() })),
  submission: z
    .object({
      by: Doer,
      at: z.iso.datetime({ offset: true }),
      validFrom: z.iso.date(),
      decision: z.object({ number: z.string(), date: z.iso.date() }),
      note: z.string().nullable(),
    })
    .nullable(),
  returned: z.object({ by: Doer, at: z.iso.datetime({ offset: true }), reason: z.string() }).nullable(),
  /** The edition this draft became. */
  published: z.int().nullable(),
  updatedBy: Doer,
  updatedAt: z.iso.datetime({ offset: true }),
})
export type DraftView = z.infer<typeof DraftView>

/** A draft in a list: its title instead of its content. */
export const DraftRow = DraftView.omit({ content: true, locked: true, flags: true, returned: true }).extend({
  title: z.string(),
  flags: z.int(),
})
export type DraftRow = z.infer<typeof DraftRow>

export const DraftInput = z.strictObject({
  /** Which procedure; may be absent only for a copy of another draft. */
  procedure: Code.optional(),
  from: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('blank') }),
    z.strictObject({ kind: z.literal('edition'), number: z.int().min(1).optional() }),
    z.strictObject({ kind: z.literal('catalogue') }),
    z.strictObject({ kind: z.literal('draft'), id: DraftId }),
  ]),
})
export const DraftOfInput = z.strictObject({ id: DraftId })
export const FindDraftsInput = z.strictObject({
  procedure: z.string().max(40).optional(),
  /** `open`: editing, submitted and returned. */
  status: z.enum([...DRAFT_STATUSES, 'open']).optional(),
  q: z.string().trim().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
})
export const FindDraftsOutput = z.object({ items: z.array(DraftRow), nextCursor: z.string().nullable() })
export const SaveDraftInput = z.strictObject({ id: DraftId, version: DraftVersion, content: DraftContent })
export const FindingsOutput = z.object({ findings: z.array(Finding) })
export const CompareDraftInput = z.strictObject({
  id: DraftId,
  /** Against which edition; the one in force when absent. */
  edition: z.coerce.number().int().min(1).optional(),
})
export const ChangesOutput = z.object({ against: z.int().nullable(), changes: z.array(Change) })
export const SubmitDraftInput = z.strictObject({
  id: DraftId,
  version: DraftVersion,
  validFrom: z.iso.date('Hãy ghi ngày bắt đầu áp dụng.'),
  decision: Decision,
  note: z.string().trim().max(2000).optional(),
})
export const PublishInput = z.strictObject({ id: DraftId, version: DraftVersion })
export const PublishOutput = z.object({ procedure: z.string(), edition: z.int() })
export const ReturnDraftInput = z.strictObject({
  id: DraftId,
  reason: z.string().trim().min(1, 'Hãy ghi lý do trả lại.').max(2000),
})
export const RetireInput = z.strictObject({
  code: Code,
  number: z.coerce.number().int().min(1),
  /** The first day on which it no longer takes new dossiers. */
  from: z.iso.date('Hãy ghi ngày ngừng áp dụng.'),
  reason: z.string().trim().min(1, 'Hãy ghi lý do ngừng áp dụng.').max(2000),
})
export const EditionsInput = z.strictObject({ code: z.string().max(40) })
export const EditionRow = z.object({
  number: z.int(),
  status: z.enum(['draft', 'published', 'retired']),
  origin: z.enum(['release', 'official']),
  validFrom: z.iso.date(),
  /** The first day on which it no longer holds; null: until a later one. */
  validTo: z.iso.date().nullable(),
  /** Whether it takes new dossiers today. */
  inForce: z.boolean(),
  publishedAt: z.iso.datetime({ offset: true }).nullable(),
  publishedBy: z.string().nullable(),
  decision: z.object({ number: z.string(), date: z.iso.date().nullable() }).nullable(),
  retired: z.object({ by: Doer, at: z.iso.datetime({ offset: true }), reason: z.string() }).nullable(),
})
export type EditionRow = z.infer<typeof EditionRow>
export const EditionsOutput = z.object({ items: z.array(EditionRow) })
export const PackFileInput = z.strictObject({
  code: z.string().max(40),
  edition: z.coerce.number().int().min(1).optional(),
})
export const ImportPackInput = z.strictObject({
  /** The file as exported, or as shipped in an area. */
  pack: z.record(z.string(), z.unknown()),
  /** The shared table of states and moves, when the file names one instead of holding its own. */
  flow: z.record(z.string(), z.unknown()).optional(),
})
