import { z } from 'zod'
import { qrSvg } from './qr.ts'
import { dateWords, momentWords } from './wording.ts'

export const text = z.string().trim().min(1).max(4000)
export const name = z.string().trim().min(1).max(500)
export const code = z.string().trim().min(1).max(60)
export const count = z.int().min(0).max(9999)
export const instant = z.iso.datetime({ offset: true })
export const moment = instant.transform(momentWords)
export const date = z.iso.date().transform(dateWords)
/** Opened by the QR code; carries the code and, for the holder of the paper, the check secret. */
export const link = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .transform(qrSvg)

/** What stands above every letter. `number` and `symbol` make "Số: 55/QĐ-UBND"; what is absent is left for a pen. */
export const head = {
  parentAgency: name.optional(),
  agency: name,
  number: code.optional(),
  symbol: code.optional(),
  place: name,
  issuedOn: date.optional(),
  /** When the file is made; the caller's present moment. */
  madeAt: instant,
}

export const person = z.strictObject({
  name,
  organisation: name.optional(),
  address: text.optional(),
  phone: code.optional(),
  email: z.string().trim().min(1).max(254).optional(),
  idNumber: code.optional(),
})

export const signer = z.strictObject({ authority: name.optional(), title: name, name })
export const recipients = z.array(text).min(1).max(100)
