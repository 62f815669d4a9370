import type { Kysely } from 'kysely'
import { MINUTE } from '../../../kernel/local-time.ts'
import { Problem } from '../../../kernel/problem.ts'
import { formatTime } from '../../../kernel/vietnamese.ts'
import { limit } from '../../../platform/access/limit.ts'
import { command } from '../../../platform/command/declare.ts'
import { CheckInInput, TicketView } from '../contract.ts'
import { deskOf, localDay, queueOf } from '../desks.ts'
import type { ScheduleTables, TicketRow } from '../tables.ts'
import { closedNow, giveNumber, ticketView } from '../tickets.ts'

/** A code has six digits: guessing must not be worth it. */
const CODES_A_MINUTE = 12

/**
 * Who booked has come: the booking becomes a number that is called by its slot. Late beyond the desk's grace it becomes a
 * number like any other. The same code again answers the same number. Errors: schedule.no-booking 404 (also of another
 * day), schedule.too-early 409, schedule.closed 409, request.too-many 429.
 */
export const checkIn = command({
  name: 'schedule.checkIn',
  route: 'POST /desks/{agency}/arrivals',
  summary: 'Đến theo lịch hẹn: đổi mã lịch hẹn lấy số thứ tự',
  input: CheckInInput,
  output: TicketView,
  permission: 'public',
  audit: (input) => `checked in for a booking at desk ${input.agency}`,
  async run(context) {
    const { input, actor, db, now, sql } = context
    await limit(db, `arrival:${actor.origin}`, now, CODES_A_MINUTE, 60)
    const tables = sql as Kysely<ScheduleTables>
    const desk = await deskOf(context, input.agency)
    const row = await tables
      .selectFrom('schedule.booking')
      .selectAll()
      .where('agency', '=', desk.agency)
      .where('day', '=', localDay(now))
      .where('code', '=', input.code)
      .forUpdate()
      .executeTakeFirst()
    if (!row || row.state === 'cancelled') {
      const text = 'Không có lịch hẹn hôm nay tại đây với mã này. Hãy xem lại mã, hoặc lấy số thường.'
      throw new Problem('schedule.no-booking', 404, text, [{ path: 'code', message: text }])
    }
    if (row.ticket !== null) return ticketView(context, await ticketById(sql, row.ticket))
    const at = row.slot_at.getTime()
    if (now.getTime() < at - desk.early_minutes * MINUTE) {
      const from = formatTime(new Date(at - desk.early_minutes * MINUTE))
      const text = `Lịch hẹn lúc ${formatTime(row.slot_at)}; lấy số được từ ${from}.`
      throw new Problem('schedule.too-early', 409, text, [{ path: 'code', message: text }])
    }
    const closed = await closedNow(context, desk, now)
    // Before the doors open one may come early for the first slot.
    if (closed !== null && (now.getTime() >= at || !desk.open))
      throw new Problem('schedule.closed', 409, `${closed} Lúc này chưa lấy số được.`, [
        { path: 'code', message: closed },
      ])
    const inTime = now.getTime() <= at + desk.late_minutes * MINUTE
    const ticket = await giveNumber(
      sql,
      { desk, queue: queueOf(desk, row.queue), priority: null, slotAt: inTime ? row.slot_at : null },
      now,
    )
    await tables
      .updateTable('schedule.booking')
      .set({ state: 'arrived', ticket: ticket.id })
      .where('id', '=', row.id)
      .execute()
    return ticketView(context, ticket)
  },
})

function ticketById(sql: Kysely<any>, id: string): Promise<TicketRow> {
  return (sql as Kysely<ScheduleTables>)
    .selectFrom('schedule.ticket')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}
