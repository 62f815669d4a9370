import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { Secret, TicketView } from '../contract.ts'
import { ticketOf, ticketView } from '../tickets.ts'

/** A number and its place in the queue, by the link on the slip. Errors: schedule.no-ticket 404. */
export const ticket = query({
  name: 'schedule.ticket',
  route: 'GET /tickets/{token}',
  summary: 'Số thứ tự của mình: còn mấy người trước, chờ bao lâu, quầy nào',
  input: z.strictObject({ token: Secret }),
  output: TicketView,
  permission: 'public',
  async run(context) {
    return ticketView(context, await ticketOf(context.sql, context.input.token))
  },
})
