import type { Kysely } from 'kysely'
import { dayOf, formatDate } from '../../kernel/local-time.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Memory } from '../../platform/command/memory.ts'
import type { DeskHours } from './model/hours.ts'
import type { CounterRow, DeskRow, QueueRow, ScheduleTables } from './tables.ts'

export type Reading = { db: Kysely<any>; memory: Memory }
/** A desk with what is in use of it. */
export type Desk = DeskRow & {
  queues: QueueRow[]
  counters: CounterRow[]
  slotMinutes: number
  bookingHours: DeskHours | null
  openOnHolidays: boolean
}

/** Facts that change when a desk is set up anew. */
export const DESKS = 'schedule.desks'

/** Every desk there is. */
export function desks({ db, memory }: Reading): Promise<Map<string, Desk>> {
  return memory.get(DESKS, () => readDesks(db))
}

/** The same straight from the rows. */
async function readDesks(db: Kysely<any>): Promise<Map<string, Desk>> {
  const tables = db as Kysely<ScheduleTables>
  const rows = await tables.selectFrom('schedule.desk').selectAll().orderBy('agency').execute()
  const queues = await tables
    .selectFrom('schedule.queue')
    .selectAll()
    .where('active', '=', true)
    .orderBy('agency')
    .orderBy('ordinal')
    .execute()
  const counters = await tables
    .selectFrom('schedule.counter')
    .selectAll()
    .where('active', '=', true)
    .orderBy('agency')
    .orderBy('number')
    .execute()
  return new Map(
    rows.map((row) => [
      row.agency,
      {
        ...row,
        slotMinutes: row.slot_minutes,
        bookingHours: row.booking_hours,
        openOnHolidays: row.open_on_holidays,
        queues: queues.filter((each) => each.agency === row.agency),
        counters: counters.filter((each) => each.agency === row.agency),
      },
    ]),
  )
}

/** Errors: schedule.no-desk 404. */
export async function deskOf(reading: Reading, agency: string): Promise<Desk> {
  return required(await desks(reading), agency)
}

/** As it stands in the rows now: for whoever sets it up. Errors: schedule.no-desk 404. */
export async function freshDesk(sql: Kysely<any>, agency: string): Promise<Desk> {
  return required(await readDesks(sql), agency)
}

function required(all: Map<string, Desk>, agency: string): Desk {
  const desk = all.get(agency)
  if (!desk)
    throw new Problem(
      'schedule.no-desk',
      404,
      `Cơ quan ${agency} chưa mở bàn tiếp nhận có số thứ tự. Hãy chọn cơ quan trong danh sách.`,
      [{ path: 'agency', message: 'Cơ quan này chưa mở bàn tiếp nhận.' }],
    )
  return desk
}

/** Errors: schedule.no-queue 422 naming `queue`. */
export function queueOf(desk: Desk, key: string): QueueRow {
  const queue = desk.queues.find((each) => each.key === key)
  if (!queue)
    throw new Problem('schedule.no-queue', 422, `Bàn này không có hàng chờ “${key}”. Hãy chọn lại.`, [
      { path: 'queue', message: 'Chọn một hàng chờ trong danh sách.' },
    ])
  return queue
}

/** A queue's row, also of one no longer in use: old numbers and bookings still name it. */
export function queueRow(sql: Kysely<any>, agency: string, key: string): Promise<QueueRow> {
  return (sql as Kysely<ScheduleTables>)
    .selectFrom('schedule.queue')
    .selectAll()
    .where('agency', '=', agency)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
}

/**
 * One call of a number at a time in a desk: two counters that call at once take turns, and one wins. New numbers and
 * bookings do not wait for this lock.
 */
export async function lockDesk(trx: Kysely<any>, agency: string): Promise<void> {
  await (trx as Kysely<ScheduleTables>)
    .selectFrom('schedule.desk')
    .select('agency')
    .where('agency', '=', agency)
    .forNoKeyUpdate()
    .execute()
}

/** The local day (`YYYY-MM-DD`) of a moment. */
export const localDay = (now: Date): string => formatDate(dayOf(now.getTime()))
