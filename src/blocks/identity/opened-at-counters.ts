import { type Kysely, sql } from 'kysely'

/** How many citizens' accounts counters opened, the identity card in hand, within [from, to). */
export async function openedAtCounters(db: Kysely<any>, from: Date, to: Date): Promise<number> {
  const { rows } = await sql<{ opened: number }>`
    select count(*)::int as opened from identity.account
    where kind = 'citizen' and proved_by = 'counter' and created_at >= ${from} and created_at < ${to}`.execute(
    db,
  )
  return rows[0]!.opened
}
