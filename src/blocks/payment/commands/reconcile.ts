import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { DAY, instantAt, parseDate } from '../../../kernel/local-time.ts'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { type Context, command } from '../../../platform/command/declare.ts'
import { Day, PERMISSIONS, ReconciliationView } from '../contract.ts'
import { ownEntries, theirEntries } from '../entries.ts'
import { compare } from '../model/reconcile.ts'
import { desksOf } from '../reach.ts'
import { reconciliationViews } from '../reconciliations.ts'
import type { PaymentTables } from '../tables.ts'

const MOST_DAYS = 366

/**
 * Sets what the dossiers were paid against the gateway's and the treasury's statements of these days, to the đồng: each
 * difference is named (missing there, missing here, amount differs, double), none corrected; a person closes it with a
 * note. Errors: payment.no-statement 409, request.invalid naming the field.
 */
export const reconcile = command({
  name: 'payment.reconcile',
  route: 'POST /reconciliations',
  summary: 'Đối soát khoản đã thu với cổng thanh toán và kho bạc',
  input: z.strictObject({ from: Day, to: Day }),
  output: ReconciliationView,
  permission: PERMISSIONS.reconcile,
  answers: 201,
  audit: (input) => `reconciled payments of ${input.from} to ${input.to}`,
  async run(context) {
    const { input, sql, now, actor } = context
    const period = periodOf(input)
    const desks = await desksOf(context, PERMISSIONS.reconcile)
    const given = await statementsOf(context)
    if (given.length === 0)
      throw new Problem(
        'payment.no-statement',
        409,
        `Chưa có tệp quyết toán hay sổ phụ nào cho kỳ ${input.from} đến ${input.to}. Tải tệp lên rồi đối soát.`,
      )
    const tables = sql as Kysely<PaymentTables>
    const compared = []
    for (const source of ['gateway', 'treasury'] as const) {
      const statements = given.filter((each) => each.source === source).length
      if (statements === 0) continue
      const ours = await ownEntries(context, source, period, desks)
      const theirs = await theirEntries(context, source, input, desks)
      compared.push({ source, statements, ...compare(ours, theirs) })
    }
    const id = randomUUID()
    const totals = compared.map(({ differences: _differences, ...each }) => each)
    await tables
      .insertInto('payment.reconciliation')
      .values({
        id,
        from_day: input.from,
        to_day: input.to,
        at: now,
        position: actor.position,
        totals: JSON.stringify(totals),
      })
      .execute()
    const differences = compared.flatMap(({ source, differences: found }) =>
      found.map((each) => ({
        id: randomUUID(),
        reconciliation_id: id,
        source,
        ...each,
        closed_at: null,
        closed_by: null,
        note: null,
      })),
    )
    if (differences.length > 0) await tables.insertInto('payment.difference').values(differences).execute()
    return (await reconciliationViews(sql, [id]))[0]!
  },
})

function periodOf({ from, to }: { from: string; to: string }): { from: Date; to: Date } {
  const first = parseDate(from)
  const last = parseDate(to)
  if (first === null) throw invalid('from', `Ngày ${from} không có thật.`)
  if (last === null || last < first) throw invalid('to', 'Ngày cuối phải từ ngày đầu trở đi.')
  if (last - first >= MOST_DAYS) throw invalid('to', 'Mỗi lần đối soát nhiều nhất một năm.')
  return { from: new Date(instantAt(first, 0)), to: new Date(instantAt(last, 0) + DAY) }
}

function statementsOf({ sql, input }: Context<{ from: string; to: string }>) {
  return (sql as Kysely<PaymentTables>)
    .selectFrom('payment.statement')
    .select(['id', 'source'])
    .where('from_day', '<=', input.to)
    .where('to_day', '>=', input.from)
    .execute()
}
