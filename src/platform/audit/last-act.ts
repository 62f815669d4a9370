import { type Kysely, sql } from 'kysely'

/** The last moment anybody acted from this agency, as the audit rows tell; null when nobody ever did. */
export async function lastActOf(trx: Kysely<any>, agency: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(at) as at from audit.audit_row where agency = ${agency} and outcome = 'done'`.execute(trx)
  return rows[0]?.at ?? null
}

/** How many of these accounts did anything from `from` up to, not with, `to`. */
export async function activeAmong(
  db: Kysely<any>,
  accounts: readonly string[],
  from: Date,
  to: Date,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from unnest(${[...accounts]}::text[]) as given(account)
    where exists (select 1 from audit.audit_row r
      where r.account = given.account and r.at >= ${from} and r.at < ${to} and r.outcome = 'done')`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}
