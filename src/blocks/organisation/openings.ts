import { type Kysely, sql } from 'kysely'
import type { OrganisationTables } from './tables.ts'

export type Opening = OrganisationTables['organisation.opening']
type Openings = Kysely<OrganisationTables>

/** Puts down that somebody opened one thing for a time. */
export async function recordOpening(trx: Kysely<any>, opening: Opening): Promise<void> {
  await (trx as Openings).insertInto('organisation.opening').values(opening).execute()
}

/** May this account do this to this thing now, because they opened it? */
export async function isOpenedBy(
  db: Kysely<any>,
  account: string,
  permission: string,
  subject: string,
  now: Date,
): Promise<boolean> {
  const row = await (db as Openings)
    .selectFrom('organisation.opening')
    .select('id')
    .where('account', '=', account)
    .where('permission', '=', permission)
    .where('subject', '=', subject)
    .where('opened_at', '<=', now)
    .where('ends_at', '>', now)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function openingOf(db: Kysely<any>, id: string): Promise<Opening | null> {
  const row = await (db as Openings)
    .selectFrom('organisation.opening')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** The newest openings of what these agencies hold (null: of everything), each with who opened it. */
export async function openingsAt(
  db: Kysely<any>,
  agencies: readonly string[] | null,
  most: number,
): Promise<(Opening & { name: string | null; title: string | null })[]> {
  const among = agencies === null ? sql`true` : sql`o.agency = any(${[...agencies]}::text[])`
  const { rows } = await sql<Opening & { name: string | null; title: string | null }>`
    select o.*, p.title,
      (select h.person_name from organisation.holding h where h.account = o.account
       order by h.valid_from desc limit 1) as name
    from organisation.opening o left join organisation.position p on p.id = o.position
    where ${among} order by o.opened_at desc, o.id limit ${most}`.execute(db)
  return rows
}
