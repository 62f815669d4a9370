import { z } from 'zod'
import { Definition, Text, Variant } from './model/definition.ts'

export const ProcedureCode = z.string().regex(/^[1-9]\.\d{6}$/, 'Mã thủ tục có dạng 1.001193')

export const ProcedureRow = z.object({
  code: z.string(),
  title: Text,
  field: z.string(),
  onlineLevel: z.enum(['information', 'partial', 'full']),
  /** "5 ngày làm việc", as a citizen reads it. */
  term: Text,
  lifeEvents: z.array(z.string()),
})
export type ProcedureRow = z.infer<typeof ProcedureRow>

export const FindProceduresInput = z.strictObject({
  /** Plain words with or without diacritics. */
  q: z.string().trim().max(200).optional(),
  field: z.string().optional(),
  agency: z.string().optional(),
  lifeEvent: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().optional(),
})
export const FindProceduresOutput = z.object({
  items: z.array(ProcedureRow),
  nextCursor: z.string().nullable(),
  total: z.int(),
})

export const ProcedureView = z.object({
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
