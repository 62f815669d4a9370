import { z } from 'zod'
import { formatMoney } from '../../../kernel/vietnamese.ts'
import {
  code,
  count,
  date,
  head,
  link,
  moment,
  name,
  person,
  recipients,
  signer,
  text,
} from './schema-parts.ts'
import { handoverSlip, processSlip, resultReceipt, stopNotice } from './slip-schemas.ts'
import { fill } from './wording.ts'

const receipt = z
  .strictObject({
    ...head,
    code,
    link,
    desk: name,
    applicant: person,
    procedure: text,
    papers: z
      .array(
        z.strictObject({
          name: text,
          originals: count.optional(),
          certified: count.optional(),
          copies: count.optional(),
        }),
      )
      .min(1)
      .max(500),
    sets: z.int().min(1).max(999),
    term: name,
    receivedAt: moment,
    /** Absent when the law sets no term; the slip then repeats `term` ("Trả ngay"). */
    dueAt: moment.optional(),
    secondStage: z.strictObject({ receivedAt: moment, dueAt: moment.optional() }).optional(),
    returnAt: text,
    /** Integer đồng. */
    fees: z
      .array(z.strictObject({ name, amount: z.int().min(0) }))
      .max(50)
      .default([]),
    register: z.strictObject({ book: code, entry: z.int().min(1) }).optional(),
    receiver: name,
    /** One slip for the applicant, or also one for the desk. */
    copies: z.literal([1, 2]).default(1),
  })
  .transform(({ link, fees, copies, ...rest }) => ({
    ...rest,
    qr: link,
    fees: fees.map((fee) => ({ name: fee.name, amount: formatMoney(fee.amount) })),
    feeTotal: formatMoney(fees.reduce((sum, fee) => sum + fee.amount, 0)),
    slips: copies === 2 ? ['Liên 1: Lưu', 'Liên 2: Giao người nộp hồ sơ'] : [null],
  }))

const correctionRequest = z
  .strictObject({
    ...head,
    code,
    link: link.optional(),
    desk: name,
    applicant: person,
    procedure: text,
    items: z
      .array(z.strictObject({ what: text, reason: text.optional() }))
      .min(1)
      .max(200),
    reason: text,
    answerBy: moment.optional(),
    website: z.string().trim().min(1).max(200).optional(),
    contact: z.strictObject({ name, phone: code.optional() }),
    officer: name,
  })
  .transform(({ link, ...rest }) => ({ ...rest, qr: link }))

const refusal = z.strictObject({
  ...head,
  code: code.optional(),
  desk: name,
  applicant: person,
  submittedAt: moment.optional(),
  procedure: text,
  reasons: z.array(text).min(1).max(50),
  officer: name,
})

const apology = z.strictObject({
  ...head,
  code,
  addressee: name,
  address: text.optional(),
  phone: code.optional(),
  receivedAt: moment,
  procedure: text,
  dueAt: moment,
  reason: text,
  newDueAt: moment,
  recipients: recipients.default(['Như trên', 'Lưu: VT, HS']),
  signer,
})

const timeliness = { early: 'Trước hạn', onTime: 'Đúng hạn', late: 'Quá hạn' } as const

const controlSlip = z.strictObject({
  ...head,
  code,
  applicant: name,
  procedure: text,
  receivedAt: moment,
  dueAt: moment.optional(),
  competentAgency: name,
  cooperating: z.array(name).max(50).default([]),
  handovers: z
    .array(
      z.strictObject({
        from: name,
        to: name,
        at: moment.optional(),
        givenBy: name.optional(),
        takenBy: name.optional(),
        result: z
          .enum(['early', 'onTime', 'late'])
          .transform((result) => timeliness[result])
          .optional(),
        note: text.optional(),
      }),
    )
    .min(1)
    .max(200),
})

const dossierRegister = z.strictObject({
  ...head,
  book: code,
  from: date,
  to: date,
  /** Number of the first entry, when a book is printed in parts. */
  first: z.int().min(1).default(1),
  /** A longer book is printed in parts: 1,000 entries are over a hundred pages. */
  entries: z
    .array(
      z.strictObject({
        code,
        procedure: text,
        sets: z.int().min(1).max(999),
        applicant: name,
        address: text.optional(),
        phone: code.optional(),
        competentAgency: name,
        receivedAt: moment,
        dueAt: moment.optional(),
        forwardedAt: moment.optional(),
        resultAt: moment.optional(),
        returnedAt: moment.optional(),
        returnedBy: name.optional(),
        note: text.optional(),
      }),
    )
    .max(1000),
})

/** Paragraphs, "Căn cứ …" lines, headings, numbered articles, and lists of fields; `{key}` stands for a value. */
const part = z.union([
  z.strictObject({ paragraph: text, style: z.literal('basis').optional() }),
  z.strictObject({ heading: text }),
  z.strictObject({ article: z.int().min(1), text }),
  z.strictObject({
    fields: z
      .array(z.strictObject({ label: name, value: text.optional() }))
      .min(1)
      .max(200),
  }),
])

const result = z
  .strictObject({
    ...head,
    /** Name of the document type ("Quyết định"); absent for a công văn, whose subject stands under the number. */
    title: name.optional(),
    subject: text,
    /** Who decides, above the body of a decision: "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG …". */
    authority: name.optional(),
    addressees: z.array(name).max(50).default([]),
    body: z.array(part).min(1).max(500),
    values: z.record(z.string(), z.string()).default({}),
    recipients,
    signer,
  })
  .transform(({ values, ...rest }, context) => {
    const unknown = new Set<string>()
    const put = (template: string) => {
      const { text, missing } = fill(template, values)
      for (const key of missing) unknown.add(key)
      return text
    }
    const body = rest.body.map((item) => {
      if ('paragraph' in item) return { ...item, paragraph: put(item.paragraph) }
      if ('heading' in item) return { heading: put(item.heading) }
      if ('article' in item) return { article: item.article, text: put(item.text) }
      const fields = item.fields.map(({ label, value }) => ({ label, value: value && put(value) }))
      return { fields }
    })
    const subject = put(rest.subject)
    for (const key of unknown) {
      const message = `mẫu cần giá trị của {${key}} nhưng hồ sơ chưa có`
      context.addIssue({ code: 'custom', path: ['values', key], message })
    }
    return { ...rest, subject, body }
  })

/** Kinds of letter and the data each is made of; names of forms as in Thông tư 01/2018/TT-VPCP. */
export const letters = {
  receipt: { schema: receipt, title: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả' },
  'correction-request': { schema: correctionRequest, title: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ' },
  refusal: { schema: refusal, title: 'Phiếu từ chối tiếp nhận, giải quyết hồ sơ' },
  apology: { schema: apology, title: 'Phiếu xin lỗi và hẹn lại ngày trả kết quả' },
  'control-slip': { schema: controlSlip, title: 'Phiếu kiểm soát quá trình giải quyết hồ sơ' },
  'dossier-register': { schema: dossierRegister, title: 'Sổ theo dõi hồ sơ' },
  'stop-notice': { schema: stopNotice, title: 'Thông báo dừng giải quyết hồ sơ' },
  'handover-slip': { schema: handoverSlip, title: 'Phiếu bàn giao kết quả' },
  'result-receipt': { schema: resultReceipt, title: 'Giấy biên nhận trả kết quả' },
  'process-slip': { schema: processSlip, title: 'Phiếu quá trình xử lý' },
  result: { schema: result, title: 'Văn bản kết quả giải quyết' },
} as const
export type LetterKind = keyof typeof letters
