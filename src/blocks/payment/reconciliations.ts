import type { Kysely } from 'kysely'
import type { DifferenceView, ReconciliationView } from './contract.ts'
import type { PaymentTables } from './tables.ts'
import { shown } from './views.ts'

export async function reconciliationViews(
  trx: Kysely<any>,
  ids: readonly string[],
): Promise<ReconciliationView[]> {
  if (ids.length === 0) return []
  const tables = trx as Kysely<PaymentTables>
  const rows = await tables
    .selectFrom('payment.reconciliation')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('at', 'desc')
    .execute()
  const differences = await tables
    .selectFrom('payment.difference')
    .selectAll()
    .where('reconciliation_id', 'in', [...ids])
    .orderBy('source')
    .orderBy('key')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    from: row.from_day,
    to: row.to_day,
    at: shown(row.at),
    totals: row.totals as ReconciliationView['totals'],
    differences: differences
      .filter((each) => each.reconciliation_id === row.id)
      .map(
        (each): DifferenceView => ({
          id: each.id,
          source: each.source,
          kind: each.kind,
          key: each.key,
          ours: each.ours,
          theirs: each.theirs,
          code: each.code,
          closedAt: each.closed_at && shown(each.closed_at),
          closedBy: each.closed_by,
          note: each.note,
        }),
      ),
  }))
}
