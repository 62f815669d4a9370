import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { type Context, command } from '../../../platform/command/declare.ts'
import { unsettle } from '../../dossier/index.ts'
import { chargeById } from '../charges.ts'
import { MoneyView, PERMISSIONS, Reason } from '../contract.ts'
import { endReceipt } from '../issue-receipt.ts'
import { NOT_FOUND, requireDesk } from '../reach.ts'
import type { MoneyRow, PaymentTables, RefundRow } from '../tables.ts'
import { moneyViews } from '../views.ts'

/**
 * Gives a payment back, all of it and once: asked again it answers what was done the first time, and one that failed is
 * tried again. Money of the gateway goes back through it, by a job. The receipt is cancelled, the fees are due again.
 * Errors: payment.not-found 404.
 */
export const refund = command({
  name: 'payment.refund',
  route: 'POST /payments/{id}/refund',
  summary: 'Hoàn trả một khoản đã thu',
  input: z.strictObject({ id: z.uuid(), reason: Reason }),
  output: MoneyView,
  permission: PERMISSIONS.refund,
  factor: 'fresh',
  audit: (input) => `refunded payment ${input.id}`,
  async run(context) {
    const { input, sql: trx, now } = context
    const { rows } =
      await sql<MoneyRow>`select p.* from payment.payment p join payment.charge c on c.id = p.charge_id
        where p.id = ${input.id} for update of c`.execute(trx)
    const [money] = rows
    if (!money) throw new Problem('payment.not-found', 404, NOT_FOUND)
    await requireDesk(context, money.desk, PERMISSIONS.refund)
    const tables = trx as Kysely<PaymentTables>
    const before = await tables
      .selectFrom('payment.refund')
      .selectAll()
      .where('payment_id', '=', money.id)
      .executeTakeFirst()
    if (!before) await giveBack(context, money, input.reason)
    else if (before.status === 'failed') await askAgain(context, before)
    const views = await moneyViews(trx, [money.charge_id])
    context.subjects.add((await chargeById(trx, money.charge_id)).dossier_id)
    return views.find((each) => each.id === money.id)!

    async function giveBack(of: Context<unknown>, paid: MoneyRow, reason: string) {
      const id = randomUUID()
      const online = paid.method === 'gateway'
      await tables
        .insertInto('payment.refund')
        .values({
          id,
          payment_id: paid.id,
          amount: paid.amount,
          reason,
          status: online ? 'asked' : 'done',
          asked_at: now,
          position: of.actor.position,
          done_at: online ? null : now,
          reference: null,
          failure: null,
        })
        .execute()
      if (paid.standing === 'counted') await undoCharge(of, paid, reason)
      if (online) await of.send('payment.refund', { refund: id })
    }
  },
})

async function askAgain(context: Context<unknown>, before: RefundRow): Promise<void> {
  await (context.sql as Kysely<PaymentTables>)
    .updateTable('payment.refund')
    .set({ status: 'asked', failure: null })
    .where('id', '=', before.id)
    .execute()
  await context.send('payment.refund', { refund: before.id })
}

async function undoCharge(context: Context<unknown>, money: MoneyRow, reason: string): Promise<void> {
  const tables = context.sql as Kysely<PaymentTables>
  const charge = await tables
    .updateTable('payment.charge')
    .set({ status: 'refunded' })
    .where('id', '=', money.charge_id)
    .returning('dossier_id')
    .executeTakeFirstOrThrow()
  await unsettle(context.sql, charge.dossier_id)
  const receipt = await tables
    .selectFrom('payment.receipt')
    .selectAll()
    .where('payment_id', '=', money.id)
    .where('status', '=', 'valid')
    .executeTakeFirst()
  if (receipt) await endReceipt(context, receipt, 'cancelled', `Hoàn trả: ${reason}`)
}
