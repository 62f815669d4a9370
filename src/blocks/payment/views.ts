import type { Kysely } from 'kysely'
import { formatInstant } from '../../kernel/local-time.ts'
import type { PaymentView, ReceiptView } from './contract.ts'
import { receiptNumber } from './model/receipt.ts'
import type { PaymentTables, ReceiptRow } from './tables.ts'

export const shown = (moment: Date): string => formatInstant(moment.getTime())
export const named = ({ symbol, number }: Pick<ReceiptRow, 'symbol' | 'number'>) =>
  `${symbol} số ${receiptNumber(number)}`

/** Receipts as they are told, each knowing what it replaced and what replaced it. */
export async function receiptViews(trx: Kysely<any>, rows: readonly ReceiptRow[]): Promise<ReceiptView[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const before = rows.flatMap((row) => row.replaces ?? [])
  const related = await (trx as Kysely<PaymentTables>)
    .selectFrom('payment.receipt')
    .select(['id', 'symbol', 'number', 'replaces'])
    .where((where) =>
      where.or([where('replaces', 'in', ids), ...(before.length > 0 ? [where('id', 'in', before)] : [])]),
    )
    .execute()
  const byId = new Map(related.map((row) => [row.id, row]))
  const after = new Map(related.flatMap((row) => (row.replaces ? [[row.replaces, row] as const] : [])))
  return rows.map((row) => {
    const replaced = row.replaces ? byId.get(row.replaces) : undefined
    const by = after.get(row.id)
    return {
      id: row.id,
      kind: row.kind,
      form: row.form,
      symbol: row.symbol,
      number: receiptNumber(row.number),
      code: row.code,
      content: row.content,
      issuedAt: shown(row.issued_at),
      status: row.status,
      replaces: replaced ? named(replaced) : null,
      replacedBy: by ? named(by) : null,
      endedAt: row.ended_at && shown(row.ended_at),
      endedReason: row.ended_reason,
    }
  })
}

/** The money of some charges, each with what was given back. */
export async function moneyViews(
  trx: Kysely<any>,
  charges: readonly string[],
): Promise<PaymentView['payments']> {
  if (charges.length === 0) return []
  const rows = await (trx as Kysely<PaymentTables>)
    .selectFrom('payment.payment as p')
    .leftJoin('payment.refund as r', 'r.payment_id', 'p.id')
    .select([
      'p.id',
      'p.method',
      'p.amount',
      'p.standing',
      'p.received_at',
      'p.reference',
      'r.status',
      'r.amount as refunded',
      'r.reason',
      'r.asked_at',
      'r.done_at',
      'r.failure',
    ])
    .where('p.charge_id', 'in', [...charges])
    .orderBy('p.received_at')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    method: row.method,
    amount: row.amount,
    standing: row.standing,
    receivedAt: shown(row.received_at),
    reference: row.reference,
    refund: row.status
      ? {
          status: row.status,
          amount: row.refunded!,
          reason: row.reason!,
          askedAt: shown(row.asked_at!),
          doneAt: row.done_at && shown(row.done_at),
          failure: row.failure,
        }
      : null,
  }))
}
