import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { payableDossier } from '../../dossier/index.ts'
import { lastCharge } from '../charges.ts'
import { Check, Code, PaymentView } from '../contract.ts'
import { paymentView } from '../read-payment.ts'
import type { PaymentTables } from '../tables.ts'

/**
 * The payer says the transfer is made; the cashier then looks for it. Counts nothing by itself; said again it is the same.
 * Errors: dossier.not-found 404, payment.nothing-due 409.
 */
export const tellTransfer = command({
  name: 'payment.tellTransfer',
  route: 'POST /dossiers/{code}/transfers',
  summary: 'Người nộp báo đã chuyển khoản, để nơi thu kiểm tra',
  input: z.strictObject({ code: Code, check: Check.optional() }),
  output: PaymentView,
  permission: 'public',
  audit: (input) => `told of a transfer for dossier ${input.code}`,
  async run(context) {
    const { input, sql, now } = context
    const dossier = await payableDossier(context, input.code, input.check)
    const charge = await lastCharge(sql, dossier.id)
    if (charge?.status !== 'due')
      throw new Problem(
        'payment.nothing-due',
        409,
        'Không có khoản nào đang chờ nộp của hồ sơ này. Xem lại tình trạng trên trang thanh toán.',
      )
    await (sql as Kysely<PaymentTables>)
      .insertInto('payment.transfer_told')
      .values({ charge_id: charge.id, at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return paymentView(context, dossier)
  },
})
