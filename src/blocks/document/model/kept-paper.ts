import { z } from 'zod'
import { UploadedFile } from '../contract.ts'

/** A paper in the citizen's own store: digitised once, accepted by an officer, found again by kind and validity. */
export const KeptPaperView = z.object({
  id: z.uuid(),
  kind: z.string(),
  kindName: z.string(),
  title: z.string(),
  number: z.string().nullable(),
  issuer: z.string().nullable(),
  issuedOn: z.iso.date().nullable(),
  /** The last day it holds; null when it holds without end. */
  validUntil: z.iso.date().nullable(),
  /** False once that day has passed. */
  valid: z.boolean(),
  pages: z.int(),
  file: UploadedFile,
  acceptedAt: z.iso.datetime({ offset: true }),
  acceptedBy: z.object({ agency: z.string(), title: z.string().nullable() }),
})
export type KeptPaperView = z.infer<typeof KeptPaperView>
