import { type Kysely, sql } from 'kysely'

/** What the dossiers of one agency and procedure amount to over whole local months. */
export type MonthFigures = {
  agency: string
  procedure: string
  received: number
  counter: number
  online: number
  post: number
  /** With a paper digitised here; reused from a store or shared by a system; shared alone; told to the National Portal. */
  digitised: number
  reused: number
  shared: number
  synced: number
  /** With a paper digitised here, and an outcome. */
  digital: number
  finished: number
  early: number
  onTime: number
  late: number
  withdrawn: number
  stopped: number
  /** Ended with an outcome, whose result is given as a file. */
  resulted: number
  /** Seconds from acceptance to the end, summed over the finished, nights and pauses included. */
  elapsed: number
  /** Accepted before the first day and not ended then. */
  carriedOver: number
  /** Not ended when the last day did; of them past due then. */
  open: number
  overdue: number
}

const COLUMNS = [
  'received',
  'counter',
  'online',
  'post',
  'digitised',
  'reused',
  'shared',
  'synced',
  'digital',
  'finished',
  'early',
  'on_time',
  'late',
  'withdrawn',
  'stopped',
  'resulted',
  'overdue_in',
  'overdue_out',
  'elapsed',
] as const
const LOCK = 7401955

/**
 * Figures of the months from the one of `from` to the one of `to` (local days), by agency and procedure, as they stand
 * in this moment: folded counts and the changes not yet folded. When `now` falls into the last month, what is past due
 * is counted to this moment, from the open dossiers themselves.
 */
export async function monthFigures(
  db: Kysely<any>,
  { from, to }: { from: string; to: string },
  now: Date,
  agencies: readonly string[] | null = null,
): Promise<MonthFigures[]> {
  const theirs = agencies === null ? sql`true` : sql`agency = any(${[...agencies]}::text[])`
  const running = now.getTime() < Date.parse(`${to}T23:59:59.999+07:00`)
  const inside = sql`month >= date_trunc('month', ${from}::date)::date`
  const within = (column: string) => sql`coalesce(sum(${sql.ref(column)}) filter (where ${inside}), 0)::int`
  const { rows } = await sql<MonthFigures>`
    with counted as (
      select * from dossier.month_count where month <= ${to}::date and ${theirs}
      union all
      select * from dossier.month_change where month <= ${to}::date and ${theirs})
    select agency, procedure, ${within('received')} as received, ${within('counter')} as counter,
      ${within('online')} as online, ${within('post')} as post,
      ${within('digitised')} as digitised, ${within('reused')} as reused, ${within('shared')} as shared,
      ${within('synced')} as synced, ${within('digital')} as digital, ${within('resulted')} as resulted, ${within('finished')} as finished,
      ${within('early')} as early, ${within('on_time')} as "onTime", ${within('late')} as late,
      ${within('withdrawn')} as withdrawn, ${within('stopped')} as stopped,
      coalesce(sum(elapsed) filter (where ${inside}), 0)::float8 as elapsed,
      coalesce(sum(received - finished) filter (where not (${inside})), 0)::int as "carriedOver",
      sum(received - finished)::int as open, sum(overdue_in - overdue_out)::int as overdue
    from counted group by 1, 2`.execute(db)
  if (!running) return rows
  const late = new Map(
    (await overdueNow(db, now, theirs)).map((row) => [`${row.agency} ${row.procedure}`, row.n]),
  )
  return rows.map((row) => ({ ...row, overdue: late.get(`${row.agency} ${row.procedure}`) ?? 0 }))
}

/** Open and past due in this moment. */
async function overdueNow(db: Kysely<any>, now: Date, theirs: ReturnType<typeof sql>) {
  const { rows } = await sql<{ agency: string; procedure: string; n: number }>`
    select agency, procedure, count(*)::int as n from dossier.dossier
    where phase <> 'closed' and finished_at is null and clock_runs and first_due_at < ${now}
      and accepted_at is not null and not is_part and ${theirs}
    group by 1, 2`.execute(db)
  return rows
}

/** Folds the changes there are into the counts; one at a time, and any number of times. */
export async function foldMonthChanges(db: Kysely<any>): Promise<void> {
  const list = sql.join(COLUMNS.map((name) => sql.ref(name)))
  const sums = sql.join(COLUMNS.map((name) => sql`sum(${sql.ref(name)})`))
  const added = sql.join(
    COLUMNS.map((name) => sql`${sql.ref(name)} = c.${sql.ref(name)} + excluded.${sql.ref(name)}`),
  )
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx)
    await sql`
      with taken as (delete from dossier.month_change returning *)
      insert into dossier.month_count as c (agency, procedure, month, ${list})
      select agency, procedure, month, ${sums} from taken group by 1, 2, 3
      on conflict (agency, procedure, month) do update set ${added}`.execute(trx)
  })
}

/** Has any dossier ever been told to the National Portal: otherwise nothing can be said of how many were. */
export async function portalInUse(db: Kysely<any>): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select exists (select from dossier.exchange_record where registered_at is not null) as used`.execute(db)
  return rows[0]!.used
}
