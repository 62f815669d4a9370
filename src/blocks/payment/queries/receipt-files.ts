import { fileURLToPath } from 'node:url'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { formatInstant } from '../../../kernel/local-time.ts'
import { Problem } from '../../../kernel/problem.ts'
import { formatDate, formatTime } from '../../../kernel/vietnamese.ts'
import { type Context, query } from '../../../platform/command/declare.ts'
import { compilePdf } from '../../../platform/pdf/typst.ts'
import { payableDossier } from '../../dossier/index.ts'
import { Check } from '../contract.ts'
import { receiptNumber, receiptSheet } from '../model/receipt.ts'
import { receiptById } from '../receipts.ts'
import type { PaymentTables, ReceiptRow } from '../tables.ts'
import { receiptViews } from '../views.ts'

const Asked = { id: z.uuid(), check: Check.optional() }

/** Whoever may see the dossier may have its receipts. Errors: payment.not-found 404, dossier.not-found 404. */
async function shownReceipt(context: Context<{ id: string; check?: string }>): Promise<ReceiptRow> {
  const row = await receiptById(context.sql, context.input.id)
  await payableDossier(context, row.code, context.input.check)
  return row
}

const fileName = (row: ReceiptRow, ending: string) =>
  `bien-lai-${row.symbol.replaceAll(/[^0-9A-Za-z-]/g, '-')}-${receiptNumber(row.number)}.${ending}`

/** The receipt as a PDF/A, in as many copies as asked; one out of force says so across its page. */
export const receiptPdf = query({
  name: 'payment.receipt',
  route: 'GET /receipts/{id}',
  summary: 'Biên lai thu phí, lệ phí (PDF)',
  input: z.strictObject({ ...Asked, copies: z.enum(['1', '3']).default('1') }),
  output: z.any(),
  produces: ['application/pdf'],
  permission: 'public',
  audit: (input) => `printed receipt ${input.id}`,
  async run(context) {
    const { input, sql } = context
    const row = await shownReceipt(context)
    const [view] = await receiptViews(sql, [row])
    const sheet = receiptSheet(
      { ...row, issuedAt: formatInstant(row.issued_at.getTime()), content: row.content },
      row.status,
    )
    const on = formatInstant(row.issued_at.getTime())
    const body = await compilePdf({
      template: fileURLToPath(new URL('../receipt.typ', import.meta.url)),
      data: {
        ...sheet,
        issued: `${formatTime(on)} ngày ${formatDate(on)}`,
        replacedBy: view?.replacedBy ?? null,
        endedReason: row.ended_reason,
        electronic: row.kind === 'electronic',
        copies: input.copies === '3' ? ['Liên 1: Lưu', 'Liên 2: Giao người nộp', 'Liên 3: Kế toán'] : [''],
      },
      madeAt: row.issued_at,
    })
    return { contentType: 'application/pdf', fileName: fileName(row, 'pdf'), body, inline: true }
  },
})

/** The signed XML of an electronic receipt, to the byte. Errors: payment.paper-receipt 409. */
export const receiptXmlFile = query({
  name: 'payment.receiptXml',
  route: 'GET /receipts/{id}/xml',
  summary: 'Biên lai điện tử đã ký số (XML)',
  input: z.strictObject(Asked),
  output: z.any(),
  produces: ['application/xml'],
  permission: 'public',
  audit: (input) => `downloaded the signed XML of receipt ${input.id}`,
  async run(context) {
    const row = await shownReceipt(context)
    if (row.xml === null)
      throw new Problem(
        'payment.paper-receipt',
        409,
        'Biên lai này viết trên quyển giấy nên không có tệp ký số.',
      )
    return { contentType: 'application/xml', fileName: fileName(row, 'xml'), body: Buffer.from(row.xml) }
  },
})

/** The public key that receipts are signed by, so that anyone can check one. Errors: payment.no-key 404 before the first receipt. */
export const receiptPublicKey = query({
  name: 'payment.receiptKey',
  route: 'GET /receipts/key',
  summary: 'Khóa công khai để kiểm tra chữ ký của biên lai điện tử',
  input: z.strictObject({}),
  output: z.object({ algorithm: z.literal('RSA-SHA256'), publicKey: z.string() }),
  permission: 'public',
  async run({ sql }) {
    const row = await (sql as Kysely<PaymentTables>)
      .selectFrom('payment.signing_key')
      .select('public')
      .executeTakeFirst()
    if (row) return { algorithm: 'RSA-SHA256' as const, publicKey: row.public }
    throw new Problem('payment.no-key', 404, 'Chưa cấp biên lai điện tử nào nên chưa có khóa ký biên lai.')
  },
})
