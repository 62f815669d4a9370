import type { Kysely } from 'kysely'
import { z } from 'zod'
import { command } from '../../../platform/command/declare.ts'
import { bookById, bookViews } from '../books.ts'
import { BookView, PERMISSIONS, Reason } from '../contract.ts'
import { takeSlip } from '../paper.ts'
import { requireDesk } from '../reach.ts'
import type { PaymentTables } from '../tables.ts'

/** Writes the next slip of a printed book off as spoiled, with its reason: no number goes missing. Errors: those of takeSlip. */
export const spoilSlip = command({
  name: 'payment.spoilSlip',
  route: 'POST /receipt-books/{id}/spoiled',
  summary: 'Ghi số biên lai giấy bị hỏng',
  input: z.strictObject({ id: z.uuid(), reason: Reason }),
  output: BookView,
  permission: PERMISSIONS.collect,
  audit: (input) => `spoiled the next slip of receipt book ${input.id}`,
  async run(context) {
    const { input, sql, now } = context
    const book = await bookById(sql, input.id)
    await requireDesk(context, book.agency, PERMISSIONS.collect)
    const { number } = await takeSlip(context, book.id, book.agency)
    await (sql as Kysely<PaymentTables>)
      .insertInto('payment.paper_slip')
      .values({ book_id: book.id, number, receipt_id: null, spoiled: input.reason, at: now })
      .execute()
    return (await bookViews(context, [book.id]))[0]!
  },
})
