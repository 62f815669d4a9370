import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../kernel/problem.ts'
import { visitor } from '../../platform/command/actor.ts'
import { command } from '../../platform/command/declare.ts'
import { type House, run } from '../../platform/command/run.ts'
import type { JobHandler } from '../../platform/jobs/jobs.ts'
import { billOf, chargeById } from './charges.ts'
import { NOTICE_OUTCOMES } from './contract.ts'
import type { Gateway, OpenGateway } from './gateway.ts'
import { countGatewayMoney } from './gateway-money.ts'
import type { PaymentTables } from './tables.ts'

export const PAYMENT_QUEUES = [
  'payment.createOrder',
  'payment.checkOrder',
  'payment.poll',
  'payment.refund',
] as const

/** Orders younger than this may still be told of by the gateway itself. */
const QUIET_MS = 60_000
/** An order is asked about until a day after it ended: late money is found too. */
const ASKED_FOR_MS = 24 * 3_600_000
const POLLED_AT_ONCE = 100

/** What the gateway answered when it was asked; has no route, only jobs run it. */
const recordAnswer = command({
  name: 'payment.recordAnswer',
  route: 'POST /payments/answers',
  summary: 'Ghi nhận câu trả lời của cổng thanh toán',
  input: z.strictObject({
    order: z.uuid(),
    status: z.enum(['open', 'paid', 'expired']),
    transaction: z.string().nullable(),
    amount: z.int(),
  }),
  output: z.object({ outcome: z.enum(NOTICE_OUTCOMES) }),
  permission: 'public',
  audit: (input) => `recorded the gateway's answer about order ${input.order}`,
  run: async (context) => ({ outcome: await countGatewayMoney(context, context.input) }),
})

const JOB = { ...visitor('job'), kind: 'job' as const, caller: 'job:payment', name: 'Hệ thống' }

/** The payment block's work after the fact: each is safe to do twice. `openGateway` reads the setting anew each time. */
export function paymentJobs(house: House, openGateway: OpenGateway): JobHandler[] {
  const tables = house.db as Kysely<PaymentTables>

  async function check(gateway: Gateway, order: string): Promise<void> {
    const told = await gateway.orderState(order)
    if (told) await run(house, recordAnswer, { order, ...told }, { actor: JOB })
    await tables
      .updateTable('payment.gateway_order')
      .set({ asked_at: house.clock() })
      .where('id', '=', order)
      .execute()
  }

  return [
    {
      queue: 'payment.createOrder',
      /** Makes an order at the gateway; a refusal is told to the payer, a silent gateway is tried again. */
      async work({ order: id }: { order: string }) {
        const gateway = await openGateway()
        const order = await tables
          .selectFrom('payment.gateway_order')
          .selectAll()
          .where('id', '=', id)
          .executeTakeFirst()
        if (!gateway || order?.status !== 'asked') return
        const charge = await chargeById(house.db, order.charge_id)
        try {
          const made = await gateway.createOrder({
            order: id,
            amount: order.amount,
            bill: billOf(charge),
            description: `Phí, lệ phí hồ sơ ${charge.code}`,
            // No secret of the dossier goes to the gateway: the attempt's own id finds the way back.
            returnUrl: `${house.publicUrl}/thanh-toan/ket-qua/${id}`,
            notifyUrl: `${house.publicUrl}/api/payments/notices`,
            expiresAt: order.expires_at,
          })
          await tables
            .updateTable('payment.gateway_order')
            .set({ status: 'open', reference: made.reference, pay_url: made.payUrl })
            .where('id', '=', id)
            .where('status', '=', 'asked')
            .execute()
        } catch (error) {
          if (!isRefusal(error)) throw error
          await tables
            .updateTable('payment.gateway_order')
            .set({ status: 'failed', failure: (error as Error).message })
            .where('id', '=', id)
            .execute()
        }
      },
    },
    {
      queue: 'payment.checkOrder',
      async work({ order }: { order: string }) {
        const gateway = await openGateway()
        if (gateway) await check(gateway, order)
      },
    },
    {
      queue: 'payment.poll',
      cron: '* * * * *',
      /** Finds what a lost notice did not tell. */
      async work() {
        const now = house.clock().getTime()
        const gateway = await openGateway()
        if (!gateway) return
        const waiting = await tables
          .selectFrom('payment.gateway_order')
          .select('id')
          .where('status', '=', 'open')
          .where('made_at', '<', new Date(now - QUIET_MS))
          .where('expires_at', '>', new Date(now - ASKED_FOR_MS))
          .orderBy('asked_at', (order) => order.asc().nullsFirst())
          .limit(POLLED_AT_ONCE)
          .execute()
        for (const { id } of waiting)
          await check(gateway, id).catch((error: Error) =>
            house.log.warn({ order: id, err: error.message }, 'the payment gateway could not be asked'),
          )
      },
    },
    {
      queue: 'payment.refund',
      /** Has the gateway give money back; the refund's id is the key, so that twice is once. */
      async work({ refund: id }: { refund: string }) {
        const gateway = await openGateway()
        const row = await tables
          .selectFrom('payment.refund as r')
          .innerJoin('payment.payment as p', 'p.id', 'r.payment_id')
          .select(['r.status', 'r.amount', 'r.reason', 'p.order_id'])
          .where('r.id', '=', id)
          .executeTakeFirst()
        if (row?.status !== 'asked') return
        if (!gateway || !row.order_id)
          throw new Problem('payment.no-gateway', 409, 'Chưa có cổng thanh toán để hoàn tiền.')
        const { amount, reason, order_id: order } = row
        const done = await gateway.refund({ refund: id, order, amount, reason }).then(
          ({ transaction }) => ({ status: 'done' as const, done_at: house.clock(), reference: transaction }),
          (error: Error) => {
            if (!isRefusal(error)) throw error
            return { status: 'failed' as const, failure: error.message }
          },
        )
        await tables.updateTable('payment.refund').set(done).where('id', '=', id).execute()
      },
    },
  ]
}

/** The gateway said no: asking again is of no use. A gateway that could not be reached is tried again. */
const isRefusal = (error: unknown): boolean => (error as Error).name === 'GatewayRefused'
