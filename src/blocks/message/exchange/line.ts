import { type Kysely, sql } from 'kysely'

/**
 * Why a message was not taken. `down`: the line itself, so everything waits and nothing counts against the message;
 * `refused`: this message, as it is, will not be taken: it stands aside until a person has looked.
 */
export class Undelivered extends Error {
  readonly why: 'down' | 'refused'
  constructor(why: 'down' | 'refused', text: string, cause?: unknown) {
    super(text, { cause })
    this.why = why
  }
}

/** A message on its way out, as the line's sender sees it. */
export type OutMessage = {
  id: string
  subject: string
  kind: string
  key: string
  content: Record<string, unknown>
}
/** What came in, by the sender's own name for it; `subject` what it is about, as far as that is known yet. */
export type InMessage = { id: string; kind: string; content: Record<string, unknown> }
export type Arrival = InMessage & { subject: string | null }

/** One outside system, as whoever composes the house connects it. */
export type Line = {
  system: string
  /** What is new since `cursor`. Errors: Undelivered. */
  poll: (cursor: string | null) => Promise<{ items: Arrival[]; cursor: string | null }>
  /** Errors: Undelivered. Doing it twice has the effect of once: the receiver knows messages by id. */
  send: (message: OutMessage) => Promise<void>
  /**
   * Gives an arrived message its effect and answers what it is now about (a dossier's code). Doing it twice has the
   * effect of once. Errors: Undelivered; any other is tried again, then stands aside.
   */
  take: (message: InMessage) => Promise<string>
}

const FIRST_PAUSE_MS = 2_000
const LONGEST_PAUSE_MS = 5 * 60_000

/** Twice as long each time, up to five minutes. */
export function pauseAfter(failures: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 20), LONGEST_PAUSE_MS)
}

export async function isPaused(db: Kysely<any>, system: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    select 1 from message.exchange_line where system = ${system} and paused_until > ${now}`.execute(db)
  return rows.length > 0
}

export async function cursorOf(db: Kysely<any>, system: string): Promise<string | null> {
  const { rows } = await sql<{ cursor: string | null }>`
    select cursor from message.exchange_line where system = ${system}`.execute(db)
  return rows[0]?.cursor ?? null
}

export async function lineAnswered(db: Kysely<any>, system: string, now: Date): Promise<void> {
  await sql`
    insert into message.exchange_line as l (system, ok_at) values (${system}, ${now})
    on conflict (system) do update
      set ok_at = ${now}, failed_since = null, error = null, failures = 0, paused_until = null`.execute(db)
}

/** Leaves the line alone for a while, longer each time. */
export async function lineFailed(db: Kysely<any>, system: string, error: string, now: Date): Promise<void> {
  const { rows } = await sql<{ failures: number }>`
    insert into message.exchange_line as l (system, failed_at, failed_since, error, failures)
    values (${system}, ${now}, ${now}, ${error}, 1)
    on conflict (system) do update
      set failed_at = ${now}, failed_since = coalesce(l.failed_since, ${now}), error = ${error}, failures = l.failures + 1
    returning failures`.execute(db)
  const until = new Date(now.getTime() + pauseAfter(rows[0]!.failures))
  await sql`update message.exchange_line set paused_until = ${until} where system = ${system}`.execute(db)
}

/** Somebody mended something: try at once. */
export async function unpause(db: Kysely<any>, system: string): Promise<void> {
  await sql`update message.exchange_line set paused_until = null where system = ${system}`.execute(db)
}
