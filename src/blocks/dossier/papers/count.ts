import { type Kysely, sql } from 'kysely'
import type { Counted } from '../count.ts'

/** What digitisation is counted from: dossiers accepted within the period, by competent agency. */
export type DigitisationFigures = {
  agency: string
  received: number
  /** Handed in at a counter: what the share of digitised papers is told against ("hồ sơ nhận trực tiếp"). */
  counter: number
  /** With at least one paper digitised at intake; the second among those handed in at a counter. */
  digitised: number
  counterDigitised: number
  /** With at least one paper reused from the citizen's own store, or given by another system. */
  reused: number
  shared: number
  finished: number
  /** Of those: with an outcome, whose result `dossier.result` gives as a file; and with a digitised paper besides. */
  electronicResult: number
  digitisedWithResult: number
}

/**
 * Dossiers accepted within [from, to) by how their papers came in digital form. Finished counts those of them ended
 * before `to`. One row an agency that received any.
 */
export async function countDigitisation(
  db: Kysely<any>,
  { from, to, agencies }: Counted,
): Promise<DigitisationFigures[]> {
  const done = sql`d.finished_at is not null and d.finished_at < ${to}`
  const { rows } = await sql<DigitisationFigures>`
    with used as (
      select u.dossier_id, bool_or(u.how = 'digitised') as digitised, bool_or(u.how = 'reused') as reused,
        bool_or(u.how = 'shared') as shared, bool_or(u.how = 'result') as result
      from dossier.paper_use u where u.at < ${to} group by u.dossier_id)
    select d.agency, count(*)::int as received,
      (count(*) filter (where d.channel = 'counter'))::int as counter,
      (count(*) filter (where u.digitised))::int as digitised,
      (count(*) filter (where u.digitised and d.channel = 'counter'))::int as "counterDigitised",
      (count(*) filter (where u.reused or u.shared))::int as reused,
      (count(*) filter (where u.shared))::int as shared,
      (count(*) filter (where ${done}))::int as finished,
      (count(*) filter (where ${done} and (d.outcome is not null or u.result)))::int as "electronicResult",
      (count(*) filter (where ${done} and (d.outcome is not null or u.result) and u.digitised))::int as "digitisedWithResult"
    from dossier.dossier d left join used u on u.dossier_id = d.id
    where d.agency = any(${agencies}) and not d.is_part and d.accepted_at >= ${from} and d.accepted_at < ${to}
    group by d.agency order by d.agency`.execute(db)
  return rows
}
