import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import {
  isPaused,
  type Line,
  lineAnswered,
  lineFailed,
  type OutMessage,
  pauseAfter,
  Undelivered,
} from './line.ts'

export type Telling = {
  system: string
  subject: string
  kind: string
  /** What makes it the only one of its kind about its subject. */
  key: string
  content?: Record<string, unknown>
}

/** A sender that was killed gives its message up after this long. */
const LEASE_MS = 2 * 60_000
const BATCH = 20
/** A receiver that answers, but not with sense, is asked so often before the message stands aside. */
const MOST_ATTEMPTS = 6

/** Puts messages down in the caller's own transaction; one that was put down before stays as it was. */
export async function tell(trx: Kysely<any>, tellings: readonly Telling[], now: Date): Promise<void> {
  for (const { system, subject, kind, key, content = {} } of tellings)
    await sql`
      insert into message.exchange_out (id, system, subject, kind, key, content, next_at, made_at)
      values (${randomUUID()}, ${system}, ${subject}, ${kind}, ${key}, ${JSON.stringify(content)}::jsonb, ${now}, ${now})
      on conflict (system, subject, kind, key) do nothing`.execute(trx)
}

/** Sends what is due over this line, in order for each subject; answers how many were taken. Stops when the line is down. */
export async function deliver(db: Kysely<any>, line: Line, now: Date): Promise<number> {
  let sent = 0
  for (;;) {
    if (await isPaused(db, line.system, now)) return sent
    const batch = await lease(db, line.system, now)
    if (batch.length === 0) return sent
    for (const [at, message] of batch.entries()) {
      const outcome = await sendOne(db, line, message, now)
      if (outcome === 'sent') sent += 1
      if (outcome === 'down') {
        await giveBack(db, batch.slice(at + 1))
        return sent
      }
    }
  }
}

type Leased = OutMessage & { attempts: number }

/** The first open message of each subject, when it is due: one that stands aside holds back its own subject only. */
async function lease(db: Kysely<any>, system: string, now: Date): Promise<Leased[]> {
  const until = new Date(now.getTime() + LEASE_MS)
  const { rows } = await sql<Leased & { position: number }>`
    update message.exchange_out o set leased_until = ${until}, attempts = o.attempts + 1
    where o.id in (
      select w.id from message.exchange_out w
      where w.system = ${system} and w.state = 'waiting' and w.next_at <= ${now}
        and (w.leased_until is null or w.leased_until <= ${now})
        and not exists (
          select 1 from message.exchange_out e
          where e.system = w.system and e.subject = w.subject and e.position < w.position
            and e.state in ('waiting', 'failed'))
      order by w.next_at, w.position limit ${BATCH} for update skip locked)
    returning o.id, o.subject, o.kind, o.key, o.content, o.attempts, o.position`.execute(db)
  return rows.sort((a, b) => a.position - b.position)
}

async function sendOne(
  db: Kysely<any>,
  line: Line,
  message: Leased,
  now: Date,
): Promise<'sent' | 'later' | 'down'> {
  try {
    await line.send(message)
  } catch (error) {
    const text = (error as Error).message.slice(0, 1000)
    if (error instanceof Undelivered && error.why === 'down') {
      await lineFailed(db, line.system, text, now)
      await sql`
        update message.exchange_out set leased_until = null, attempts = attempts - 1, error = ${text}
        where id = ${message.id}`.execute(db)
      return 'down'
    }
    const aside = error instanceof Undelivered || message.attempts >= MOST_ATTEMPTS
    const next = new Date(now.getTime() + pauseAfter(message.attempts))
    await sql`
      update message.exchange_out
      set leased_until = null, error = ${text}, state = ${aside ? 'failed' : 'waiting'}, next_at = ${next}
      where id = ${message.id}`.execute(db)
    return 'later'
  }
  await lineAnswered(db, line.system, now)
  await sql`
    update message.exchange_out set state = 'sent', sent_at = ${now}, leased_until = null, error = null
    where id = ${message.id}`.execute(db)
  return 'sent'
}

async function giveBack(db: Kysely<any>, batch: readonly Leased[]): Promise<void> {
  if (batch.length === 0) return
  await sql`
    update message.exchange_out set leased_until = null, attempts = attempts - 1
    where id = any(${batch.map(({ id }) => id)}::uuid[])`.execute(db)
}

/**
 * Was this subject's last request delivered to a system whose line works now? Then the reply comes by itself. A line
 * that has not answered for a quarter of an hour does not work.
 */
export async function sentOver(db: Kysely<any>, subject: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ over: boolean }>`
    select o.state = 'sent' and l.failed_since is null and l.ok_at > ${new Date(now.getTime() - 15 * 60_000)}
      and coalesce((select s.enabled from message.exchange_system s
        where s.key = o.system and s.valid_from <= ${now} order by s.valid_from desc limit 1), false) as over
    from message.exchange_out o left join message.exchange_line l on l.system = o.system
    where o.subject = ${subject} and o.kind = 'request'
    order by o.position desc limit 1`.execute(db)
  return rows[0]?.over ?? false
}

/** A message of ours by its id, for replies that name it. */
export async function sentMessage(
  db: Kysely<any>,
  system: string,
  id: string,
): Promise<{ subject: string; content: Record<string, unknown> } | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null
  const { rows } = await sql<{ subject: string; content: Record<string, unknown> }>`
    select subject, content from message.exchange_out where id = ${id}::uuid and system = ${system}`.execute(
    db,
  )
  return rows[0] ?? null
}
