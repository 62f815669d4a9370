import { z } from 'zod'
import { limit } from '../../../platform/access/limit.ts'
import { query } from '../../../platform/command/declare.ts'
import { bookingOf, bookingView } from '../bookings.ts'
import { BookingView, Secret } from '../contract.ts'

/** A booking by its own link. It shows nothing of the person. Errors: schedule.no-booking 404, request.too-many 429. */
export const booking = query({
  name: 'schedule.booking',
  route: 'GET /bookings/{token}',
  summary: 'Xem lịch hẹn bằng đường dẫn của lịch hẹn',
  input: z.strictObject({ token: Secret }),
  output: BookingView,
  permission: 'public',
  async run(context) {
    const { input, actor, db, now, sql } = context
    await limit(db, `booking-link:${actor.origin}`, now, 60, 60)
    return bookingView(context, await bookingOf(sql, input.token))
  },
})
