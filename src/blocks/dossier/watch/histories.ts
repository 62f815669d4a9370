import { type Kysely, sql } from 'kysely'
import type { Calendar } from '../../../kernel/calendar.ts'
import { DAY, dayOf, instantAt } from '../../../kernel/local-time.ts'
import type { House } from '../../../platform/command/run.ts'
import { workingCalendar } from '../../organisation/index.ts'
import { addStay, emptyHistory, type Known, staysOf } from '../model/risk.ts'
import type { DossierRecord } from '../tables.ts'

const BATCH = 500
/** What ended earlier says little of how an agency works now. */
const MONTHS = 12

type Ended = Pick<
  DossierRecord,
  'id' | 'agency' | 'procedure' | 'finished_at' | 'first_due_at' | 'folded'
> & {
  month: string
  moves: { to: string; at: string }[]
}
type Histories = Map<string, { month: string; history: ReturnType<typeof emptyHistory> }>

/** A place of histories: `''` stands for any. */
const placeOf = (agency: string, procedure: string, state: string): string =>
  `${agency}|${procedure}|${state}`

/**
 * Adds what ended since the last time, up to the end of yesterday, to the histories of steps. Each batch is one
 * transaction with its mark: stopped half-way it goes on where it was. Answers how many dossiers were added.
 */
export async function learnHistories(
  { db, memory }: Pick<House, 'db' | 'memory'>,
  now: Date,
): Promise<number> {
  const calendar = await workingCalendar({ db, memory })
  const today = new Date(instantAt(dayOf(now.getTime()), 0))
  let learnt = 0
  for (;;) {
    const added = await db.transaction().execute((trx) => learnBatch(trx, calendar, today))
    learnt += added
    if (added < BATCH) return learnt
  }
}

async function learnBatch(trx: Kysely<any>, calendar: Calendar, today: Date): Promise<number> {
  await sql`select pg_advisory_xact_lock(7401957)`.execute(trx)
  const { rows: marks } = await sql<{ until: Date }>`select until from dossier.history_mark`.execute(trx)
  const since = marks[0]?.until ?? new Date(today.getTime() - MONTHS * 31 * DAY)
  // Those that end in the same moment go together: the mark is a moment.
  const { rows } = await sql<Ended>`
    with next as (
      select finished_at from dossier.dossier where finished_at > ${since} and finished_at < ${today}
      order by finished_at limit ${BATCH})
    select d.id, d.agency, d.procedure, d.finished_at, d.first_due_at, d.folded,
      to_char(d.finished_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-01') as month,
      (select jsonb_agg(jsonb_build_object('to', m.to_state, 'at', m.at) order by m.seq)
        from dossier.dossier_move m where m.dossier_id = d.id) as moves
    from dossier.dossier d
    where d.finished_at > ${since} and d.finished_at <= (select max(finished_at) from next)
    order by d.finished_at`.execute(trx)
  if (rows.length === 0) return 0
  const found: Histories = new Map()
  for (const row of rows) if (row.first_due_at && row.folded.acceptedAt) addDossier(found, row, calendar)
  await sql`
    insert into dossier.history_mark (until) values (${rows.at(-1)!.finished_at})
    on conflict (one) do update set until = excluded.until`.execute(trx)
  for (const [place, { month, history }] of found) await addHistory(trx, place, month, history)
  return rows.length
}

function addDossier(found: Histories, row: Ended, calendar: Calendar): void {
  const stays = staysOf(
    {
      clock: row.folded.clock,
      due: row.first_due_at!,
      finished: row.finished_at!,
      moves: row.moves.map(({ to, at }) => ({ to, at: new Date(at) })),
    },
    calendar,
  )
  for (const stay of stays) {
    const place = placeOf(row.agency, row.procedure, stay.state)
    const key = `${row.month}|${place}`
    const known = found.get(key) ?? { month: row.month, history: emptyHistory() }
    found.set(key, known)
    addStay(known.history, stay)
  }
}

async function addHistory(
  trx: Kysely<any>,
  key: string,
  month: string,
  { steps, rests }: ReturnType<typeof emptyHistory>,
): Promise<void> {
  const [, agency, procedure, state] = key.split('|')
  const added = (column: 'steps' | 'rests') => sql`
    (select array_agg(coalesce(a, 0) + coalesce(b, 0) order by n)
      from unnest(${sql.ref(`h.${column}`)}, ${sql.ref(`excluded.${column}`)}) with ordinality as both_of(a, b, n))`
  await sql`
    insert into dossier.step_history as h (month, agency, procedure, state, steps, rests)
    values (${month}::date, ${agency}, ${procedure}, ${state}, ${steps}::int[], ${rests}::int[])
    on conflict (month, agency, procedure, state) do update set steps = ${added('steps')}, rests = ${added('rests')}`.execute(
    trx,
  )
}

export type KnownOf = (agency: string, procedure: string, state: string) => Known

/** What is known of every step from the last months before `now`'s own: narrow, of the procedure, of the step anywhere. */
export async function knownHistories(db: Kysely<any>, now: Date, before = false): Promise<KnownOf> {
  const { rows } = await sql<{
    agency: string
    procedure: string
    state: string
    steps: number[]
    rests: number[]
  }>`
    select agency, procedure, state, steps, rests from dossier.step_history
    where month >= (${now} at time zone 'Asia/Ho_Chi_Minh')::date - ${MONTHS * 31}::int
      and (not ${before} or month < date_trunc('month', ${now} at time zone 'Asia/Ho_Chi_Minh')::date)`.execute(
    db,
  )
  const places = new Map<string, ReturnType<typeof emptyHistory>>()
  for (const row of rows)
    for (const place of [
      placeOf(row.agency, row.procedure, row.state),
      placeOf('', row.procedure, row.state),
      placeOf('', '', row.state),
    ]) {
      const sum = places.get(place) ?? emptyHistory()
      places.set(place, sum)
      for (const [bin, count] of row.steps.entries()) sum.steps[bin]! += count
      for (const [bin, count] of row.rests.entries()) sum.rests[bin]! += count
    }
  return (agency, procedure, state) =>
    [placeOf(agency, procedure, state), placeOf('', procedure, state), placeOf('', '', state)].flatMap(
      (place) => places.get(place) ?? [],
    )
}
