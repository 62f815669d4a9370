import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { chargeById } from '../charges.ts'
import { orderById } from '../orders.ts'

/** How an attempt to pay at the gateway stands, by its unguessable id; no personal data. Errors: payment.not-found 404. */
export const orderState = query({
  name: 'payment.orderState',
  route: 'GET /payments/orders/{order}',
  summary: 'Tình trạng một lần thanh toán trực tuyến',
  input: z.strictObject({ order: z.uuid() }),
  output: z.object({
    order: z.uuid(),
    code: z.string(),
    amount: z.int(),
    state: z.enum(['asked', 'open', 'paid', 'expired', 'failed']),
    payUrl: z.string().nullable(),
    /** The fees themselves are paid, by this attempt or another. */
    settled: z.boolean(),
  }),
  permission: 'public',
  async run({ input, sql, now }) {
    const order = await orderById(sql, input.order)
    const charge = await chargeById(sql, order.charge_id)
    const over = order.status === 'open' && order.expires_at <= now
    return {
      order: order.id,
      code: charge.code,
      amount: order.amount,
      state: over ? 'expired' : order.status,
      payUrl: order.status === 'open' && !over ? order.pay_url : null,
      settled: charge.status === 'paid',
    }
  },
})
