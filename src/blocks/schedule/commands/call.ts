import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { CallInput, CurrentView, PERMISSIONS } from '../contract.ts'
import { currentView, requireFree, requireOpening } from '../counters.ts'
import { type Desk, localDay, lockDesk } from '../desks.ts'
import type { OpeningRow, ScheduleTables, TicketRow } from '../tables.ts'
import { counterName } from '../tickets.ts'
import { deskNow, mayCall } from '../waiting.ts'

/**
 * Calls the next number in turn to one's counter, or the very number named. Called twice at once, one counter wins.
 * Errors: schedule.no-counter 409, schedule.still-serving 409, schedule.nobody-waits 409, schedule.not-waiting 409 (says
 * who was faster), schedule.other-day 409, schedule.other-queue 409.
 */
export const call = command({
  name: 'schedule.call',
  route: 'POST /calls',
  summary: 'Gọi số tiếp theo, hoặc đúng một số đang chờ',
  input: CallInput,
  output: CurrentView,
  permission: PERMISSIONS.serve,
  audit: (input) => (input.ticket ? `called ticket ${input.ticket}` : 'called the next ticket'),
  async run(context) {
    const { input, sql, now } = context
    const { opening, desk } = await requireOpening(context)
    await lockDesk(sql, opening.agency)
    await requireFree(sql, opening)
    if (opening.day !== localDay(now))
      throw new Problem('schedule.no-counter', 409, 'Đã sang ngày mới. Hãy mở lại quầy rồi gọi số.')
    const own = desk.counters.find((each) => each.number === opening.counter)
    const counter = { queues: own?.queues ?? [], number: opening.counter }
    const { waiting } = await deskNow(sql, desk, now)
    const next = input.ticket
      ? waiting.find((each) => each.id === input.ticket)
      : waiting.find((each) => mayCall(counter, each))
    if (!next) throw await whyNot(sql, desk, input.ticket, now)
    if (!mayCall(counter, next))
      throw new Problem('schedule.other-queue', 409, `Số ${next.label} không thuộc hàng chờ của quầy bạn.`)
    await callTo(sql, opening, next, now)
    return currentView(context)
  },
})

/** Puts a number at a counter. */
export async function callTo(
  sql: Kysely<any>,
  opening: OpeningRow,
  ticket: TicketRow,
  now: Date,
): Promise<void> {
  const tables = sql as Kysely<ScheduleTables>
  await tables.updateTable('schedule.ticket').set({ state: 'called' }).where('id', '=', ticket.id).execute()
  await tables
    .insertInto('schedule.ticket_call')
    .values({
      id: randomUUID(),
      ticket: ticket.id,
      opening: opening.id,
      agency: opening.agency,
      counter: opening.counter,
      queue: ticket.in_queue,
      day: opening.day,
      waiting_since: ticket.waiting_since,
      called_at: now,
      last_called_at: now,
      calls: 1,
      ended_at: null,
      ending: null,
      dossiers: [],
    })
    .execute()
}

async function whyNot(sql: Kysely<any>, desk: Desk, id: string | undefined, now: Date): Promise<Problem> {
  if (id === undefined)
    return new Problem('schedule.nobody-waits', 409, 'Không còn ai chờ ở hàng của quầy bạn.')
  const ticket = await requireTicket(sql, desk, id, now)
  const at = await (sql as Kysely<ScheduleTables>)
    .selectFrom('schedule.ticket_call')
    .select('counter')
    .where('ticket', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return new Problem(
    'schedule.not-waiting',
    409,
    at
      ? `Số ${ticket.label} vừa được ${counterName(desk, at.counter)} gọi. Hãy gọi số khác.`
      : `Số ${ticket.label} không còn chờ: đã xong, bị bỏ qua hoặc đã rời đi.`,
  )
}

/** A number of this desk and of today. Errors: schedule.no-ticket 404, schedule.other-day 409. */
export async function requireTicket(sql: Kysely<any>, desk: Desk, id: string, now: Date): Promise<TicketRow> {
  const ticket = await (sql as Kysely<ScheduleTables>)
    .selectFrom('schedule.ticket')
    .selectAll()
    .where('id', '=', id)
    .where('agency', '=', desk.agency)
    .executeTakeFirst()
  if (!ticket)
    throw new Problem('schedule.no-ticket', 404, 'Bàn của bạn không có số này. Hãy tải lại danh sách.')
  if (ticket.day !== localDay(now))
    throw new Problem(
      'schedule.other-day',
      409,
      `Số ${ticket.label} là số của ngày khác, không gọi được nữa. Người dân cần lấy số mới.`,
    )
  return ticket
}
