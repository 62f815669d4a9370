import type { Kysely } from 'kysely'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { CallInput, CurrentView, PERMISSIONS } from '../contract.ts'
import { currentView, requireCall, requireFree, requireOpening } from '../counters.ts'
import { lockDesk } from '../desks.ts'
import type { ScheduleTables } from '../tables.ts'
import { callTo, requireTicket } from './call.ts'

/**
 * Calls the number at one's counter once more; or, named, a skipped number whose person has come after all.
 * Errors: schedule.no-counter 409, schedule.nobody-called 409, schedule.still-serving 409, schedule.not-skipped 409,
 * schedule.other-day 409.
 */
export const recall = command({
  name: 'schedule.recall',
  route: 'POST /calls/again',
  summary: 'Gọi lại số tại quầy, hoặc gọi lại một số đã bỏ qua',
  input: CallInput,
  output: CurrentView,
  permission: PERMISSIONS.serve,
  audit: (input) =>
    input.ticket ? `called skipped ticket ${input.ticket} again` : 'called the ticket again',
  async run(context) {
    const { input, sql, now } = context
    const { opening, desk } = await requireOpening(context)
    await lockDesk(sql, opening.agency)
    if (input.ticket === undefined) {
      const call = await requireCall(sql, opening)
      await (sql as Kysely<ScheduleTables>)
        .updateTable('schedule.ticket_call')
        .set({ last_called_at: now, calls: call.calls + 1 })
        .where('id', '=', call.id)
        .execute()
      return currentView(context)
    }
    await requireFree(sql, opening)
    const ticket = await requireTicket(sql, desk, input.ticket, now)
    if (ticket.state !== 'skipped')
      throw new Problem(
        'schedule.not-skipped',
        409,
        `Số ${ticket.label} không ở trong các số đã bỏ qua; có thể quầy khác vừa gọi lại.`,
      )
    await callTo(sql, opening, ticket, now)
    return currentView(context)
  },
})
