import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import { formatInstant } from '../../../kernel/local-time.ts'
import type { MessageView } from '../model/exchange.ts'

export type ListedRow = {
  id: string
  position: number
  direction: 'out' | 'in'
  system: string
  system_name: string | null
  subject: string
  kind: string
  state: MessageView['state']
  attempts: number
  made_at: Date
  done_at: Date | null
  next_at: Date
  error: string | null
  reason: string | null
}
export type Narrowing = Partial<Record<'id' | 'system' | 'direction' | 'state' | 'subject', string>> & {
  after?: { at: Date; position: number }
}

const OUT = sql`
  select m.id, m.position, 'out' as direction, m.system, m.subject, m.kind, m.state, m.attempts, m.made_at,
    m.sent_at as done_at, m.next_at, m.error, m.reason
  from message.exchange_out m`
const IN = sql`
  select m.id, m.position, 'in' as direction, m.system, coalesce(m.subject, m.outside_id) as subject, m.kind, m.state,
    m.attempts, m.made_at, m.done_at, m.next_at, m.error, m.reason
  from message.exchange_in m`

/** Both directions as one list, newest first: each is walked by its own index no further than the page needs. */
export async function listed(db: Kysely<any>, narrowing: Narrowing, limit: number): Promise<ListedRow[]> {
  const { direction, ...rest } = narrowing
  const strand = (select: RawBuilder<unknown>, subject: RawBuilder<unknown>) =>
    sql`(${select} where ${narrowed(rest, subject)} order by m.made_at desc, m.position desc limit ${limit})`
  const strands = [
    ...(direction === 'in' ? [] : [strand(OUT, sql`m.subject`)]),
    ...(direction === 'out' ? [] : [strand(IN, sql`coalesce(m.subject, m.outside_id)`)]),
  ]
  const { rows } = await sql<ListedRow>`
    select l.*, (select s.name from message.exchange_system s
      where s.key = l.system order by s.valid_from desc limit 1) as system_name
    from (${sql.join(strands, sql` union all `)}) l
    order by l.made_at desc, l.position desc, l.id limit ${limit}`.execute(db)
  return rows
}

function narrowed(wanted: Omit<Narrowing, 'direction'>, subject: RawBuilder<unknown>): RawBuilder<SqlBool> {
  const { id, system, state, after } = wanted
  const where = [
    ...(id === undefined ? [] : [sql<SqlBool>`m.id = ${id}::uuid`]),
    ...(system === undefined ? [] : [sql<SqlBool>`m.system = ${system}`]),
    ...(state === undefined ? [] : [sql<SqlBool>`m.state = ${state}`]),
    ...(wanted.subject === undefined ? [] : [sql<SqlBool>`${subject} = ${wanted.subject}`]),
    ...(after ? [sql<SqlBool>`(m.made_at, m.position) < (${after.at}, ${after.position}::bigint)`] : []),
    sql<SqlBool>`true`,
  ]
  return sql<SqlBool>`${sql.join(where, sql` and `)}`
}

const shown = (moment: Date | null) => (moment ? formatInstant(moment.getTime()) : null)

export function messageView(row: ListedRow): MessageView {
  return {
    id: row.id,
    direction: row.direction,
    system: { key: row.system, name: row.system_name ?? row.system },
    subject: row.subject,
    kind: row.kind,
    state: row.state,
    attempts: row.attempts,
    madeAt: formatInstant(row.made_at.getTime()),
    doneAt: shown(row.done_at),
    nextAt: row.state === 'waiting' ? shown(row.next_at) : null,
    error: row.error,
    reason: row.reason,
  }
}

/** The last messages about one subject, newest first. */
export async function messagesOf(db: Kysely<any>, subject: string): Promise<MessageView[]> {
  return (await listed(db, { subject }, 200)).map(messageView)
}
