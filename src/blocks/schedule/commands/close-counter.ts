import type { Kysely } from 'kysely'
import { z } from 'zod'
import { command } from '../../../platform/command/declare.ts'
import { CurrentView, PERMISSIONS } from '../contract.ts'
import { currentView, requireFree, requireOpening } from '../counters.ts'
import { lockDesk } from '../desks.ts'
import type { ScheduleTables } from '../tables.ts'

/** Leaves the counter. Errors: schedule.no-counter 409, schedule.still-serving 409. */
export const closeCounter = command({
  name: 'schedule.closeCounter',
  route: 'POST /counters/close',
  summary: 'Đóng quầy của mình',
  input: z.strictObject({}),
  output: CurrentView,
  permission: PERMISSIONS.serve,
  audit: () => 'closed the own counter',
  async run(context) {
    const { sql, now } = context
    const { opening } = await requireOpening(context)
    await lockDesk(sql, opening.agency)
    await requireFree(sql, opening)
    const tables = sql as Kysely<ScheduleTables>
    // Who was sent to this very counter goes back to the queue: nobody waits for a counter that has closed.
    await tables
      .updateTable('schedule.ticket')
      .set({ only_counter: null })
      .where('agency', '=', opening.agency)
      .where('day', '=', opening.day)
      .where('only_counter', '=', opening.counter)
      .where('state', 'in', ['waiting', 'skipped'])
      .execute()
    await tables
      .updateTable('schedule.opening')
      .set({ closed_at: now })
      .where('id', '=', opening.id)
      .execute()
    return currentView(context)
  },
})
