import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Context } from '../../platform/command/declare.ts'
import { agencyTree } from '../organisation/index.ts'
import { PERMISSIONS } from './contract.ts'
import { reachOf } from './policy.ts'
import { localDay } from './seat.ts'

type Span = { start: Date; end: Date; now: Date }
type Condition = RawBuilder<SqlBool>

const received = ({ start, end }: Span): Condition =>
  sql`d.accepted_at >= ${start} and d.accepted_at < ${end}`
const ended = ({ start, end }: Span): Condition => sql`d.finished_at >= ${start} and d.finished_at < ${end}`
const used = (how: readonly string[]): Condition =>
  sql`exists (select from dossier.paper_use u where u.dossier_id = d.id and u.how = any(${[...how]}::text[]))`
const overdue = ({ end, now }: Span): Condition =>
  sql`(d.first_due_at < ${end < now ? end : now} and (d.finished_at is not null or d.clock_runs))`

/** What can stand behind a figure: which dossiers are counted, and which of them count for it. */
const BEHIND = {
  handled: {
    of: (span: Span): Condition =>
      sql`(${ended(span)} or (d.accepted_at < ${span.end} and (d.finished_at is null or d.finished_at >= ${span.end})))`,
    met: (span: Span): Condition =>
      sql`not ((${ended(span)} and coalesce(d.timeliness = 'late', false))
        or (not coalesce(${ended(span)}, false) and ${overdue(span)}))`,
  },
  ended: { of: ended, met: (): Condition => sql`true` },
  resulted: { of: ended, met: (): Condition => sql`d.outcome is not null` },
  online: { of: received, met: (): Condition => sql`d.channel = 'online'` },
  synced: {
    of: received,
    met: (): Condition =>
      sql`exists (select from dossier.exchange_record e where e.dossier_id = d.id and e.registered_at is not null)`,
  },
  digital: { of: received, met: (): Condition => sql`d.outcome is not null and ${used(['digitised'])}` },
  reused: { of: received, met: (): Condition => used(['reused', 'shared']) },
  shared: { of: received, met: (): Condition => used(['shared']) },
} as const
export type Behind = keyof typeof BEHIND

type BehindRow = {
  id: string
  code: string
  agency: string
  procedure: string
  accepted_at: Date
  first_due_at: Date | null
  finished_at: Date | null
  met: boolean
}

/**
 * The dossiers behind a figure, as far as this actor may read them, by acceptance; `met` or not, or both. `after` is the
 * last code of the page before.
 */
export async function dossiersBehind(
  context: Context<unknown>,
  asked: {
    which: Behind
    part: 'all' | 'met' | 'missed'
    span: Span
    agencies: readonly string[]
    limit: number
    after: string | undefined
  },
): Promise<BehindRow[]> {
  const { sql: trx, actor, now } = context
  const { which, part, span, limit, after } = asked
  const reach = reachOf(actor, PERMISSIONS.read, await agencyTree(context), localDay(now))
  const agencies = reach.all ? asked.agencies : asked.agencies.filter((code) => reach.agencies.includes(code))
  const { of, met } = BEHIND[which]
  const wanted =
    part === 'all' ? sql`true` : part === 'met' ? met(span) : sql`not coalesce(${met(span)}, false)`
  const next = after
    ? sql`(d.accepted_at, d.code) > (select b.accepted_at, b.code from dossier.dossier b where b.code = ${after})`
    : sql`true`
  const { rows } = await sql<BehindRow>`
    select d.id, d.code, d.agency, d.procedure, d.accepted_at, d.first_due_at, d.finished_at,
      coalesce(${met(span)}, false) as met
    from dossier.dossier d
    where d.agency = any(${[...agencies]}::text[]) and not d.is_part and d.accepted_at is not null
      and ${of(span)} and ${wanted} and ${next}
    order by d.accepted_at, d.code limit ${limit}`.execute(trx as Kysely<any>)
  for (const row of rows) context.subjects.add(row.id)
  return rows
}
