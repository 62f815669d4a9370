import type { Kysely } from 'kysely'
import { Problem } from '../../../kernel/problem.ts'
import { query } from '../../../platform/command/declare.ts'
import { AppointmentsInput, AppointmentsView, PERMISSIONS } from '../contract.ts'
import { countersFor } from '../counters.ts'
import { localDay } from '../desks.ts'
import { shownInstant } from '../model/hours.ts'
import type { ScheduleTables } from '../tables.ts'

/**
 * Who has booked a desk for a day, in the order of their slots, for the officers who sit there; cancelled ones too.
 * Names and telephones are shown until they are erased. Errors: schedule.not-your-desk 403.
 */
export const appointments = query({
  name: 'schedule.appointments',
  route: 'GET /desks/{agency}/bookings',
  summary: 'Lịch hẹn trong ngày của bàn tiếp nhận, cho cán bộ của bàn',
  input: AppointmentsInput,
  output: AppointmentsView,
  permission: PERMISSIONS.serve,
  audit: (input) => `listed the bookings of desk ${input.agency}`,
  async run(context) {
    const { input, now, sql, subjects } = context
    const places = await countersFor(context)
    const desk = places.find((each) => each.desk.agency === input.agency)?.desk
    if (!desk) throw notYourDesk(input.agency)
    const day = input.day ?? localDay(now)
    const start = Number(input.cursor ?? 0)
    const rows = await (sql as Kysely<ScheduleTables>)
      .selectFrom('schedule.booking')
      .selectAll()
      .where('agency', '=', desk.agency)
      .where('day', '=', day)
      .orderBy('slot_at')
      .orderBy('id')
      .offset(start)
      .limit(input.limit + 1)
      .execute()
    const items = rows.slice(0, input.limit)
    for (const row of items) if (row.phone !== null) subjects.add(row.id)
    return {
      items: items.map((row) => ({
        id: row.id,
        at: shownInstant(row.slot_at),
        queue: desk.queues.find((each) => each.key === row.queue)?.name ?? row.queue,
        procedure: row.procedure,
        name: row.name,
        phone: row.phone,
        state: row.state,
      })),
      nextCursor: rows.length > items.length ? String(start + items.length) : null,
    }
  },
})

function notYourDesk(agency: string): Problem {
  return new Problem(
    'schedule.not-your-desk',
    403,
    `Bạn không ngồi quầy nào ở bàn tiếp nhận của cơ quan ${agency} nên không xem được lịch hẹn ở đó.`,
  )
}
