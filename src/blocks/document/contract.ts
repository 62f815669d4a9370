import { z } from 'zod'

/** A file already in the store: what the upload answered. */
export const UploadedFile = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().min(1).max(255),
  size: z.int().nonnegative(),
  mediaType: z.string(),
})
export type UploadedFile = z.infer<typeof UploadedFile>
