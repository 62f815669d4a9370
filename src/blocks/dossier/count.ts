import { type Kysely, sql } from 'kysely'

/** A half-open period [from, to) of instants and the competent agencies counted; of a joint dossier the whole, not its parts. */
export type Counted = { from: Date; to: Date; agencies: readonly string[] }

export type Figures = {
  received: number
  counter: number
  online: number
  post: number
  finished: number
  early: number
  onTime: number
  late: number
  lateApologised: number
  /** Of the finished: taken back by the applicant, stopped by the agency. */
  withdrawn: number
  stopped: number
  carriedOver: number
  carriedOverFinished: number
}

const inPeriod = ({ from, to }: Counted) => sql`d.accepted_at >= ${from} and d.accepted_at < ${to}`
const doneBy = ({ to }: Counted) => sql`d.finished_at is not null and d.finished_at < ${to}`

/**
 * The centre's figures from the dossiers' own moves: received is accepted within the period; finished counts those of
 * them ended before its end; what was accepted earlier and still open at its start is carried over, a line of its own.
 */
export async function countFigures(db: Kysely<any>, counted: Counted): Promise<Figures> {
  const { from, to, agencies } = counted
  const { rows } = await sql<Figures>`
    select count(*)::int as received,
      (count(*) filter (where channel = 'counter'))::int as counter,
      (count(*) filter (where channel = 'online'))::int as online,
      (count(*) filter (where channel = 'post'))::int as post,
      (count(*) filter (where ${doneBy(counted)}))::int as finished,
      (count(*) filter (where ${doneBy(counted)} and timeliness = 'early'))::int as early,
      (count(*) filter (where ${doneBy(counted)} and timeliness = 'onTime'))::int as "onTime",
      (count(*) filter (where ${doneBy(counted)} and timeliness = 'late'))::int as late,
      (count(*) filter (where ${doneBy(counted)} and timeliness = 'late' and rescheduled_due_at is not null))::int as "lateApologised",
      (count(*) filter (where ${doneBy(counted)} and status = 7))::int as withdrawn,
      (count(*) filter (where ${doneBy(counted)} and status = 8))::int as stopped,
      0 as "carriedOver", 0 as "carriedOverFinished"
    from dossier.dossier d where agency = any(${agencies}) and not is_part and ${inPeriod(counted)}`.execute(
    db,
  )
  const over = await sql<{ n: number; finished: number }>`
    select count(*)::int as n, (count(*) filter (where ${doneBy(counted)}))::int as finished
    from dossier.dossier d
    where agency = any(${agencies}) and not is_part and d.accepted_at < ${from} and (d.finished_at is null or d.finished_at >= ${from}) and d.accepted_at < ${to}`.execute(
    db,
  )
  return { ...rows[0]!, carriedOver: over.rows[0]!.n, carriedOverFinished: over.rows[0]!.finished }
}

export type GroupFigures = {
  key: string
  received: number
  finished: number
  early: number
  onTime: number
  late: number
  open: number
  openLate: number
  soon: number
}

/** The same by agency or procedure, with what is open at `now`. */
export async function countBy(
  db: Kysely<any>,
  by: 'agency' | 'procedure',
  counted: Counted,
  now: Date,
  soonUntil: Date,
): Promise<GroupFigures[]> {
  const column = sql.ref(`d.${by}`)
  const { rows } = await sql<GroupFigures>`
    select ${column} as key, count(*)::int as received,
      (count(*) filter (where ${doneBy(counted)}))::int as finished,
      (count(*) filter (where ${doneBy(counted)} and timeliness = 'early'))::int as early,
      (count(*) filter (where ${doneBy(counted)} and timeliness = 'onTime'))::int as "onTime",
      (count(*) filter (where ${doneBy(counted)} and timeliness = 'late'))::int as late,
      (count(*) filter (where phase <> 'closed' and finished_at is null))::int as open,
      (count(*) filter (where finished_at is null and clock_runs and first_due_at < ${now}))::int as "openLate",
      (count(*) filter (where finished_at is null and clock_runs and first_due_at >= ${now} and first_due_at <= ${soonUntil}))::int as soon
    from dossier.dossier d where agency = any(${counted.agencies}) and not is_part and ${inPeriod(counted)}
    group by 1 order by 2 desc, 1`.execute(db)
  return rows
}

export type DayFigures = { day: string; received: number; finished: number; late: number }

/** Per local day of the period: received, finished, finished late. Days without either are absent. */
export async function countByDay(db: Kysely<any>, counted: Counted): Promise<DayFigures[]> {
  const { from, to, agencies } = counted
  const { rows } = await sql<DayFigures>`
    select day, sum(received)::int as received, sum(finished)::int as finished, sum(late)::int as late from (
      select (accepted_at at time zone 'Asia/Ho_Chi_Minh')::date as day, 1 as received, 0 as finished, 0 as late
      from dossier.dossier where agency = any(${agencies}) and not is_part and accepted_at >= ${from} and accepted_at < ${to}
      union all
      select (finished_at at time zone 'Asia/Ho_Chi_Minh')::date, 0, 1, (timeliness = 'late')::int
      from dossier.dossier where agency = any(${agencies}) and not is_part and finished_at >= ${from} and finished_at < ${to} and accepted_at is not null
    ) as events group by day order by day`.execute(db)
  return rows
}
