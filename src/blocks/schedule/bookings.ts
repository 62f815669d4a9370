import type { Kysely } from 'kysely'
import { dayOf, formatDate, MINUTE } from '../../kernel/local-time.ts'
import { invalid, Problem } from '../../kernel/problem.ts'
import type { Context } from '../../platform/command/declare.ts'
import { agencyTree, workingCalendar } from '../organisation/index.ts'
import { editionInForce } from '../procedure/index.ts'
import type { BookingView } from './contract.ts'
import { type Desk, deskOf, localDay, queueOf, queueRow } from './desks.ts'
import { shownInstant, slotsOn } from './model/hours.ts'
import type { BookingRow, QueueRow, ScheduleTables } from './tables.ts'

type Asked = Pick<Context<unknown>, 'sql' | 'db' | 'memory' | 'now'>

/**
 * The queue somebody books: the one named, or the one for the field of the procedure they come for.
 * Errors: schedule.no-queue 422, procedure.not-found 404, schedule.not-bookable 409.
 */
export async function bookableQueue(
  asked: Pick<Asked, 'db' | 'memory' | 'now'>,
  desk: Desk,
  { queue: key, procedure }: { queue?: string | undefined; procedure?: string | undefined },
): Promise<QueueRow> {
  const bookable = desk.queues.filter((each) => each.slot_capacity > 0)
  if (key === undefined && procedure === undefined)
    throw invalid('queue', 'Chọn thủ tục hoặc hàng chờ muốn đặt lịch.')
  // A procedure that is named must be one, also where the queue is named too.
  const entry = procedure === undefined ? null : await editionInForce(asked, procedure, localDay(asked.now))
  const queue =
    key !== undefined
      ? queueOf(desk, key)
      : (bookable.find((each) => each.fields.includes(entry?.definition.field ?? '')) ??
        bookable.find((each) => each.fields.length === 0))
  if (!queue || queue.slot_capacity === 0)
    throw new Problem(
      'schedule.not-bookable',
      409,
      'Nơi này chưa nhận đặt lịch cho việc đó. Hãy đến lấy số trực tiếp hoặc chọn nơi khác.',
      [{ path: 'queue', message: 'Chưa nhận đặt lịch.' }],
    )
  return queue
}

/** The days one may book from today on, each with when its slots begin. */
export async function bookableDays(asked: Pick<Asked, 'db' | 'memory' | 'now'>, desk: Desk) {
  const calendar = await workingCalendar(asked)
  const now = asked.now.getTime()
  const today = dayOf(now)
  return Array.from({ length: desk.days_ahead + 1 }, (_, at) => {
    const day = formatDate(today + at)
    const { slots, closed } = slotsOn(desk, day, calendar)
    return { day, closed, slots: slots.filter((slot) => slot > now) }
  })
}

/** How many have booked each slot from `from` on, by instant. */
export async function taken(
  reading: Kysely<any>,
  { agency, key }: QueueRow,
  from: Date,
): Promise<Map<number, number>> {
  const rows = await (reading as Kysely<ScheduleTables>)
    .selectFrom('schedule.slot_count')
    .select(['at', 'taken'])
    .where('agency', '=', agency)
    .where('queue', '=', key)
    .where('at', '>=', from)
    .execute()
  return new Map(rows.map((row) => [row.at.getTime(), row.taken]))
}

/** Errors: schedule.no-booking 404. `lock`: to change it. */
export async function bookingOf(trx: Kysely<any>, secret: string, lock = false): Promise<BookingRow> {
  const found = (trx as Kysely<ScheduleTables>)
    .selectFrom('schedule.booking')
    .selectAll()
    .where('secret', '=', secret)
  const row = await (lock ? found.forUpdate() : found).executeTakeFirst()
  if (row) return row
  throw new Problem(
    'schedule.no-booking',
    404,
    'Không có lịch hẹn này. Hãy mở lại đúng đường dẫn đã nhận khi đặt lịch.',
  )
}

/** A booking for whoever holds its link; nothing of the person. */
export async function bookingView(asked: Asked, row: BookingRow): Promise<BookingView> {
  const { sql, now } = asked
  const tables = sql as Kysely<ScheduleTables>
  const desk = await deskOf(asked, row.agency)
  const agency = (await agencyTree(asked)).get(row.agency)
  const queue = await queueRow(sql, row.agency, row.queue)
  const ticket = row.ticket
    ? await tables
        .selectFrom('schedule.ticket')
        .select(['label', 'secret'])
        .where('id', '=', row.ticket)
        .executeTakeFirst()
    : undefined
  const at = row.slot_at.getTime()
  const { closed } = slotsOn(desk, row.day, await workingCalendar(asked))
  const over = now.getTime() > at + desk.late_minutes * MINUTE && row.day < localDay(now)
  return {
    agency: row.agency,
    agencyName: agency?.name ?? row.agency,
    address: agency?.address ?? null,
    queue: { key: queue.key, name: queue.name, nameEn: queue.name_en },
    procedure: row.procedure,
    at: shownInstant(at),
    until: shownInstant(at + desk.slotMinutes * MINUTE),
    code: row.code,
    state: row.state === 'booked' && over ? 'missed' : row.state,
    closed: row.state === 'booked' && !over ? closed : null,
    mayCancel: row.state === 'booked' && now.getTime() < at,
    from: shownInstant(at - desk.early_minutes * MINUTE),
    ticket: ticket ? { label: ticket.label, token: ticket.secret } : null,
  }
}
