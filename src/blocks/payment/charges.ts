import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { Problem } from '../../kernel/problem.ts'
import type { Context } from '../../platform/command/declare.ts'
import type { Payable } from '../dossier/index.ts'
import { chargeOf, sameCharge } from './model/charge.ts'
import type { ChargeRow, PaymentTables } from './tables.ts'

/** A charge as it is read: its number given. */
export type Charge = Omit<ChargeRow, 'number'> & { number: number }

/** What a payer quotes: `TT` and ten digits, unique for good. */
export const billOf = ({ number }: Pick<Charge, 'number'>): string => `TT${String(number).padStart(10, '0')}`
export const numberOfBill = (bill: string): number | null =>
  /^TT\d{10}$/.test(bill) ? Number(bill.slice(2)) : null

export const STANDING = ['due', 'paid', 'waived'] as const

/** The charge in force of a dossier, or its last. */
export async function lastCharge(trx: Kysely<any>, dossierId: string): Promise<Charge | null> {
  const rows = await (trx as Kysely<PaymentTables>)
    .selectFrom('payment.charge')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .orderBy('number', 'desc')
    .execute()
  return rows.find((row) => (STANDING as readonly string[]).includes(row.status)) ?? rows[0] ?? null
}

export async function chargeById(trx: Kysely<any>, id: string): Promise<Charge> {
  return (trx as Kysely<PaymentTables>)
    .selectFrom('payment.charge')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

/**
 * Asks for what the dossier's edition says: the charge in force when the lines are the same, otherwise a new one in its
 * place. Once paid it stays as paid. The dossier's charges are locked to the end of the transaction.
 * Errors: payment.no-fee 409, payment.not-known 409, payment.closed 409.
 */
export async function makeCharge(context: Context<unknown>, dossier: Payable): Promise<Charge> {
  const { sql: trx, now } = context
  const tables = trx as Kysely<PaymentTables>
  // One at a time for a dossier: two that ask at once get the same charge.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`payment.charge:${dossier.id}`}, 0))`.execute(trx)
  const last = await lastCharge(trx, dossier.id)
  if (last?.status === 'paid') return last
  if (dossier.ended)
    throw new Problem(
      'payment.closed',
      409,
      'Hồ sơ bị từ chối, đã rút hoặc đã dừng xử lý nên không thu phí, lệ phí.',
    )
  if (dossier.definition.fees.length === 0)
    throw new Problem(
      'payment.no-fee',
      409,
      'Thủ tục này không thu phí, lệ phí nên không có khoản nào phải nộp.',
    )
  if (dossier.applicant === null)
    throw new Problem(
      'dossier.erased',
      410,
      'Nội dung hồ sơ đã hết thời hạn lưu nên không tính lại khoản thu được.',
    )
  const { lines, total } = chargeOf(dossier.definition, dossier.answers, dossier.applicant)
  if (total === null)
    throw new Problem(
      'payment.not-known',
      409,
      'Tờ khai chưa đủ thông tin để tính khoản phải nộp. Bổ sung tờ khai rồi tính lại.',
    )
  const standing = last && (STANDING as readonly string[]).includes(last.status) ? last : null
  if (standing && sameCharge(standing.lines, lines)) return standing
  if (standing)
    await tables
      .updateTable('payment.charge')
      .set({ status: 'superseded' })
      .where('id', '=', standing.id)
      .execute()
  return tables
    .insertInto('payment.charge')
    .values({
      id: randomUUID(),
      dossier_id: dossier.id,
      code: dossier.code,
      procedure: dossier.procedure,
      edition: dossier.edition,
      agency: dossier.agency,
      desk: dossier.desk,
      lines: JSON.stringify(lines) as never,
      total,
      status: total === 0 ? 'waived' : 'due',
      made_at: now,
      paid_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}
