import { type Kysely, sql } from 'kysely'
import { formatInstant } from '../../kernel/local-time.ts'
import type { DelegationView } from './contract.ts'
import { dayAfter } from './model/delegation-days.ts'
import type { Moment } from './model/standing.ts'
import type { OrganisationTables } from './tables.ts'

/** The most days one delegation may last. */
export async function maxDelegationDays(db: Kysely<any>): Promise<number> {
  const { max_days } = await (db as Kysely<OrganisationTables>)
    .selectFrom('organisation.delegation_rule')
    .select('max_days')
    .executeTakeFirstOrThrow()
  return max_days
}

type Row = OrganisationTables['organisation.delegation'] & {
  title: string
  agency: string
  giver: string | null
  taker: string | null
}

/** Delegations this account gave or took, newest first; `only` for one of them. */
export async function delegationsOf(
  db: Kysely<any>,
  side: 'from_account' | 'to_account',
  account: string,
  { day, instant }: Moment,
  only: string | null = null,
): Promise<DelegationView[]> {
  const nameOf = (column: string) => sql`(
    select h.person_name from organisation.holding h where h.account = ${sql.ref(`d.${column}`)}
    order by h.valid_from desc limit 1)`
  const { rows } = await sql<Row>`
    select d.*, p.title, a.name as agency, ${nameOf('from_account')} as giver, ${nameOf('to_account')} as taker
    from organisation.delegation d
    join organisation.position p on p.id = d.position
    join organisation.agency a on a.code = p.agency
    where ${sql.ref(`d.${side}`)} = ${account} and (${only}::uuid is null or d.id = ${only}::uuid)
    order by d.valid_from desc, d.made_at desc, d.id limit 200`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    position: { id: row.position, title: row.title, agency: row.agency },
    giver: row.giver ?? row.from_account,
    taker: row.taker ?? row.to_account,
    permissions: row.permissions,
    from: row.valid_from,
    to: dayAfter(row.valid_to, -1),
    reason: row.reason,
    state: stateOf(row, day, instant),
    revokedAt: row.revoked_at ? formatInstant(row.revoked_at.getTime()) : null,
  }))
}

function stateOf(row: Row, day: string, instant: number): DelegationView['state'] {
  if (row.revoked_at && row.revoked_at.getTime() <= instant) return 'revoked'
  if (day < row.valid_from) return 'coming'
  return day < row.valid_to ? 'running' : 'over'
}
