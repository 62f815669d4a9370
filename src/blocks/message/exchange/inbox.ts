import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { canonical, sha256 } from '../../../platform/command/canonical.ts'
import {
  type Arrival,
  cursorOf,
  type InMessage,
  isPaused,
  type Line,
  lineAnswered,
  lineFailed,
  pauseAfter,
  Undelivered,
} from './line.ts'

const LEASE_MS = 2 * 60_000
const BATCH = 20
const MOST_ATTEMPTS = 6

/** Fetches what is new over this line and keeps it, with the place where reading goes on, in one transaction. */
export async function collect(db: Kysely<any>, line: Line, now: Date): Promise<void> {
  for (;;) {
    if (await isPaused(db, line.system, now)) return
    const from = await cursorOf(db, line.system)
    let found: Awaited<ReturnType<Line['poll']>>
    try {
      found = await line.poll(from)
    } catch (error) {
      return lineFailed(db, line.system, (error as Error).message.slice(0, 1000), now)
    }
    await db.transaction().execute(async (trx) => {
      for (const item of found.items) await keep(trx, line.system, item, now)
      await lineAnswered(trx, line.system, now)
      await sql`update message.exchange_line set cursor = ${found.cursor} where system = ${line.system}`.execute(
        trx,
      )
    })
    if (found.items.length === 0 || found.cursor === from) return
  }
}

/** Keeps one arrival; the same again, by its sender's name for it, is the same row. */
export async function keep(trx: Kysely<any>, system: string, arrival: Arrival, now: Date): Promise<void> {
  const { id, kind, subject, content } = arrival
  await sql`
    insert into message.exchange_in (id, system, kind, outside_id, subject, content, content_hash, next_at, made_at)
    values (${randomUUID()}, ${system}, ${kind}, ${id}, ${subject}, ${JSON.stringify(content)}::jsonb,
      ${sha256(canonical(content))}, ${now}, ${now})
    on conflict (system, kind, outside_id) do nothing`.execute(trx)
}

/** Gives what has arrived its effect, each message by itself: one that cannot be taken stands aside. */
export async function take(db: Kysely<any>, line: Line, now: Date): Promise<number> {
  let taken = 0
  for (;;) {
    const batch = await lease(db, line.system, now)
    if (batch.length === 0) return taken
    for (const message of batch) if (await takeOne(db, line, message, now)) taken += 1
  }
}

type Leased = InMessage & { row: string; attempts: number; position: number }

async function lease(db: Kysely<any>, system: string, now: Date): Promise<Leased[]> {
  const until = new Date(now.getTime() + LEASE_MS)
  const { rows } = await sql<Leased>`
    update message.exchange_in i set leased_until = ${until}, attempts = i.attempts + 1
    where i.id in (
      select id from message.exchange_in
      where system = ${system} and state = 'waiting' and next_at <= ${now}
        and (leased_until is null or leased_until <= ${now})
      order by position limit ${BATCH} for update skip locked)
    returning i.id as row, i.outside_id as id, i.kind, i.content, i.attempts, i.position`.execute(db)
  return rows.sort((a, b) => a.position - b.position)
}

async function takeOne(db: Kysely<any>, line: Line, message: Leased, now: Date): Promise<boolean> {
  try {
    const subject = await line.take(message)
    await sql`
      update message.exchange_in
      set state = 'done', subject = ${subject}, content = null, done_at = ${now}, leased_until = null, error = null
      where id = ${message.row}`.execute(db)
    return true
  } catch (error) {
    const text = (error as Error).message.slice(0, 1000)
    const down = error instanceof Undelivered && error.why === 'down'
    const refused = error instanceof Undelivered && error.why === 'refused'
    const aside = refused || (!down && message.attempts >= MOST_ATTEMPTS)
    const next = new Date(now.getTime() + pauseAfter(message.attempts))
    await sql`
      update message.exchange_in
      set leased_until = null, error = ${text}, state = ${aside ? 'failed' : 'waiting'}, next_at = ${next}
      where id = ${message.row}`.execute(db)
    return false
  }
}
