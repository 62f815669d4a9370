import { randomInt, randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { normalPhone } from '../../../kernel/identifiers.ts'
import { dayOf, formatDate, parseInstant } from '../../../kernel/local-time.ts'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { limit } from '../../../platform/access/limit.ts'
import { command } from '../../../platform/command/declare.ts'
import { bookableDays, bookableQueue, bookingView } from '../bookings.ts'
import { BookedView, BookInput } from '../contract.ts'
import { type Desk, deskOf } from '../desks.ts'
import type { BookingRow, QueueRow, ScheduleTables } from '../tables.ts'
import { newSecret } from '../tickets.ts'

const BOOKINGS_AN_HOUR = 30
const CODE_TRIES = 6

/**
 * Books one slot of a desk. Never over a slot's capacity: the slot's count is one locked row; never more open bookings
 * than the desk allows a telephone. Errors: schedule.no-desk 404, schedule.not-bookable 409, schedule.slot-full 409,
 * schedule.too-many-bookings 409, request.invalid 422 naming `at`, `phone`; request.too-many 429.
 */
export const book = command({
  name: 'schedule.book',
  route: 'POST /desks/{agency}/bookings',
  summary: 'Đặt lịch hẹn đến làm thủ tục',
  input: BookInput,
  output: BookedView,
  permission: 'public',
  answers: 201,
  audit: (input) => `booked ${input.at} at desk ${input.agency}`,
  async run(context) {
    const { input, actor, db, now, sql: trx } = context
    await limit(db, `booking:${actor.origin}`, now, BOOKINGS_AN_HOUR, 3600)
    const desk = await deskOf(context, input.agency)
    const queue = await bookableQueue(context, desk, input)
    const phone = normalPhone(input.phone) ?? input.phone
    const at = parseInstant(input.at) ?? Number.NaN
    const days = await bookableDays(context, desk)
    if (!days.some(({ slots }) => slots.includes(at)))
      throw invalid('at', 'Khung giờ này không còn đặt được. Hãy chọn ngày và giờ trong danh sách.')
    await requireRoomForPhone(trx, desk, phone, now)
    await occupy(trx, queue, new Date(at))
    const row = await insert(trx, {
      id: randomUUID(),
      agency: desk.agency,
      queue: queue.key,
      procedure: input.procedure ?? null,
      day: formatDate(dayOf(at)),
      slot_at: new Date(at),
      code: '',
      secret: newSecret(),
      name: input.name,
      phone,
      state: 'booked',
      ticket: null,
      made_at: now,
      cancelled_at: null,
    })
    return { ...(await bookingView(context, row)), token: row.secret }
  },
})

/** Bookings of one telephone come one after another, so that two at once cannot both be the last allowed. */
async function requireRoomForPhone(trx: Kysely<any>, desk: Desk, phone: string, now: Date): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`schedule.phone:${phone}`}))`.execute(trx)
  const { open } = await (trx as Kysely<ScheduleTables>)
    .selectFrom('schedule.booking')
    .select((select) => select.fn.countAll<string>().as('open'))
    .where('phone', '=', phone)
    .where('state', '=', 'booked')
    .where('slot_at', '>', now)
    .executeTakeFirstOrThrow()
  if (Number(open) < desk.bookings_per_phone) return
  const text = `Số điện thoại này đang có ${open} lịch hẹn chưa đến ngày. Hãy hủy bớt một lịch rồi đặt lại.`
  throw new Problem('schedule.too-many-bookings', 409, text, [{ path: 'phone', message: text }])
}

async function occupy(trx: Kysely<any>, queue: QueueRow, at: Date): Promise<void> {
  const { rows } = await sql`
    insert into schedule.slot_count (agency, queue, at, taken) values (${queue.agency}, ${queue.key}, ${at}, 1)
    on conflict (agency, queue, at) do update set taken = schedule.slot_count.taken + 1
      where schedule.slot_count.taken < ${queue.slot_capacity}
    returning taken`.execute(trx)
  if (rows.length > 0) return
  const text = 'Khung giờ này vừa có người đặt hết. Hãy chọn giờ khác.'
  throw new Problem('schedule.slot-full', 409, text, [{ path: 'at', message: text }])
}

/** With a code of six digits that no other booking of that desk and day has. */
async function insert(trx: Kysely<any>, row: BookingRow): Promise<BookingRow> {
  for (let tries = 0; tries < CODE_TRIES; tries += 1) {
    const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
    const made = await (trx as Kysely<ScheduleTables>)
      .insertInto('schedule.booking')
      .values({ ...row, code })
      .onConflict((conflict) => conflict.columns(['agency', 'day', 'code']).doNothing())
      .returningAll()
      .executeTakeFirst()
    if (made) return made
  }
  throw new Problem('schedule.day-full', 409, 'Ngày này đã quá nhiều lịch hẹn. Hãy chọn ngày khác.', [
    { path: 'at', message: 'Hãy chọn ngày khác.' },
  ])
}
