import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { limit } from '../../../platform/access/limit.ts'
import { command } from '../../../platform/command/declare.ts'
import { payableDossier } from '../../dossier/index.ts'
import { accountOf } from '../accounts.ts'
import { makeCharge } from '../charges.ts'
import { Check, Code } from '../contract.ts'
import { gatewayName } from '../gateway.ts'
import { localDay } from '../local-day.ts'
import type { PaymentTables } from '../tables.ts'
import { alreadyPaid } from '../take-payment.ts'

const LIVES_MS = 30 * 60_000
const ORDERS_A_MINUTE = 10

/**
 * Begins a payment at the gateway. The order is made there by a job, so that nothing here waits for an outside answer:
 * payment.orderState tells its address once it has one. An attempt still open is gone on with.
 * Errors: dossier.not-found 404, payment.no-gateway 409, payment.nothing-due 409, payment.already-paid 409.
 */
export const order = command({
  name: 'payment.order',
  route: 'POST /dossiers/{code}/orders',
  summary: 'Bắt đầu thanh toán trực tuyến phí, lệ phí của một hồ sơ',
  input: z.strictObject({ code: Code, check: Check.optional() }),
  output: z.object({ order: z.uuid() }),
  permission: 'public',
  answers: 201,
  audit: (input) => `began an online payment of dossier ${input.code}`,
  async run(context) {
    const { input, sql, db, now, actor } = context
    await limit(db, `order:${actor.origin}`, now, ORDERS_A_MINUTE, 60)
    const dossier = await payableDossier(context, input.code, input.check)
    const due = await makeCharge(context, dossier)
    if (due.status === 'paid') throw alreadyPaid(dossier.code)
    if (due.status === 'waived')
      throw new Problem(
        'payment.nothing-due',
        409,
        'Hồ sơ này được miễn toàn bộ phí, lệ phí nên không phải nộp tiền.',
      )
    if ((await gatewayName(sql)) === null)
      throw new Problem(
        'payment.no-gateway',
        409,
        'Tỉnh chưa mở thanh toán qua cổng. Xin chuyển khoản theo mã VietQR hoặc nộp tại quầy.',
      )
    await accountOf(context, due.desk, localDay(now))
    const tables = sql as Kysely<PaymentTables>
    const open = await tables
      .selectFrom('payment.gateway_order')
      .select('id')
      .where('charge_id', '=', due.id)
      .where('status', 'in', ['asked', 'open'])
      .where('expires_at', '>', new Date(now.getTime() + 60_000))
      .executeTakeFirst()
    if (open) return { order: open.id }
    const id = randomUUID()
    await tables
      .insertInto('payment.gateway_order')
      .values({
        id,
        charge_id: due.id,
        amount: due.total,
        status: 'asked',
        reference: null,
        pay_url: null,
        made_at: now,
        expires_at: new Date(now.getTime() + LIVES_MS),
        asked_at: null,
        failure: null,
      })
      .execute()
    await context.send('payment.createOrder', { order: id })
    return { order: id }
  },
})
