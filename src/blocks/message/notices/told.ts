import type { Kysely } from 'kysely'
import type { MessageTables } from './tables.ts'

export type Notice = {
  subject: string
  event: string
  text: string
  textEn: string | null
  at: Date
  email: string | null
}

/**
 * Tells the applicant something, once per event: shown on their tracking page. True until it was also sent, so that a
 * mail that failed is tried again.
 */
export async function leaveNotice(sql: Kysely<any>, notice: Notice): Promise<boolean> {
  const { subject, event, text, textEn, at, email } = notice
  const tables = sql as Kysely<MessageTables>
  const made = await tables
    .insertInto('message.notice')
    .values({ subject, event, text, text_en: textEn, at, email, state: 'shown' })
    .onConflict((conflict) => conflict.columns(['subject', 'event']).doNothing())
    .returning('event')
    .executeTakeFirst()
  if (made) return true
  const before = await tables
    .selectFrom('message.notice')
    .select('state')
    .where('subject', '=', subject)
    .where('event', '=', event)
    .executeTakeFirst()
  return before?.state !== 'sent'
}

/** What was told about a subject, oldest first. */
export async function noticesOf(
  sql: Kysely<any>,
  subject: string,
): Promise<{ at: Date; text: string; text_en: string | null }[]> {
  return (sql as Kysely<MessageTables>)
    .selectFrom('message.notice')
    .select(['at', 'text', 'text_en'])
    .where('subject', '=', subject)
    .orderBy('at')
    .execute()
}

export async function markNotice(
  sql: Kysely<any>,
  subject: string,
  event: string,
  state: 'sent' | 'failed',
): Promise<void> {
  await (sql as Kysely<MessageTables>)
    .updateTable('message.notice')
    .set({ state })
    .where('subject', '=', subject)
    .where('event', '=', event)
    .execute()
}
