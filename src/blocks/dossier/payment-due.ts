import type { Kysely } from 'kysely'
import { Problem } from '../../kernel/problem.ts'
import { formatMoney } from '../../kernel/vietnamese.ts'
import type { Definition } from '../procedure/model/definition.ts'
import { feesFor, totalOf } from '../procedure/model/fees.ts'
import { contentsOf } from './read.ts'

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
