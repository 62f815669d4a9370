import { sql } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { Hidden } from '../../../platform/access/hidden.ts'
import { command } from '../../../platform/command/declare.ts'
import { agencyTree } from '../../organisation/index.ts'
import { PERMISSIONS, ReminderView } from '../contract.ts'
import { reachOf } from '../policy.ts'
import { localDay } from '../seat.ts'
import { type ReminderRow, reminderViews } from './reminder-views.ts'

/**
 * Whoever was reminded says they have seen it, and once what they do about it. Errors: dossier.reminder-not-found 404
 * (also out of reach), dossier.reminder-answered 409.
 */
export const answerReminder = command({
  name: 'dossier.answerReminder',
  route: 'POST /reminders/{id}/answer',
  summary: 'Xác nhận đã xem và trả lời một lần đôn đốc',
  input: z.strictObject({
    id: z.uuid(),
    reply: z.string().trim().max(1000, 'Câu trả lời dài nhất 1.000 ký tự').optional(),
  }),
  output: ReminderView,
  permission: PERMISSIONS.answerReminder,
  audit: ({ id, reply }) => `${reply ? 'answered' : 'acknowledged'} reminder ${id}`,
  async run(context) {
    const { input, actor, now, sql: trx } = context
    const { rows } = await sql<ReminderRow>`
      select r.*, (select code from dossier.dossier d where d.id = r.dossier_id) as code
      from dossier.reminder r where r.id = ${input.id} for update`.execute(trx)
    const [row] = rows
    const reach = reachOf(actor, PERMISSIONS.answerReminder, await agencyTree(context), localDay(now))
    if (!row || !(reach.all || reach.agencies.includes(row.agency))) {
      const text = 'Không có lần đôn đốc này trong phạm vi của bạn.'
      throw new (row ? Hidden : Problem)('dossier.reminder-not-found', 404, text)
    }
    if (input.reply && row.reply !== null)
      throw new Problem('dossier.reminder-answered', 409, 'Lần đôn đốc này đã được trả lời.')
    const after = {
      ...row,
      seen_at: row.seen_at ?? now,
      reply: row.reply ?? (input.reply || null),
      replied_at: row.replied_at ?? (input.reply ? now : null),
    }
    await sql`
      update dossier.reminder set seen_at = ${after.seen_at}, seen_by = coalesce(seen_by, ${actor.account}),
        reply = ${after.reply}, replied_at = ${after.replied_at} where id = ${row.id}`.execute(trx)
    const [view] = await reminderViews(context, [after])
    return view!
  },
})
