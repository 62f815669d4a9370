import { type Kysely, sql } from 'kysely'
import { dayOf, formatDate, parseDate } from '../../kernel/local-time.ts'
import { invalid, Problem } from '../../kernel/problem.ts'
import type { RepresentationView } from './contract.ts'
import { covers, representationState } from './model/representation.ts'
import type { AccountRow, IdentityTables } from './tables.ts'

export type RepresentationRow = IdentityTables['identity.representation']
/** One year; whoever needs longer asks again. */
const MOST_DAYS = 366

export const noRepresentation = () =>
  new Problem('identity.no-representation', 404, 'Không có việc đại diện này, hoặc nó không phải của bạn.')

/** First day and the day after the last, checked. Errors: 422 naming `from` or `to`. */
export function requireSpan({ from, to }: { from: string; to: string }, now: Date) {
  const [first, last] = [parseDate(from), parseDate(to)]
  const today = formatDate(dayOf(now.getTime()))
  if (first === null || from < today) throw invalid('from', 'Ngày bắt đầu từ hôm nay trở đi.')
  if (last === null || last < first) throw invalid('to', 'Ngày kết thúc phải bằng hoặc sau ngày bắt đầu.')
  if (last - first >= MOST_DAYS) throw invalid('to', `Mỗi lần đại diện dài nhất ${MOST_DAYS} ngày.`)
  return { valid_from: from, valid_to: formatDate(last + 1) }
}

/** The number by which this account is proved to be somebody; null while it only says so itself. */
export function provedNumber(
  account: Pick<AccountRow, 'kind' | 'citizen_number' | 'tax_code' | 'proved_by'>,
): string | null {
  if (account.proved_by === null) return null
  return account.kind === 'company' ? account.tax_code : account.citizen_number
}

export async function accountRow(db: Kysely<any>, id: string | null): Promise<AccountRow | undefined> {
  return (db as Kysely<IdentityTables>)
    .selectFrom('identity.account')
    .selectAll()
    .where('id', '=', id ?? '')
    .where('closed_at', 'is', null)
    .executeTakeFirst()
}

export function viewOf(
  row: RepresentationRow & { representative_name: string },
  now: Date,
): RepresentationView {
  return {
    id: row.id,
    kind: row.kind,
    representative: row.representative_name,
    number: row.number,
    name: row.name,
    procedures: row.procedures,
    from: row.valid_from,
    to: formatDate((parseDate(row.valid_to) ?? 0) - 1),
    state: representationState(datesOf(row), formatDate(dayOf(now.getTime())), now.getTime()),
    atCounter: row.agency !== null,
  }
}

const datesOf = (row: RepresentationRow) => ({
  from: row.valid_from,
  to: row.valid_to,
  acceptedAt: row.accepted_at?.getTime() ?? null,
  endedAt: row.ended_at?.getTime() ?? null,
  procedures: row.procedures,
})

/** By whom (`representative`) or of whom (`number`), newest first. */
export async function representationRows(
  db: Kysely<any>,
  side: 'representative' | 'number' | 'id',
  value: string,
): Promise<(RepresentationRow & { representative_name: string })[]> {
  const { rows } = await sql<RepresentationRow & { representative_name: string }>`
    select r.*, coalesce(a.name, r.representative) as representative_name
    from identity.representation r left join identity.account a on a.id = r.representative
    where ${sql.ref(`r.${side}`)}::text = ${value} order by r.asked_at desc, r.id limit 100`.execute(db)
  return rows
}

/**
 * The name of whom this account may represent for the procedure at `now`, by this representation.
 * Errors: identity.no-representation 422 naming `representation`.
 */
export async function representedBy(
  db: Kysely<any>,
  id: string,
  account: string | null,
  procedure: string,
  now: Date,
): Promise<string> {
  const [row] = await representationRows(db, 'id', id)
  const day = formatDate(dayOf(now.getTime()))
  if (row?.name && row.representative === account && covers(datesOf(row), procedure, day, now.getTime()))
    return row.name
  throw invalid(
    'representation',
    'Bạn không còn được đại diện cho người này trong thủ tục này. Hãy xem lại trang “Thay mặt” trong tài khoản.',
    'identity.no-representation',
  )
}
