import { z } from 'zod'
import { command } from '../../../platform/command/declare.ts'
import { PERMISSIONS, Reason, ReceiptView } from '../contract.ts'
import { endReceipt } from '../issue-receipt.ts'
import { lockReceipt, receiptById } from '../receipts.ts'
import { receiptViews } from '../views.ts'

/** Takes a wrong receipt out of force; its number stays used and it stays to be seen. Errors: payment.not-found 404, payment.receipt-ended 409. */
export const cancelReceipt = command({
  name: 'payment.cancelReceipt',
  route: 'POST /receipts/{id}/cancel',
  summary: 'Hủy một biên lai lập sai, có lý do',
  input: z.strictObject({ id: z.uuid(), reason: Reason }),
  output: ReceiptView,
  permission: PERMISSIONS.collect,
  audit: (input) => `cancelled receipt ${input.id}`,
  async run(context) {
    const { input, sql } = context
    const row = await lockReceipt(context, input.id, PERMISSIONS.collect)
    await endReceipt(context, row, 'cancelled', input.reason)
    return (await receiptViews(sql, [await receiptById(sql, row.id)]))[0]!
  },
})
