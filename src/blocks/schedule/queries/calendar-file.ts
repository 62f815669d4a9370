import { z } from 'zod'
import { limit } from '../../../platform/access/limit.ts'
import { query } from '../../../platform/command/declare.ts'
import { bookingOf, bookingView } from '../bookings.ts'
import { Secret } from '../contract.ts'

/** A booking for one's own calendar (RFC 5545). Errors: schedule.no-booking 404, request.too-many 429. */
export const calendarFile = query({
  name: 'schedule.calendarFile',
  route: 'GET /bookings/{token}/lich-hen.ics',
  summary: 'Tệp lịch (.ics) của một lịch hẹn',
  input: z.strictObject({ token: Secret }),
  output: z.any(),
  produces: ['text/calendar'],
  permission: 'public',
  async run(context) {
    const { input, actor, db, now, publicUrl, sql } = context
    await limit(db, `booking-link:${actor.origin}`, now, 60, 60)
    const booking = await bookingView(context, await bookingOf(sql, input.token))
    const lines = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Tan Trao//schedule//VI',
      'BEGIN:VEVENT',
      `UID:${booking.code}-${utc(booking.at)}@${new URL(publicUrl).hostname}`,
      `DTSTAMP:${utc(now.toISOString())}`,
      `DTSTART:${utc(booking.at)}`,
      `DTEND:${utc(booking.until)}`,
      `SUMMARY:${escaped(booking.queue.name)}`,
      `LOCATION:${escaped([booking.agencyName, booking.address].filter(Boolean).join(', '))}`,
      `DESCRIPTION:${escaped(`Mã lịch hẹn ${booking.code}`)}`,
      `STATUS:${booking.state === 'cancelled' ? 'CANCELLED' : 'CONFIRMED'}`,
      'END:VEVENT',
      'END:VCALENDAR',
    ]
    return {
      contentType: 'text/calendar; charset=utf-8',
      fileName: 'lich-hen.ics',
      body: Buffer.from(`${lines.map(folded).join('\r\n')}\r\n`),
    }
  },
})

/** `20261124T020000Z`. */
function utc(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}

const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')

/** Lines of at most 75 octets, whole letters; what is longer goes on behind a space. */
function folded(line: string): string {
  const parts = ['']
  let octets = 0
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (octets + size > 74) {
      parts.push(' ')
      octets = 1
    }
    parts[parts.length - 1] += letter
    octets += size
  }
  return parts.join('\r\n')
}
