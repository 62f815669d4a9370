import type { Kysely } from 'kysely'
import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { PERMISSIONS, ReconciliationView } from '../contract.ts'
import { reconciliationViews } from '../reconciliations.ts'
import type { PaymentTables } from '../tables.ts'

/** The last reconciliations made from one's own seat, newest first, with what is still open. */
export const findReconciliations = query({
  name: 'payment.reconciliations',
  route: 'GET /reconciliations',
  summary: 'Các lần đối soát gần đây và chênh lệch của từng lần',
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(50).default(10) }),
  output: z.object({ items: z.array(ReconciliationView) }),
  permission: PERMISSIONS.reconcile,
  async run({ input, sql, actor }) {
    const rows = await (sql as Kysely<PaymentTables>)
      .selectFrom('payment.reconciliation')
      .select('id')
      .where('position', '=', actor.position)
      .orderBy('at', 'desc')
      .limit(input.limit)
      .execute()
    return {
      items: await reconciliationViews(
        sql,
        rows.map((row) => row.id),
      ),
    }
  },
})
