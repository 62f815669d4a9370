import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { DAY, instantAt, parseDate } from '../../kernel/local-time.ts'
import { invalid } from '../../kernel/problem.ts'
import { plain } from '../../kernel/vietnamese.ts'
import { addWorkingTime } from '../../kernel/working-time.ts'
import type { Actor } from '../../platform/command/actor.ts'
import { type FindInput, PERMISSIONS } from './contract.ts'
import { type Reach, reachOf, type Way, within } from './policy.ts'
import { localDay } from './seat.ts'
import type { Surroundings } from './views.ts'

type Wanted = Omit<FindInput, 'limit' | 'cursor' | 'sort'>
type Is = RawBuilder<SqlBool>
type Part = RawBuilder<unknown>

const SOON_MS = 8 * 3_600_000
/** In so many words, not as parameters: a prepared statement's plan may then use the partial indexes. */
const OPEN = sql<SqlBool>`d.phase <> 'closed'`
const CLOSED = sql<SqlBool>`d.phase = 'closed'`
const UNASSIGNED = sql<SqlBool>`d.phase = 'working' and d.assignee is null and d.holder_role in ('head', 'specialist')`
/** The same in words that the index of all unassigned work does not know: what stands elsewhere has smaller ones. */
const UNASSIGNED_ELSEWHERE = sql<SqlBool>`d.phase = 'working' and coalesce(d.assignee, '') = '' and coalesce(d.holder_role, '') in ('head', 'specialist')`
const LATE = sql<SqlBool>`d.timeliness = 'late'`
/** So many beginnings of an index are looked up one by one; beyond them it is cheaper to walk along and look. */
const MOST_PLACES = 1000

/**
 * What one walk along an index finds: for each value of `by` (of each pair of values, where there are two columns) the
 * dossiers that fulfil every condition. Two strands never find the same dossier.
 */
export type Strand = {
  by: readonly { column: string; values: readonly string[] }[]
  where: readonly Is[]
  /** Few by its nature: read whole, then ordered. Its columns go together in ways the planner does not know, so that it
   *  would walk everything there is in order, waiting for a match that may not come. */
  few: boolean
  /** What leads to a handful at once: looked up before anything else is asked of them. */
  narrow?: Is
}

/** Dossiers this actor may read that answer the question, not yet ordered: their answers put together are the whole. */
export function wantedDossiers(wanted: Wanted, actor: Actor, around: Surroundings): Strand[] {
  const reach = reachOf(actor, PERMISSIONS.read, around.tree, localDay(around.now))
  const named = wanted.q ? waysNamed(wanted.q, around) : null
  const procedures = common(named?.procedures ?? null, wanted.procedure ? [wanted.procedure] : null)
  const ways = within.ways(reach)
  const strands: Strand[] = []
  if (!named || named.procedures) strands.push(...reached(wanted, actor, reach, ways, procedures, around))
  // The name leads to a handful, which are then looked at for reach.
  if (named?.narrow && ways.length > 0) {
    const theirs = sql<SqlBool>`(${sql.join(ways.map(within.condition), sql` or `)})`
    const places = [
      ...among('agency', placed(wanted, around)),
      ...among('procedure', wanted.procedure ? [wanted.procedure] : null),
      ...(wanted.queue === 'mine' ? [mine(actor)] : []),
      ...(wanted.queue === 'unassigned' ? [UNASSIGNED] : []),
    ]
    strands.push({ by: [], where: [theirs, ...places], few: true, narrow: named.narrow })
  }
  // Whoever asked once follows one; and a joint dossier is counted once.
  const whole = wanted.of === 'centre' || (actor.kind === 'person' && actor.agency === null)
  const conditions = [...answering(wanted, around), ...(whole ? [sql<SqlBool>`not d.is_part`] : [])]
  const late = wanted.late ? lateStrands(around.now) : [sql<SqlBool>`true`]
  return strands
    .filter(({ by }) => by.every(({ values }) => values.length > 0))
    .flatMap((strand) => late.map((how) => ({ ...strand, where: [...strand.where, how, ...conditions] })))
}

/** Does the question ask for work that is not closed only? */
export function isOpen({
  queue,
  phase,
  soon,
  likely,
}: Pick<Wanted, 'queue' | 'phase' | 'soon' | 'likely'>): boolean {
  return queue !== 'all' || soon === true || likely === true || (phase !== undefined && phase !== 'closed')
}

