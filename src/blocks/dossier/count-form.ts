import { type Kysely, sql } from 'kysely'
import type { Counted } from './count.ts'

/** What form II.06a asks of the dossiers of one agency and procedure. */
export type FormFigures = {
  agency: string
  procedure: string
  online: number
  /** At a counter or by post. */
  direct: number
  before: number
  early: number
  onTime: number
  late: number
  open: number
  openLate: number
}

/**
 * Counted from the dossiers' rows for [from, to): received in it by channel, open at its start, ended in it by
 * timeliness, open at its end (or now, when that is earlier) and past due then. Each count is taken by itself, so that
 * the form's check proves something.
 */
export async function countForm(
  db: Kysely<any>,
  { from, to, agencies }: Counted,
  now: Date,
): Promise<FormFigures[]> {
  const until = to < now ? to : now
  const inside = sql`accepted_at >= ${from}`
  const ended = sql`finished_at >= ${from} and finished_at < ${to}`
  const open = sql`(finished_at is null or finished_at >= ${to})`
  const { rows } = await sql<FormFigures>`
    select agency, procedure, (count(*) filter (where ${inside} and channel = 'online'))::int as online,
      (count(*) filter (where ${inside} and channel <> 'online'))::int as direct,
      (count(*) filter (where accepted_at < ${from}))::int as before,
      (count(*) filter (where ${ended} and timeliness = 'early'))::int as early,
      (count(*) filter (where ${ended} and timeliness = 'onTime'))::int as "onTime",
      (count(*) filter (where ${ended} and timeliness = 'late'))::int as late,
      (count(*) filter (where ${open}))::int as open,
      (count(*) filter (where ${open} and first_due_at < ${until} and (finished_at is not null or clock_runs)))::int as "openLate"
    from dossier.dossier
    where agency = any(${[...agencies]}::text[]) and not is_part and accepted_at < ${to}
      and (accepted_at >= ${from} or finished_at is null or finished_at >= ${from})
    group by 1, 2 order by 1, 2`.execute(db)
  return rows
}
