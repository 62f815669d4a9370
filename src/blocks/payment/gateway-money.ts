import { type Kysely, sql } from 'kysely'
import type { Context } from '../../platform/command/declare.ts'
import { type Payable, payableById } from '../dossier/index.ts'
import { type Charge, chargeById } from './charges.ts'
import type { NoticeOutcome } from './contract.ts'
import { chargeOf } from './model/charge.ts'
import type { OrderRow, PaymentTables } from './tables.ts'
import { recordMoney, takePayment } from './take-payment.ts'

export type Told = {
  order: string
  status: 'open' | 'paid' | 'expired'
  transaction: string | null
  amount: number
}

/**
 * What the gateway tells of an order, by notice or when asked: counted once, whoever tells it and however often. Money that
 * pays nothing (already paid, changed meanwhile, another sum) is kept as a surplus to give back. The order is locked.
 */
export async function countGatewayMoney(context: Context<unknown>, told: Told): Promise<NoticeOutcome> {
  const { sql: trx } = context
  const { rows } = await sql<OrderRow>`
    select * from payment.gateway_order where id::text = ${told.order} for update`.execute(trx)
  const [order] = rows
  if (!order) return 'unknownOrder'
  if (order.status === 'paid') return 'repeated'
  if (told.status === 'expired') await close(trx, order.id, 'expired')
  if (told.status !== 'paid' || told.transaction === null) return 'notPaid'
  await close(trx, order.id, 'paid')
  const charge = await chargeById(trx, order.charge_id)
  const dossier = await payableById(context, charge.dossier_id)
  const money = { method: 'gateway' as const, reference: told.transaction, order: order.id }
  const outcome =
    told.amount !== order.amount
      ? 'wrongAmount'
      : charge.status === 'due' && stillOwed(dossier, charge)
        ? 'counted'
        : charge.status === 'paid'
          ? 'alreadyPaid'
          : 'late'
  if (outcome === 'counted') await takePayment(context, dossier, charge, money)
  else if (told.amount > 0) await recordMoney(context, charge, told.amount, 'surplus', money)
  return outcome
}

/** The dossier has not ended, and its answers still come to the sum that was asked for. */
function stillOwed(dossier: Payable, charge: Charge): boolean {
  if (dossier.ended) return false
  if (dossier.applicant === null) return true
  return chargeOf(dossier.definition, dossier.answers, dossier.applicant).total === charge.total
}

function close(trx: Kysely<any>, id: string, status: 'paid' | 'expired') {
  return (trx as Kysely<PaymentTables>)
    .updateTable('payment.gateway_order')
    .set({ status })
    .where('id', '=', id)
    .execute()
}
