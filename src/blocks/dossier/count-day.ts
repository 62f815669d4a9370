import { type Kysely, sql } from 'kysely'
import type { Counted } from './count.ts'

type AgencyDay = {
  agency: string
  counter: number
  online: number
  post: number
  finished: number
  late: number
  returned: number
}

/**
 * What happened at each agency within [from, to): accepted by channel, finished and finished late, handed over. Received
 * and finished are those of countByDay; a joint dossier counts once. Agencies without any are absent.
 */
export async function countAgencyDay(db: Kysely<any>, { from, to, agencies }: Counted): Promise<AgencyDay[]> {
  const there = sql`agency = any(${agencies}) and not is_part`
  const { rows } = await sql<AgencyDay>`
    select agency, sum(counter)::int as counter, sum(online)::int as online, sum(post)::int as post,
      sum(finished)::int as finished, sum(late)::int as late, sum(returned)::int as returned
    from (
      select agency, (channel = 'counter')::int as counter, (channel = 'online')::int as online,
        (channel = 'post')::int as post, 0 as finished, 0 as late, 0 as returned
      from dossier.dossier where ${there} and accepted_at >= ${from} and accepted_at < ${to}
      union all
      select agency, 0, 0, 0, 1, coalesce((timeliness = 'late')::int, 0), 0
      from dossier.dossier where ${there} and finished_at >= ${from} and finished_at < ${to} and accepted_at is not null
      union all
      select agency, 0, 0, 0, 0, 0, 1
      from dossier.dossier where ${there} and returned_at >= ${from} and returned_at < ${to}
    ) as events group by agency order by agency`.execute(db)
  return rows
}
