import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { limit } from '../../../platform/access/limit.ts'
import { command } from '../../../platform/command/declare.ts'
import { bookingOf, bookingView } from '../bookings.ts'
import { BookingView, Secret } from '../contract.ts'
import type { ScheduleTables } from '../tables.ts'

/**
 * Gives a booked slot back, by the booking's own link. Cancelled already: answers as it stands.
 * Errors: schedule.no-booking 404, schedule.too-late 409, request.too-many 429.
 */
export const cancel = command({
  name: 'schedule.cancel',
  route: 'POST /bookings/{token}/cancel',
  summary: 'Hủy lịch hẹn bằng đường dẫn của lịch hẹn',
  input: z.strictObject({ token: Secret }),
  output: BookingView,
  permission: 'public',
  audit: () => 'cancelled a booking by its link',
  async run(context) {
    const { input, actor, db, now, sql: trx } = context
    await limit(db, `booking-link:${actor.origin}`, now, 60, 60)
    const row = await bookingOf(trx, input.token, true)
    if (row.state === 'cancelled') return bookingView(context, row)
    if (row.state === 'arrived' || row.slot_at <= now)
      throw new Problem(
        'schedule.too-late',
        409,
        'Lịch hẹn đã đến giờ hoặc đã lấy số nên không hủy được nữa.',
      )
    await (trx as Kysely<ScheduleTables>)
      .updateTable('schedule.booking')
      .set({ state: 'cancelled', cancelled_at: now })
      .where('id', '=', row.id)
      .execute()
    await sql`update schedule.slot_count set taken = taken - 1
      where agency = ${row.agency} and queue = ${row.queue} and at = ${row.slot_at} and taken > 0`.execute(
      trx,
    )
    return bookingView(context, { ...row, state: 'cancelled', cancelled_at: now })
  },
})
