import type { Kysely } from 'kysely'
import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { bookViews } from '../books.ts'
import { BookView, PERMISSIONS } from '../contract.ts'
import { desksOf } from '../reach.ts'
import type { PaymentTables } from '../tables.ts'

/** The printed books of one's desks, newest first. */
export const findBooks = query({
  name: 'payment.findBooks',
  route: 'GET /receipt-books',
  summary: 'Các quyển biên lai giấy đã giao, số đã dùng và số hỏng',
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(50) }),
  output: z.object({ items: z.array(BookView) }),
  permission: PERMISSIONS.collect,
  async run(context) {
    const desks = await desksOf(context, PERMISSIONS.collect)
    let found = (context.sql as Kysely<PaymentTables>).selectFrom('payment.paper_book').select('id')
    if (desks) found = found.where('agency', 'in', desks)
    const rows = await found.orderBy('handed_at', 'desc').limit(context.input.limit).execute()
    return {
      items: await bookViews(
        context,
        rows.map((row) => row.id),
      ),
    }
  },
})
