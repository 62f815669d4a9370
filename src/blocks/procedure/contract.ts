import { z } from 'zod'
import { Definition, Text, Variant } from './model/definition.ts'

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
    .array(z.unknown(), 'Tệp phải có danh sách “procedures”.')
    .max(50_000, 'Một tệp chứa nhiều nhất 50.000 thủ tục.'),
})
export const ImportOutput = z.object({
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** `index` counts from 0 in the file's list; `code` is the reason's, `message` says it in Vietnamese. */
  refused: z.array(z.object({ index: z.int(), code: z.string(), message: z.string() })),
})
