import { type Kysely, sql } from 'kysely'

/** Numbers of a day that nobody has finished, by agency: given and waiting, or called and not done. */
export async function openTickets(
  db: Kysely<any>,
  day: string,
  agencies: readonly string[],
): Promise<{ agency: string; open: number }[]> {
  const { rows } = await sql<{ agency: string; open: number }>`
    select agency, count(*)::int as open from schedule.ticket
    where day = ${day}::date and state in ('waiting', 'called') and agency = any(${[...agencies]}::text[])
    group by agency order by agency`.execute(db)
  return rows
}
