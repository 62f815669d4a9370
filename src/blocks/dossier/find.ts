import { type Expression, type ExpressionBuilder, type Kysely, type RawBuilder, sql } from 'kysely'
import { DAY, instantAt, parseDate } from '../../kernel/local-time.ts'
import { invalid } from '../../kernel/problem.ts'
import { plain } from '../../kernel/vietnamese.ts'
import { addWorkingTime } from '../../kernel/working-time.ts'
import type { Actor } from '../../platform/command/actor.ts'
import { type FindInput, PERMISSIONS } from './contract.ts'
import { reachOf, within } from './policy.ts'
import { localDay } from './seat.ts'
import type { DossierTables } from './tables.ts'
import type { Surroundings } from './views.ts'

type Wanted = Omit<FindInput, 'limit' | 'cursor' | 'sort'>

const SOON_MS = 8 * 3_600_000
/** In so many words, not as a parameter: a prepared statement's plan may then use the partial indexes. */
const OPEN = sql<boolean>`d.phase <> 'closed'`

type Condition = (eb: ExpressionBuilder<any, any>) => any
type Found = {
  query: ReturnType<typeof answering>
  /** Few by its nature: read whole, then ordered. Its columns go together in ways the planner does not know, so that
   *  it would walk everything there is in order, waiting for a match that may not come. */
  few: boolean
}

/**
 * Dossiers this actor may read that answer the question, not yet ordered: one query for each way they may be reached or
 * named. No dossier is found by two of them, so their answers put together are the whole.
 */
export function wantedDossiers(db: Kysely<any>, wanted: Wanted, actor: Actor, around: Surroundings): Found[] {
  const reach = reachOf(actor, PERMISSIONS.read, around.tree, localDay(around.now))
  // What waits for my part is held by my agency: within reach whatever else it stands between.
  const held = wanted.queue === 'mine' && actor.agency !== null && reach.agencies.includes(actor.agency)
  const reached = within.ways(held ? { ...reach, all: true } : reach)
  const asked = () => answering(db, wanted, actor, around)
  const { narrow, wide } = wanted.q ? waysNamed(wanted.q, around) : { narrow: null, wide: sql<boolean>`true` }
  // What is left of one's own agencies then is soon read; looked for in order of deadline it may lie anywhere.
  const narrowed = [wanted.procedure, wanted.q, wanted.receivedFrom, wanted.finishedFrom].some(Boolean)
  const found: Found[] = []
  if (wide)
    for (const [index, way] of reached.entries())
      found.push({
        few: index > 0 || (narrowed && !reach.all),
        query: asked()
          .where(wide)
          .where(way as Condition),
      })
  // The name leads to a handful, which are then looked at for reach.
  if (narrow && reached.length > 0)
    found.push({
      few: true,
      query: asked()
        .where(narrow)
        .where((eb) => eb.or(reached.map((way) => (way as Condition)(eb)))),
    })
  return found
}

