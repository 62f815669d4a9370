import { type Kysely, sql } from 'kysely'
import { Problem } from '../../kernel/problem.ts'
import { formatMoney } from '../../kernel/vietnamese.ts'
import type { Context } from '../../platform/command/declare.ts'
import { agencyTree } from '../organisation/index.ts'
import type { Definition, Move } from '../procedure/model/definition.ts'
import { feesFor, totalOf } from '../procedure/model/fees.ts'
import { contentsOf } from './read.ts'
import type { DossierRecord, DossierTables } from './tables.ts'

/**
 * What is confirmed as paid is what the edition's fees come to, waivers applied; a sum not yet known binds nobody.
 * Integer đồng. Errors: dossier.wrong-amount 422 naming both sums.
 */
export async function requireDue(
  sql: Kysely<any>,
  dossierId: string,
  definition: Definition,
  paid: number,
): Promise<void> {
  const { answers, applicant } = await contentsOf(sql, dossierId)
  const due = totalOf(feesFor(definition, null, answers, applicant ?? {}))
  if (due === null || due === paid) return
  const text = `Phải thu đúng ${formatMoney(due)}, không phải ${formatMoney(paid)}. Kiểm tra lại số tiền đã nhận.`
  throw new Problem('dossier.wrong-amount', 422, text, [{ path: 'paidAmount', message: text }])
}

/** Has the result reached the citizen's hand? */
const handsOver = (definition: Definition, arrow: Move): boolean =>
  arrow.kind === 'handOver' || definition.states.find((each) => each.key === arrow.to)?.status === 10

/**
 * Where the receiving desk collects (a dated rule), no favourable result is handed over and no step taken that a fee is
 * payable before, while fees are unpaid and not waived. A refusal is handed over whatever was paid; a sum not yet known
 * binds nobody. Errors: dossier.unpaid 409 naming the sum and where to pay.
 */
export async function requirePaid(
  context: Context<unknown>,
  row: DossierRecord,
  definition: Definition,
  arrow: Move,
): Promise<void> {
  const before = definition.fees.filter((fee) => fee.payableBefore === arrow.to)
  const over = handsOver(definition, arrow) && isFavourable(definition, row)
  if (definition.fees.length === 0 || (before.length === 0 && !over)) return
  const due = await unpaid(context, row, over ? definition : { ...definition, fees: before })
  if (due === 0) return
  const text = `Hồ sơ còn ${formatMoney(due)} phí, lệ phí chưa nộp nên chưa “${arrow.name.vi}” được. Thu tiền ở màn hình Thu phí, hoặc chờ người nộp thanh toán trực tuyến, rồi làm tiếp.`
  throw new Problem('dossier.unpaid', 409, text, [{ path: 'move', message: text }])
}

/** The applicant takes the result by themselves. Errors: dossier.unpaid 409. */
export async function requirePaidForResult(
  context: Context<unknown>,
  row: DossierRecord,
  definition: Definition,
): Promise<void> {
  if (!isFavourable(definition, row)) return
  const due = await unpaid(context, row, definition)
  if (due === 0) return
  const text = `Hồ sơ còn ${formatMoney(due)} phí, lệ phí chưa nộp. Hãy thanh toán ở trang tra cứu hồ sơ rồi tải kết quả.`
  throw new Problem('dossier.unpaid', 409, text)
}

function isFavourable(definition: Definition, row: DossierRecord): boolean {
  return definition.outcomes.find((each) => each.key === row.outcome)?.favourable !== false
}

async function unpaid(
  context: Context<unknown>,
  row: DossierRecord,
  definition: Pick<Definition, 'fees'>,
): Promise<number> {
  if (!(await collects(context, row))) return 0
  const { answers, applicant } = await contentsOf(context.sql, row.id)
  // Erased: nobody can tell any more what was due.
  if (!applicant) return 0
  const due = totalOf(feesFor(definition, null, answers, applicant)) ?? 0
  if (due === 0) return 0
  const paid = await (context.sql as Kysely<DossierTables>)
    .selectFrom('dossier.settlement')
    .select('amount')
    .where('dossier_id', '=', row.id)
    .executeTakeFirst()
  return paid ? 0 : due
}

/** Does the desk hold results back? By the rule in force when it accepted the dossier, its own or the nearest above. */
async function collects(context: Context<unknown>, row: DossierRecord): Promise<boolean> {
  const { rows } = await sql<{ agency: string; collects: boolean }>`
    select distinct on (agency) agency, collects from dossier.collection_rule
    where valid_from <= ${row.accepted_at ?? row.submitted_at} order by agency, valid_from desc`.execute(
    context.sql,
  )
  if (rows.length === 0) return false
  const rules = new Map(rows.map((each) => [each.agency, each.collects]))
  const tree = await agencyTree(context)
  for (let code: string | null = row.desk; code; code = tree.get(code)?.parent ?? null) {
    const rule = rules.get(code)
    if (rule !== undefined) return rule
  }
  return false
}
