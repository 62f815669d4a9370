import { z } from 'zod'
import { limit } from '../../../platform/access/limit.ts'
import { command } from '../../../platform/command/declare.ts'
import { orderById } from '../orders.ts'

const CHECKS_A_MINUTE = 20

/** Has the gateway asked about an attempt now, for a payer who came back before its notice did. Errors: payment.not-found 404. */
export const checkOrder = command({
  name: 'payment.checkOrder',
  route: 'POST /payments/orders/{order}/check',
  summary: 'Hỏi lại cổng thanh toán về một lần thanh toán',
  input: z.strictObject({ order: z.uuid() }),
  output: z.object({ order: z.uuid() }),
  permission: 'public',
  audit: (input) => `asked the gateway about order ${input.order}`,
  async run(context) {
    const { input, sql, db, now, actor } = context
    await limit(db, `check-order:${actor.origin}`, now, CHECKS_A_MINUTE, 60)
    const order = await orderById(sql, input.order)
    if (order.status === 'open') await context.send('payment.checkOrder', { order: order.id })
    return { order: order.id }
  },
})
