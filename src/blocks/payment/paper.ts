import { type Kysely, sql } from 'kysely'
import { Problem } from '../../kernel/problem.ts'
import type { Context } from '../../platform/command/declare.ts'
import { receiptNumber } from './model/receipt.ts'
import type { BookRow, PaymentTables } from './tables.ts'

/**
 * The next number of a printed book, its row locked to the end of the transaction: used or spoiled in order, without gap.
 * Errors: payment.book-unknown 404, payment.book-not-held 403, payment.book-used-up 409.
 */
export async function takeSlip(
  context: Context<unknown>,
  id: string,
  agency: string,
): Promise<{ form: string; symbol: string; number: number }> {
  const book = await lockBook(context, id)
  if (book.agency !== agency)
    throw new Problem(
      'payment.book-not-held',
      403,
      `Quyển ${book.symbol} không phải của nơi thu tiền hồ sơ này. Dùng quyển biên lai của đúng cơ quan.`,
    )
  const { form, symbol, next } = book
  await (context.sql as Kysely<PaymentTables>)
    .updateTable('payment.paper_book')
    .set({ next: next + 1 })
    .where('id', '=', id)
    .execute()
  return { form, symbol, number: next }
}

/** Only whoever was handed the book writes in it. */
async function lockBook({ sql: trx, actor }: Context<unknown>, id: string): Promise<BookRow> {
  const { rows } = await sql<BookRow>`select * from payment.paper_book where id = ${id} for update`.execute(
    trx,
  )
  const [book] = rows
  if (!book)
    throw new Problem(
      'payment.book-unknown',
      404,
      'Không có quyển biên lai giấy này. Chọn lại trong danh sách.',
    )
  if (book.position !== actor.position)
    throw new Problem(
      'payment.book-not-held',
      403,
      `Quyển ${book.symbol} được giao cho người khác giữ. Chỉ người giữ quyển được viết.`,
    )
  if (book.next > book.last)
    throw new Problem(
      'payment.book-used-up',
      409,
      `Quyển ${book.symbol} đã dùng hết, đến số ${receiptNumber(book.last)}. Nhận quyển mới rồi viết tiếp.`,
    )
  return book
}
