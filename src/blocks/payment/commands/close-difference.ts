import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { PERMISSIONS, Reason, ReconciliationView } from '../contract.ts'
import { reconciliationViews } from '../reconciliations.ts'
import type { PaymentTables } from '../tables.ts'

/** Closes one difference with what was found out; nothing else changes by it. Errors: payment.not-found 404, payment.difference-closed 409. */
export const closeDifference = command({
  name: 'payment.closeDifference',
  route: 'POST /differences/{id}/close',
  summary: 'Kết luận một chênh lệch đối soát, có ghi chú',
  input: z.strictObject({ id: z.uuid(), note: Reason }),
  output: ReconciliationView,
  permission: PERMISSIONS.reconcile,
  audit: (input) => `closed difference ${input.id}`,
  async run({ input, sql: trx, now, actor }) {
    const { rows } = await sql<{ of: string; closed_at: Date | null }>`
      select d.reconciliation_id as of, d.closed_at from payment.difference d
      join payment.reconciliation r on r.id = d.reconciliation_id
      where d.id = ${input.id} and r.position is not distinct from ${actor.position} for update of d`.execute(
      trx,
    )
    const [row] = rows
    if (!row)
      throw new Problem('payment.not-found', 404, 'Không có chênh lệch này trong các lần đối soát của bạn.')
    if (row.closed_at)
      throw new Problem('payment.difference-closed', 409, 'Chênh lệch này đã được kết luận từ trước.')
    await (trx as Kysely<PaymentTables>)
      .updateTable('payment.difference')
      .set({ closed_at: now, closed_by: actor.position, note: input.note })
      .where('id', '=', input.id)
      .execute()
    return (await reconciliationViews(trx, [row.of]))[0]!
  },
})
