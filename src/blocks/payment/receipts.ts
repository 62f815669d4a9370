import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { Problem } from '../../kernel/problem.ts'
import type { Context } from '../../platform/command/declare.ts'
import { NOT_FOUND, requireDesk } from './reach.ts'
import type { PaymentTables, ReceiptRow } from './tables.ts'

export async function receiptById(trx: Kysely<any>, id: string): Promise<ReceiptRow> {
  const row = await (trx as Kysely<PaymentTables>)
    .selectFrom('payment.receipt')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (row) return row
  throw new Problem('payment.not-found', 404, NOT_FOUND)
}

/** A receipt to change: locked, within reach of the permission. Errors: payment.not-found 404. */
export async function lockReceipt(
  context: Context<unknown>,
  id: string,
  permission: string,
): Promise<ReceiptRow> {
  const { rows } = await sql<ReceiptRow>`select * from payment.receipt where id = ${id} for update`.execute(
    context.sql,
  )
  const [row] = rows
  if (!row) throw new Problem('payment.not-found', 404, NOT_FOUND)
  await requireDesk(context, row.agency, permission)
  return row
}