/** The strands by which this question reaches the actor's dossiers, of these procedures if any are named. */
function reached(
  wanted: Wanted,
  actor: Actor,
  reach: Reach,
  ways: readonly Way[],
  procedures: string[] | null,
  around: Surroundings,
): Strand[] {
  const places = placed(wanted, around)
  if (wanted.queue === 'mine') {
    // What waits for my part is held by my agency: within reach whatever else it stands between.
    const held = reach.all || (actor.agency !== null && reach.agencies.includes(actor.agency))
    const theirs = held ? [] : [sql<SqlBool>`(${sql.join(ways.map(within.condition), sql` or `)})`]
    const named = [...theirs, ...among('agency', places), ...among('procedure', procedures)]
    const strands = ways.length > 0 ? mineStrands(actor) : []
    return strands.map((strand) => ({ ...strand, where: [...strand.where, ...named] }))
  }
  return ways.flatMap(({ column, values, but }): Strand[] => {
    if (column !== null && column !== 'agency') {
      const where = [...but, ...among('agency', places), ...among('procedure', procedures)]
      if (wanted.queue === 'unassigned') where.push(UNASSIGNED_ELSEWHERE)
      // What a seat has is kept apart from what it has had.
      const apart = column !== 'assignee' ? [[]] : isOpen(wanted) ? [[OPEN]] : [[OPEN], [CLOSED]]
      return apart.map((phase) => ({
        by: [{ column, values }],
        where: [...where, ...phase],
        few: isOpen(wanted),
      }))
    }
    const own = wanted.queue === 'unassigned' ? [...but, UNASSIGNED] : but
    // Who reaches everything reaches a procedure's dossiers in every agency.
    const agencies = common(column && values, places) ?? (procedures && everywhere(procedures, around))
    if (agencies === null) return [{ by: [], where: [...own, ...among('procedure', procedures)], few: false }]
    const by = [{ column: 'agency', values: agencies }]
    // An agency's dossiers of a procedure are together in one index.
    if (procedures && agencies.length * procedures.length <= MOST_PLACES)
      return [{ by: [...by, { column: 'procedure', values: procedures }], where: own, few: false }]
    return [{ by, where: [...own, ...among('procedure', procedures)], few: false }]
  })
}

function everywhere(procedures: readonly string[], { tree }: Surroundings): string[] | null {
  const agencies = tree.all().map((agency) => agency.code)
  return agencies.length * procedures.length <= MOST_PLACES ? agencies : null
}

/** The competent agencies a question names; null when it names none. */
function placed(wanted: Wanted, { tree }: Surroundings): readonly string[] | null {
  return common(wanted.agency ? [wanted.agency] : null, wanted.of === 'centre' ? tree.atCentre() : null)
}

/** What both hold; null is no limit. */
function common(some: readonly string[] | null, others: readonly string[] | null): string[] | null {
  if (some === null || others === null) return (some ?? others)?.slice() ?? null
  return some.filter((each) => others.includes(each))
}

/** One condition, or none where there is no limit. */
function among(column: string, values: readonly string[] | null): Is[] {
  return values === null ? [] : [sql<SqlBool>`${sql.raw(`d.${column}`)} = any(${[...values]}::text[])`]
}

function answering(wanted: Wanted, { calendar, now }: Surroundings): Is[] {
  const all: Is[] = []
  if (wanted.queue === 'unassigned') all.push(OPEN)
  if (wanted.state) all.push(sql`d.state = ${wanted.state}`)
  if (wanted.phase === 'closed') all.push(CLOSED)
  else if (wanted.phase) all.push(OPEN)
  if (wanted.phase && !['open', 'closed'].includes(wanted.phase)) all.push(sql`d.phase = ${wanted.phase}`)
  if (wanted.channel) all.push(sql`d.channel = ${wanted.channel}`)
  if (wanted.timeliness === 'late') all.push(LATE)
  else if (wanted.timeliness) all.push(sql`d.timeliness = ${wanted.timeliness}`)
  if (wanted.late === false) for (const how of lateStrands(now)) all.push(sql`(${how}) is not true`)
  if (wanted.soon) {
    const soon = addWorkingTime(now, SOON_MS, calendar, { provisional: true })
    all.push(
      OPEN,
      sql`d.finished_at is null and d.clock_runs and d.first_due_at >= ${now} and d.first_due_at <= ${soon}`,
    )
  }
  // So few that each is looked up by its index.
  if (wanted.likely)
    all.push(
      OPEN,
      sql`d.finished_at is null and d.first_due_at >= ${now}
        and exists (select 1 from dossier.dossier_risk r where r.dossier_id = d.id and r.likely and r.seq = d.seq)`,
    )
  if (wanted.receivedFrom) all.push(sql`d.accepted_at >= ${startOf(wanted.receivedFrom, 'receivedFrom')}`)
  if (wanted.receivedTo) all.push(sql`d.accepted_at < ${endOf(wanted.receivedTo, 'receivedTo')}`)
  if (wanted.finishedFrom) all.push(sql`d.finished_at >= ${startOf(wanted.finishedFrom, 'finishedFrom')}`)
  if (wanted.finishedTo) all.push(sql`d.finished_at < ${endOf(wanted.finishedTo, 'finishedTo')}`)
  return all
}

