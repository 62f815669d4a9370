import type { Kysely } from 'kysely'
import { formatInstant } from '../../kernel/local-time.ts'
import type { Vault } from '../../platform/secrets/vault.ts'
import type { AgencyTree } from '../organisation/index.ts'
import type { FeedbackView, FeedbackWork } from './contract.ts'
import type { ContentTables, FeedbackRow } from './tables.ts'

const shown = (moment: Date) => formatInstant(moment.getTime())
const OPEN = new Set(['received', 'supplementing', 'answered'])

/** What the sender may know of what they sent. */
export async function feedbackView(
  sql: Kysely<any>,
  row: FeedbackRow,
  tree: AgencyTree,
  now: Date,
): Promise<FeedbackView> {
  const named = (code: string | null) => (code === null ? null : { code, name: tree.nameOf(code) })
  const events = await (sql as Kysely<ContentTables>)
    .selectFrom('content.feedback_event')
    .selectAll()
    .where('feedback', '=', row.id)
    .orderBy('seq')
    .execute()
  return {
    ...feedbackRow(row, tree, now),
    events: events.map((each) => ({
      seq: each.seq,
      kind: each.kind,
      at: shown(each.at),
      agency: named(each.agency),
      toAgency: named(each.to_agency),
      note: each.note,
      late: each.late,
    })),
  }
}

/** The same without its history: a line of a list. */
export function feedbackRow(row: FeedbackRow, tree: AgencyTree, now: Date): Omit<FeedbackView, 'events'> {
  const waiting = OPEN.has(row.state)
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    class: row.class,
    dossier: row.dossier,
    step: row.step_name && row.step_at ? { name: row.step_name, at: shown(row.step_at) } : null,
    agency: { code: row.agency, name: tree.nameOf(row.agency) },
    subject: row.subject,
    body: row.body,
    state: row.state,
    receivedAt: shown(row.received_at),
    dueAt: waiting ? shown(row.due_at) : null,
    late: row.late || (waiting && row.state !== 'supplementing' && row.due_at < now),
    answer: row.answer,
    verdict: row.verdict,
  }
}

/** For those who handle it. */
export async function feedbackWork(
  sql: Kysely<any>,
  row: FeedbackRow,
  tree: AgencyTree,
  now: Date,
  vault: Vault,
): Promise<FeedbackWork> {
  const repeated = row.repeats
    ? await (sql as Kysely<ContentTables>)
        .selectFrom('content.feedback')
        .select('number')
        .where('id', '=', row.repeats)
        .executeTakeFirst()
    : undefined
  return {
    ...(await feedbackView(sql, row, tree, now)),
    contact: row.contact === null ? null : vault.open(contactOf(row.id), row.contact),
    repeats: repeated?.number ?? null,
  }
}

export const contactOf = (id: string) => `content.feedback.contact:${id}`
