import { type Kysely, sql as raw } from 'kysely'
import type { MessageTables } from '../tables.ts'

/** What was told about a subject for its tracking page, oldest first. */
export async function noticesOf(
  sql: Kysely<any>,
  subject: string,
): Promise<{ at: Date; text: string; text_en: string | null }[]> {
  return (sql as Kysely<MessageTables>)
    .selectFrom('message.notice')
    .select(['at', 'text', 'text_en'])
    .where('subject', '=', subject)
    .where('listed', '=', true)
    .orderBy('at')
    .execute()
}

/** Retention is over: where it went, with which words, and how they wanted to be told, is forgotten; that it was told stays. */
export async function forgetDeliveries(retention: Kysely<any>, subject: string): Promise<void> {
  await raw`delete from message.delivery where notice in
    (select n.id from message.notice n where n.subject = ${subject})`.execute(retention)
  await raw`delete from message.preference where owner = ${`dossier:${subject}`}`.execute(retention)
}
