import type { Kysely } from 'kysely'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { CurrentView, PERMISSIONS, TransferInput } from '../contract.ts'
import { currentView, endCall, requireCall, requireOpening } from '../counters.ts'
import { type Desk, localDay, lockDesk, queueOf } from '../desks.ts'
import type { ScheduleTables } from '../tables.ts'
import { requireTicket } from './call.ts'

/**
 * Sends the number at one's counter on to a queue or to one counter; it keeps its number and the time it was taken, so
 * nobody starts to wait anew. Errors: schedule.no-counter, schedule.nobody-called, schedule.same-place,
 * schedule.counter-closed, schedule.other-day 409; schedule.no-queue, request.invalid 422.
 */
export const transfer = command({
  name: 'schedule.transfer',
  route: 'POST /calls/transfer',
  summary: 'Chuyển số tại quầy sang hàng chờ hoặc quầy khác',
  input: TransferInput,
  output: CurrentView,
  permission: PERMISSIONS.serve,
  audit: (input) =>
    input.counter === undefined
      ? `sent the ticket on to queue ${input.queue}`
      : `sent the ticket on to counter ${input.counter}`,
  async run(context) {
    const { input, sql, now } = context
    const { opening, desk } = await requireOpening(context)
    await lockDesk(sql, opening.agency)
    const call = await requireCall(sql, opening)
    const ticket = await requireTicket(sql, desk, call.ticket, now)
    const place =
      input.counter === undefined
        ? { in_queue: queueOf(desk, input.queue ?? '').key, only_counter: null }
        : { in_queue: ticket.in_queue, only_counter: await openCounterOf(sql, desk, input.counter, now) }
    if (place.only_counter === opening.counter) throw samePlace()
    if (place.in_queue === ticket.in_queue && place.only_counter === null && ticket.only_counter === null)
      throw samePlace()
    await endCall(sql, call, 'transferred', 'waiting', now)
    await (sql as Kysely<ScheduleTables>)
      .updateTable('schedule.ticket')
      .set({ ...place, waiting_since: now })
      .where('id', '=', ticket.id)
      .execute()
    return currentView(context)
  },
})

async function openCounterOf(sql: Kysely<any>, desk: Desk, number: number, now: Date): Promise<number> {
  const counter = desk.counters.find((each) => each.number === number)
  if (!counter) throw invalid('counter', `Bàn này không có quầy ${number}. Hãy chọn quầy khác.`)
  const open = await (sql as Kysely<ScheduleTables>)
    .selectFrom('schedule.opening')
    .select('id')
    .where('agency', '=', desk.agency)
    .where('counter', '=', number)
    .where('day', '=', localDay(now))
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  if (open) return number
  throw new Problem(
    'schedule.counter-closed',
    409,
    `${counter.name} chưa mở nên không ai gọi số này ở đó. Hãy chuyển sang hàng chờ hoặc quầy đang mở.`,
    [{ path: 'counter', message: 'Chọn một quầy đang mở.' }],
  )
}

function samePlace(): Problem {
  return new Problem(
    'schedule.same-place',
    409,
    'Số này đang ở đúng nơi đó. Hãy chọn hàng chờ hoặc quầy khác.',
  )
}
