import { z } from 'zod'
import { code, date, head, moment, name, recipients, signer, text } from './schema-parts.ts'

export const stopNotice = z.strictObject({
  ...head,
  code,
  addressee: name,
  address: text.optional(),
  phone: code.optional(),
  receivedAt: moment,
  procedure: text,
  reason: text,
  stoppedAt: moment,
  desk: name,
  recipients: recipients.default(['Như trên', 'Lưu: VT, HS']),
  signer,
})

export const handoverSlip = z.strictObject({
  ...head,
  from: name,
  to: name,
  day: date,
  entries: z
    .array(
      z.strictObject({
        code,
        procedure: text,
        result: text,
        applicant: name,
        address: text.optional(),
        /** Is a fee to be taken at the desk, and did the applicant ask for the post? */
        fee: z.boolean(),
        post: z.boolean(),
        givenBy: name.optional(),
        takenBy: name.optional(),
      }),
    )
    .max(1000),
})

export const resultReceipt = z.strictObject({
  ...head,
  code,
  desk: name,
  procedure: text,
  applicant: name,
  recipient: name,
  result: text,
  returnedAt: moment,
  officer: name,
})

export const processSlip = z.strictObject({
  ...head,
  code,
  procedure: text,
  steps: z
    .array(z.strictObject({ at: moment, by: name, move: text, to: name, dueAt: moment.optional() }))
    .min(1)
    .max(500),
})
