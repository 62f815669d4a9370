import { randomBytes, randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { Problem } from '../../kernel/problem.ts'
import type { Context } from '../../platform/command/declare.ts'
import { agencyTree, workingCalendar } from '../organisation/index.ts'
import type { TicketView } from './contract.ts'
import { type Desk, deskOf, localDay, queueRow } from './desks.ts'
import { isOpenAt, openDay, shownInstant } from './model/hours.ts'
import { ticketLabel } from './model/spoken.ts'
import type { QueueRow, ScheduleTables, TicketRow } from './tables.ts'
import { deskNow, placeOf, recentServices } from './waiting.ts'

type Asked = Pick<Context<unknown>, 'sql' | 'db' | 'memory' | 'now'>

/** 128 bits in an address. */
export const newSecret = (): string => randomBytes(16).toString('base64url')

/** Why a desk gives no number at this moment; null when it does. */
export async function closedNow(
  reading: Pick<Asked, 'db' | 'memory'>,
  desk: Desk,
  now: Date,
): Promise<string | null> {
  if (!desk.open) return desk.notice ?? 'Bàn tiếp nhận đang tạm đóng.'
  const calendar = await workingCalendar(reading)
  if (isOpenAt(desk, now.getTime(), calendar)) return null
  const { intervals, closed } = openDay(desk, localDay(now), calendar)
  return intervals.length === 0 ? `Hôm nay nghỉ: ${closed}.` : 'Ngoài giờ làm việc của bàn tiếp nhận.'
}

type NewTicket = { desk: Desk; queue: QueueRow; priority: string | null; slotAt: Date | null }

/** Gives the next number of a queue's day. The row lock on the count makes it gapless: a call that fails gives it back. */
export async function giveNumber(
  trx: Kysely<any>,
  { desk, queue, priority, slotAt }: NewTicket,
  now: Date,
): Promise<TicketRow> {
  const day = localDay(now)
  const { rows } = await sql<{ last: number }>`
    insert into schedule.ticket_count (agency, queue, day, last) values (${desk.agency}, ${queue.key}, ${day}, 1)
    on conflict (agency, queue, day) do update set last = schedule.ticket_count.last + 1
    returning last`.execute(trx)
  const number = rows[0]!.last
  return (trx as Kysely<ScheduleTables>)
    .insertInto('schedule.ticket')
    .values({
      id: randomUUID(),
      agency: desk.agency,
      queue: queue.key,
      day,
      number,
      label: ticketLabel(queue.prefix, number),
      in_queue: queue.key,
      only_counter: null,
      priority,
      slot_at: slotAt,
      taken_at: now,
      waiting_since: now,
      state: 'waiting',
      secret: newSecret(),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Errors: schedule.no-ticket 404. */
export async function ticketOf(trx: Kysely<any>, secret: string): Promise<TicketRow> {
  const row = await (trx as Kysely<ScheduleTables>)
    .selectFrom('schedule.ticket')
    .selectAll()
    .where('secret', '=', secret)
    .executeTakeFirst()
  if (row) return row
  throw new Problem(
    'schedule.no-ticket',
    404,
    'Không có số này. Hãy quét lại mã QR trên phiếu, hoặc lấy số mới.',
  )
}

/** A number's place as it stands now. */
export async function ticketView(asked: Asked, row: TicketRow): Promise<TicketView> {
  const { sql: reading, now } = asked
  const desk = await deskOf(asked, row.agency)
  const tree = await agencyTree(asked)
  const queue = await queueRow(reading, row.agency, row.in_queue)
  const today = row.day === localDay(now)
  const waits = row.state === 'waiting' && today
  const place = waits
    ? placeOf(
        desk,
        await deskNow(reading, desk, now),
        row,
        row.id,
        await recentServices(asked, row.agency, now),
        now,
      )
    : null
  return {
    token: row.secret,
    label: row.label,
    agency: row.agency,
    agencyName: tree.nameOf(row.agency),
    queue: { key: queue.key, name: queue.name, nameEn: queue.name_en },
    day: row.day,
    // Yesterday's number is over, whether or not the night's tidying has said so.
    state: today || row.state === 'finished' ? row.state : 'left',
    slotAt: row.slot_at ? shownInstant(row.slot_at) : null,
    takenAt: shownInstant(row.taken_at),
    ahead: place?.ahead ?? null,
    wait: place?.wait ?? null,
    counter: row.state === 'called' && today ? await calledTo(reading, desk, row.id) : null,
  }
}

async function calledTo(reading: Kysely<any>, desk: Desk, ticket: string): Promise<string | null> {
  const call = await (reading as Kysely<ScheduleTables>)
    .selectFrom('schedule.ticket_call')
    .select('counter')
    .where('ticket', '=', ticket)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return call ? counterName(desk, call.counter) : null
}

/** A counter's name; of one no longer in use its number. */
export function counterName(desk: Desk, number: number): string {
  return desk.counters.find((each) => each.number === number)?.name ?? `Quầy ${number}`
}
