import { z } from 'zod'
import type { Definition, Variant } from './definition.ts'

type Partly<T> = T extends readonly (infer Each)[]
  ? Partly<Each>[]
  : T extends object
    ? { [Key in keyof T]?: Partly<T[Key]> | undefined }
    : T
/** A definition half written: every part may be missing, and a part that is there may be wrong. */
export type DraftDefinition = Partly<z.input<typeof Definition>>
export type DraftVariant = Partly<z.input<typeof Variant>>

/** What an official types, kept as it stands; the check says what is wrong, publishing refuses it. At most 1 MB. */
export const DraftContent = z.strictObject({
  competent: z.strictObject({
    /** `province`, `department`, `central-branch`, `district`, `commune`. */
    kinds: z.array(z.string().max(40)).max(10).default([]),
    agencies: z.array(z.string().max(40)).max(500).default([]),
  }),
  definition: z.record(z.string(), z.unknown()) as unknown as z.ZodType<DraftDefinition, DraftDefinition>,
  variants: z
    .array(z.record(z.string(), z.unknown()) as unknown as z.ZodType<DraftVariant, DraftVariant>)
    .max(500),
})
export type DraftContent = z.infer<typeof DraftContent>

export const Finding = z.object({
  /** An error forbids publishing. */
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  /** Path below `content.definition`: `states.3.name`; a variant's begins with `variants.`, who decides with `competent`. */
  place: z.string(),
  /** Vietnamese: what is wrong. */
  message: z.string(),
  /** Vietnamese: what to do. */
  todo: z.string(),
})
export type Finding = z.infer<typeof Finding>

export const Change = z.object({
  place: z.string(),
  kind: z.enum(['added', 'removed', 'changed']),
  /** "Thời hạn giảm từ 15 xuống 10 ngày làm việc". */
  text: z.string(),
})
export type Change = z.infer<typeof Change>
