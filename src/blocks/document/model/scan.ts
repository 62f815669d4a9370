import { z } from 'zod'
import { UploadedFile } from '../contract.ts'

/** How a paper becomes digital: limits, states and what the outside sees of it. */
export const MOST_PAGES = 300
/** Nghị định 30/2020/NĐ-CP: a digitised document has at least 200 dots an inch. */
export const LEAST_DPI = 200

export const SCAN_STATUSES = ['waiting', 'working', 'ready', 'failed', 'cancelled', 'accepted'] as const
export const ScanStatus = z.enum(SCAN_STATUSES)
export type ScanStatus = z.infer<typeof ScanStatus>

/** A QR code on a page: none seen, one seen but torn or smudged past reading, or its text. */
export const ScanCode = z.strictObject({
  state: z.enum(['none', 'torn', 'read']),
  text: z.string().optional(),
  page: z.int().optional(),
})
export type ScanCode = z.infer<typeof ScanCode>

export const FIELD_SHAPES = ['name', 'citizenNumber', 'date', 'documentNumber', 'agency', 'text'] as const
export const ProposedField = z.strictObject({
  key: z.string(),
  label: z.string(),
  shape: z.enum(FIELD_SHAPES),
  /** Dates are ISO. */
  value: z.string(),
  /** 0..1: how sure the reading, the place and the value's own structure make it. Nothing is filled in by it alone. */
  confidence: z.number().min(0).max(1),
  page: z.int(),
  /** A sentence when the value's structure is wrong. */
  doubt: z.string().nullable(),
})
export type ProposedField = z.infer<typeof ProposedField>

const Instant = z.iso.datetime({ offset: true })
export const ScanRowView = z.object({
  id: z.uuid(),
  title: z.string(),
  status: ScanStatus,
  /** Why it failed, or what is being tried again. */
  problem: z.object({ code: z.string(), text: z.string() }).nullable(),
  /** Pages in all, once they have been counted, and those done. */
  pages: z.int().nullable(),
  done: z.int(),
  createdAt: Instant,
  changedAt: Instant,
})
export type ScanRowView = z.infer<typeof ScanRowView>

export const ScanView = ScanRowView.extend({
  citizenNumber: z.string().nullable(),
  kind: z.string().nullable(),
  fields: z.array(ProposedField),
  code: ScanCode,
  file: UploadedFile.nullable(),
  paper: z.uuid().nullable(),
  sheets: z.array(
    z.object({
      number: z.int(),
      width: z.int(),
      height: z.int(),
      dpi: z.number(),
      /** Quarter turns and degrees it was straightened by. */
      turned: z.int(),
      angle: z.number(),
      cropped: z.boolean(),
      words: z.int(),
      confidence: z.number(),
      engine: z.string(),
    }),
  ),
})
export type ScanView = z.infer<typeof ScanView>

/** Mended by a person and taken over: the fields of the kind, and what every stored paper has. */
export const AcceptScanInput = z.strictObject({
  id: z.uuid(),
  citizenNumber: z.string().max(20),
  kind: z.string().max(40),
  title: z.string().trim().min(2, 'Ghi tên giấy tờ').max(1000),
  fields: z.record(z.string().max(40), z.string().trim().max(500)).default({}),
  validUntil: z.iso.date('Ngày hết giá trị viết dạng 2027-12-31').optional(),
})
