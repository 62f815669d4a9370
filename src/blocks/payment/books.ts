import type { Kysely } from 'kysely'
import { Problem } from '../../kernel/problem.ts'
import type { Context } from '../../platform/command/declare.ts'
import { seats } from '../organisation/index.ts'
import type { BookView } from './contract.ts'
import { localDay } from './local-day.ts'
import { NOT_FOUND } from './reach.ts'
import type { BookRow, PaymentTables } from './tables.ts'
import { shown } from './views.ts'

/** Errors: payment.not-found 404. */
export async function bookById(trx: Kysely<any>, id: string): Promise<BookRow> {
  const row = await (trx as Kysely<PaymentTables>)
    .selectFrom('payment.paper_book')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (row) return row
  throw new Problem('payment.not-found', 404, NOT_FOUND)
}

/** Printed books with what became of their numbers. */
export async function bookViews(context: Context<unknown>, ids: readonly string[]): Promise<BookView[]> {
  if (ids.length === 0) return []
  const tables = context.sql as Kysely<PaymentTables>
  const books = await tables
    .selectFrom('payment.paper_book')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('handed_at', 'desc')
    .orderBy('id')
    .execute()
  const slips = await tables
    .selectFrom('payment.paper_slip')
    .selectAll()
    .where('book_id', 'in', [...ids])
    .orderBy('number')
    .execute()
  const held = await seats(context, localDay(context.now))
  return books.map((book) => {
    const own = slips.filter((slip) => slip.book_id === book.id)
    const { id, agency, form, symbol, first, last, position } = book
    return {
      id,
      agency,
      form,
      symbol,
      first,
      last,
      position,
      next: book.next > last ? null : book.next,
      holder: held.get(position)?.holder ?? position,
      handedAt: shown(book.handed_at),
      used: own.filter((slip) => slip.receipt_id !== null).length,
      spoiled: own.flatMap((slip) =>
        slip.spoiled === null ? [] : [{ number: slip.number, reason: slip.spoiled, at: shown(slip.at) }],
      ),
    }
  })
}
