import { type Kysely, sql } from 'kysely'
import { Problem } from '../../kernel/problem.ts'

/**
 * Counts one attempt of `subject` in the running window and refuses past `most`: 429 that says when to come back.
 * Counted outside the caller's transaction, so a refused or failed attempt counts too.
 */
export async function limit(
  db: Kysely<any>,
  subject: string,
  now: Date,
  most: number,
  windowSeconds: number,
): Promise<void> {
  const start = new Date(Math.floor(now.getTime() / 1000 / windowSeconds) * windowSeconds * 1000)
  const { rows } = await sql<{ count: number }>`
    insert into platform.attempt (subject, window_start) values (${subject}, ${start})
    on conflict (subject, window_start) do update set count = platform.attempt.count + 1
    returning count`.execute(db)
  const count = rows[0]?.count ?? 0
  if (count <= most) return
  if (count === most + 1) await recordFirstRefusal(db, subject, now)
  const wait = Math.max(1, Math.ceil((start.getTime() + windowSeconds * 1000 - now.getTime()) / 1000))
  throw new Problem('request.too-many', 429, `Bạn đã thử quá nhiều lần. Xin chờ ${wait} giây rồi làm lại.`)
}

/**
 * The first refusal of a window leaves its row; the thousands that follow are lines in the log. It says what was tried too
 * often, not by whom: the rest of a subject may be a name, an address, or a password typed in the wrong box.
 */
async function recordFirstRefusal(db: Kysely<any>, subject: string, now: Date): Promise<void> {
  const [tried = ''] = subject.split(':')
  await sql`
    insert into audit.audit_row (at, operation, outcome, actor_kind, wording)
    values (${now}, 'request.limit', 'refused', 'visitor', ${`request.too-many: ${tried}`})`.execute(db)
}

/** Forgets the attempts of a subject, once it has succeeded. */
export async function forgive(db: Kysely<any>, subject: string): Promise<void> {
  await sql`delete from platform.attempt where subject = ${subject}`.execute(db)
}