/** Finished late, or running past the first date; apart, since each has its index. A clock runs in open work only. */
function lateStrands(now: Date): [Is, Is] {
  return [
    LATE,
    sql<SqlBool>`d.phase <> 'closed' and d.timeliness is distinct from 'late' and d.finished_at is null and d.clock_runs and d.first_due_at < ${now}`,
  ]
}

/** Waiting in my agency for a part that I play; what waits for a specialist, when it is assigned to my seat. */
function mineStrands({ agency, roles, position }: Actor): Strand[] {
  const held = sql<SqlBool>`d.holder_agency = ${agency}`
  const parts = playedBy(roles).filter((role) => role !== 'specialist')
  const strands: Strand[] = []
  if (parts.length > 0)
    strands.push({ by: [{ column: 'holder_role', values: parts }], where: [OPEN, held], few: false })
  if (roles.includes('specialist') && position !== null)
    strands.push({
      by: [{ column: 'assignee', values: [position] }],
      where: [OPEN, held, sql`d.holder_role = 'specialist'`],
      few: false,
    })
  return strands
}

/** Whoever answers for an agency's work answers its consultations, too (as model/player.ts has it). */
function playedBy(roles: readonly string[]): string[] {
  const answers = ['specialist', 'head', 'leader'].some((role) => roles.includes(role))
  return answers && !roles.includes('consulted') ? [...roles, 'consulted'] : [...roles]
}

function mine({ agency, roles, position }: Actor): Is {
  return sql`(${OPEN} and d.holder_agency = ${agency} and ${among('holder_role', playedBy(roles))[0]}
    and (d.holder_role <> 'specialist' or d.assignee = ${position}))`
}

/** One strand's dossiers, each place's with `tail` (order and limit) of its own. */
export function walked({ by, where, few, narrow }: Strand, columns: Part, tail: Part): Part {
  const places = by.map(({ column }, at) => sql.raw(`d.${column} = p${at}.value`))
  const conditions = sql.join([...places, ...where, sql`true`], sql` and `)
  const table = sql.raw('dossier.dossier')
  const among = narrow ? sql`(select d.* from ${table} as d where ${narrow} offset 0)` : table
  const found = sql`select ${columns} from ${among} as d where ${conditions}`
  const some = few ? sql`select * from (${found} offset 0) as d ${tail}` : sql`${found} ${tail}`
  if (by.length === 0) return some
  const values = by.map(
    (each, at) => sql`unnest(${[...each.values]}::text[]) as ${sql.raw(`p${at} (value)`)}`,
  )
  return sql`select place.* from ${sql.join(values, sql` cross join `)} cross join lateral (${some}) as place`
}

/** The answers one after the other. */
export function together(parts: readonly Part[]): Part {
  return sql.join(
    parts.map((part) => sql`(${part})`),
    sql` union all `,
  )
}

/**
 * A code (or its beginning), otherwise words of the applicant's name and the procedure's title, without diacritics; as
 * two ways that exclude each other: `narrow` leads to few dossiers, `procedures` to whatever those have.
 */
function waysNamed(q: string, { titles }: Surroundings) {
  const code = q.toUpperCase().replace(/\s+/g, '')
  if (/^H\d{2}[.\d-]*$/.test(code) && code.length >= 6)
    return { narrow: sql<SqlBool>`(d.code >= ${code} and d.code < ${`${code}:`})`, procedures: null }
  const words = plain(q)
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  const procedures = [...titles.entries()]
    .filter(([, { definition }]) => words.every((word) => plain(definition.title.vi).includes(word)))
    .map(([key]) => key)
  // Only the last word may be unfinished: the beginning of every “Nguyễn” in the province takes a second to gather.
  const query = words.map((word, at) => (at === words.length - 1 ? `${word}:*` : word)).join(' & ')
  const byName = sql<SqlBool>`d.id in (
    select a.dossier_id from dossier.dossier_answer a
    where a.applicant_search is not null and to_tsvector('simple', a.applicant_search) @@ to_tsquery('simple', ${query || 'a & !a'}))`
  if (procedures.length === 0) return { narrow: byName, procedures: null }
  return { narrow: sql<SqlBool>`(not ${among('procedure', procedures)[0]} and ${byName})`, procedures }
}

export function startOf(day: string, path: string): Date {
  const number = parseDate(day)
  if (number === null) throw invalid(path, `Ngày ${day} không có thật.`)
  return new Date(instantAt(number, 0))
}
export function endOf(day: string, path: string): Date {
  return new Date(startOf(day, path).getTime() + DAY)
}
