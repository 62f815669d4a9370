import type { Kysely } from 'kysely'
import { Problem } from '../../kernel/problem.ts'
import type { Memory } from '../../platform/command/memory.ts'
import { agencyTree } from '../organisation/index.ts'
import type { AccountRow, PaymentTables } from './tables.ts'

type Reading = { sql: Kysely<any>; db: Kysely<any>; memory: Memory }

/**
 * Where the money of an agency goes on a day and how its receipts are marked: its own setting, or its superior's.
 * Errors: payment.no-account 409 naming the agency.
 */
export async function accountOf(reading: Reading, agency: string, day: string): Promise<AccountRow> {
  const found = await findAccount(reading, agency, day)
  if (found) return found
  const tree = await agencyTree(reading)
  throw new Problem(
    'payment.no-account',
    409,
    `${tree.nameOf(agency)} chưa có tài khoản thu phí, lệ phí. Quản trị khai báo ở mục Tài khoản thu phí rồi thu tiền.`,
  )
}

export async function findAccount(reading: Reading, agency: string, day: string): Promise<AccountRow | null> {
  const rows = await (reading.sql as Kysely<PaymentTables>)
    .selectFrom('payment.account')
    .selectAll()
    .where('valid_from', '<=', day)
    .orderBy('valid_from')
    .execute()
  const byAgency = new Map(rows.map((row) => [row.agency, row]))
  const tree = await agencyTree(reading)
  for (let code: string | null = agency; code; code = tree.get(code)?.parent ?? null) {
    const row = byAgency.get(code)
    if (row) return row
  }
  return null
}
