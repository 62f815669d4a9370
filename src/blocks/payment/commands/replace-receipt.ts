import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { accountOf } from '../accounts.ts'
import { PERMISSIONS, Reason, ReceiptView } from '../contract.ts'
import { endReceipt, issueReceipt } from '../issue-receipt.ts'
import { localDay } from '../local-day.ts'
import { receiptNumber } from '../model/receipt.ts'
import { lockReceipt } from '../receipts.ts'
import type { PaymentTables } from '../tables.ts'
import { receiptViews } from '../views.ts'

/**
 * Issues a receipt in place of a wrong or cancelled one: the same money, the payer's name or address mended, naming the one
 * it replaces. Both stay to be seen. Errors: payment.not-found 404, payment.receipt-ended 409, payment.refunded 409.
 */
export const replaceReceipt = command({
  name: 'payment.replaceReceipt',
  route: 'POST /receipts/{id}/replace',
  summary: 'Lập biên lai thay thế cho biên lai sai hoặc đã hủy',
  input: z.strictObject({
    id: z.uuid(),
    reason: Reason,
    payerName: z.string().trim().min(2, 'Ghi tên người nộp').max(200).optional(),
    payerAddress: z.string().trim().max(500).optional(),
  }),
  output: ReceiptView,
  permission: PERMISSIONS.collect,
  answers: 201,
  audit: (input) => `replaced receipt ${input.id}`,
  async run(context) {
    const { input, sql, actor, now } = context
    const row = await lockReceipt(context, input.id, PERMISSIONS.collect)
    await requireMoney(sql, row.payment_id)
    if (row.status === 'valid') await endReceipt(context, row, 'replaced', input.reason)
    else await requireUnreplaced(sql, row.id)
    const { content } = row
    const receipt = await issueReceipt(context, {
      payment: row.payment_id,
      code: row.code,
      account: await accountOf(context, row.agency, localDay(now)),
      replaces: row.id,
      content: {
        ...content,
        payer: {
          name: input.payerName ?? content.payer.name,
          address: input.payerAddress ?? content.payer.address,
        },
        cashier: actor.name,
        replaces: {
          form: row.form,
          symbol: row.symbol,
          number: receiptNumber(row.number),
          reason: input.reason,
        },
      },
    })
    return (await receiptViews(sql, [receipt]))[0]!
  },
})

async function requireUnreplaced(trx: Kysely<any>, id: string): Promise<void> {
  const after = await (trx as Kysely<PaymentTables>)
    .selectFrom('payment.receipt')
    .select(['symbol', 'number'])
    .where('replaces', '=', id)
    .executeTakeFirst()
  if (!after) return
  const text = `Biên lai này đã được thay thế bằng biên lai ${after.symbol} số ${receiptNumber(after.number)}.`
  throw new Problem('payment.receipt-ended', 409, text)
}

/** Money given back has no receipt in force. */
async function requireMoney(trx: Kysely<any>, payment: string): Promise<void> {
  const refund = await (trx as Kysely<PaymentTables>)
    .selectFrom('payment.refund')
    .select('id')
    .where('payment_id', '=', payment)
    .executeTakeFirst()
  if (refund)
    throw new Problem(
      'payment.refunded',
      409,
      'Khoản tiền của biên lai này đã hoàn trả nên không lập biên lai thay thế.',
    )
}
