import { invalid, Problem } from '../../../kernel/problem.ts'
import { limit } from '../../../platform/access/limit.ts'
import { command } from '../../../platform/command/declare.ts'
import { TakeInput, TicketView } from '../contract.ts'
import { deskOf, queueOf } from '../desks.ts'
import { closedNow, giveNumber, ticketView } from '../tickets.ts'

/** A whole waiting hall stands behind one kiosk's address. */
const NUMBERS_A_MINUTE = 20

/**
 * Takes the next number of a queue: no name, no telephone. Errors: schedule.no-desk 404, schedule.no-queue 422,
 * schedule.closed 409 (says why), request.too-many 429.
 */
export const take = command({
  name: 'schedule.take',
  route: 'POST /desks/{agency}/tickets',
  summary: 'Lấy số thứ tự',
  input: TakeInput,
  output: TicketView,
  permission: 'public',
  answers: 201,
  audit: (input) => `took a ticket of queue ${input.queue} at desk ${input.agency}`,
  async run(context) {
    const { input, actor, db, sql, now } = context
    await limit(db, `ticket:${actor.origin}`, now, NUMBERS_A_MINUTE, 60)
    const desk = await deskOf(context, input.agency)
    const queue = queueOf(desk, input.queue)
    const priority = input.priority ?? null
    if (priority !== null && !desk.priorities.some((each) => each.key === priority))
      throw invalid('priority', 'Bàn này không có diện ưu tiên đó. Hãy chọn lại.')
    const closed = await closedNow(context, desk, now)
    if (closed !== null)
      throw new Problem('schedule.closed', 409, `${closed} Lúc này chưa lấy số được.`, [
        { path: 'queue', message: closed },
      ])
    const ticket = await giveNumber(sql, { desk, queue, priority, slotAt: null }, now)
    return ticketView(context, ticket)
  },
})