function answering(db: Kysely<any>, wanted: Wanted, actor: Actor, around: Surroundings) {
  const { calendar, now } = around
  let found = (db as Kysely<DossierTables>).selectFrom('dossier.dossier as d')
  if (wanted.queue === 'mine') found = found.where(mine(actor))
  if (wanted.queue === 'unassigned')
    found = found
      .where(OPEN)
      .where('d.phase', '=', 'working')
      .where('d.assignee', 'is', null)
      .where('d.holder_role', 'in', ['head', 'specialist'])
  if (wanted.agency) found = found.where('d.agency', '=', wanted.agency)
  if (wanted.of === 'centre') found = found.where('d.agency', 'in', around.tree.atCentre())
  if (wanted.procedure) found = found.where('d.procedure', '=', wanted.procedure)
  if (wanted.state) found = found.where('d.state', '=', wanted.state)
  if (wanted.phase === 'open') found = found.where(OPEN)
  else if (wanted.phase) found = found.where('d.phase', '=', wanted.phase)
  if (wanted.channel) found = found.where('d.channel', '=', wanted.channel)
  if (wanted.timeliness) found = found.where('d.timeliness', '=', wanted.timeliness)
  if (wanted.late !== undefined) {
    const isLate = sql<boolean>`(d.timeliness = 'late' or (d.finished_at is null and d.clock_runs and d.first_due_at < ${now}))`
    found = found.where(wanted.late ? isLate : sql<boolean>`not ${isLate}`)
  }
  if (wanted.soon) {
    const soon = addWorkingTime(now, SOON_MS, calendar, { provisional: true })
    found = found
      .where(OPEN)
      .where('d.finished_at', 'is', null)
      .where('d.clock_runs', '=', true)
      .where('d.first_due_at', '>=', now)
      .where('d.first_due_at', '<=', soon)
  }
  if (wanted.receivedFrom)
    found = found.where('d.accepted_at', '>=', startOf(wanted.receivedFrom, 'receivedFrom'))
  if (wanted.receivedTo) found = found.where('d.accepted_at', '<', endOf(wanted.receivedTo, 'receivedTo'))
  if (wanted.finishedFrom)
    found = found.where('d.finished_at', '>=', startOf(wanted.finishedFrom, 'finishedFrom'))
  if (wanted.finishedTo) found = found.where('d.finished_at', '<', endOf(wanted.finishedTo, 'finishedTo'))
  return found
}

/** The ways' answers one after the other. */
export function together(ways: readonly Expression<any>[]): RawBuilder<any> {
  // Nobody's reach: a question without an answer, not one without a limit.
  if (ways.length === 0) return sql`select d.* from dossier.dossier as d where false`
  return sql.join(
    ways.map((way) => sql`(${way})`),
    sql` union all `,
  )
}

/** Assigned to my seat, or waiting in my agency for a part that I play and nobody in particular. */
function mine(actor: Actor) {
  return (eb: ExpressionBuilder<any, any>) => {
    const parts = [...actor.roles]
    const waiting = eb.and([
      eb('d.holder_agency', '=', actor.agency),
      eb('d.holder_role', 'in', parts.length > 0 ? parts : ['']),
      eb.or([eb('d.holder_role', '<>', 'specialist'), eb('d.assignee', '=', actor.position)]),
    ])
    return eb.and([OPEN, waiting])
  }
}

/**
 * A code (or its beginning), otherwise words of the applicant's name and the procedure's title, without diacritics; as
 * two ways that exclude each other: `narrow` leads to few dossiers, `wide` to whatever a procedure has.
 */
function waysNamed(q: string, { titles }: Surroundings) {
  const code = q.toUpperCase().replace(/\s+/g, '')
  if (/^H\d{2}[.\d-]*$/.test(code) && code.length >= 6)
    return { narrow: sql<boolean>`(d.code >= ${code} and d.code < ${`${code}:`})`, wide: null }
  const words = plain(q)
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  const procedures = [...titles.entries()]
    .filter(([, { definition }]) => words.every((word) => plain(definition.title.vi).includes(word)))
    .map(([key]) => key)
  // Only the last word may be unfinished: the beginning of every “Nguyễn” in the province takes a second to gather.
  const query = words.map((word, at) => (at === words.length - 1 ? `${word}:*` : word)).join(' & ')
  const byName = sql<boolean>`d.id in (
    select a.dossier_id from dossier.dossier_answer a
    where a.applicant_search is not null and to_tsvector('simple', a.applicant_search) @@ to_tsquery('simple', ${query || 'a & !a'}))`
  if (procedures.length === 0) return { narrow: byName, wide: null }
  const byTitle = sql<boolean>`d.procedure = any(${procedures})`
  return { narrow: sql<boolean>`(not ${byTitle} and ${byName})`, wide: byTitle }
}

export function startOf(day: string, path: string): Date {
  const number = parseDate(day)
  if (number === null) throw invalid(path, `Ngày ${day} không có thật.`)
  return new Date(instantAt(number, 0))
}
export function endOf(day: string, path: string): Date {
  return new Date(startOf(day, path).getTime() + DAY)
}
