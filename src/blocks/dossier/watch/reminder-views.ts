import { formatInstant } from '../../../kernel/local-time.ts'
import type { Context } from '../../../platform/command/declare.ts'
import { agencyTree } from '../../organisation/index.ts'
import { PERMISSIONS, type ReminderView } from '../contract.ts'
import { reachOf } from '../policy.ts'
import { localDay } from '../seat.ts'

export type ReminderRow = {
  id: string
  agency: string
  code: string | null
  note: string | null
  late: number
  soon: number
  likely: number
  by_title: string | null
  at: Date
  seen_at: Date | null
  reply: string | null
  replied_at: Date | null
}

export async function reminderViews(
  context: Context<unknown>,
  rows: readonly ReminderRow[],
): Promise<ReminderView[]> {
  const tree = await agencyTree(context)
  const answers = reachOf(context.actor, PERMISSIONS.answerReminder, tree, localDay(context.now))
  const shown = (moment: Date | null) => (moment ? formatInstant(moment.getTime()) : null)
  return rows.map((row) => ({
    id: row.id,
    agency: { code: row.agency, name: tree.nameOf(row.agency) },
    code: row.code,
    note: row.note,
    late: row.late,
    soon: row.soon,
    likely: row.likely,
    by: row.by_title ?? 'Người theo dõi',
    at: formatInstant(row.at.getTime()),
    seenAt: shown(row.seen_at),
    reply: row.reply,
    repliedAt: shown(row.replied_at),
    mine: answers.agencies.includes(row.agency),
  }))
}
