import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { type Context, command } from '../../../platform/command/declare.ts'
import { seats } from '../../organisation/index.ts'
import { bookViews } from '../books.ts'
import { BookView, PERMISSIONS } from '../contract.ts'
import { localDay } from '../local-day.ts'
import { requireDesk } from '../reach.ts'
import type { PaymentTables } from '../tables.ts'

const MOST_SLIPS = 1000

/**
 * Hands an officer a printed book of receipts, for when the electronic ones cannot be used: a range of numbers that is in
 * no other book of the agency's series. Errors: request.invalid naming the field, payment.book-overlaps 409.
 */
export const openBook = command({
  name: 'payment.openBook',
  route: 'POST /receipt-books',
  summary: 'Giao một quyển biên lai giấy cho cán bộ giữ',
  input: z.strictObject({
    agency: z.string(),
    form: z.string().trim().min(2).max(20),
    symbol: z.string().trim().min(2).max(20),
    first: z.int().positive(),
    last: z.int().positive(),
    position: z.string(),
  }),
  output: BookView,
  permission: PERMISSIONS.collect,
  answers: 201,
  audit: (input) => `handed receipt book ${input.symbol} ${input.first}-${input.last} to ${input.position}`,
  async run(context) {
    const { input, sql: trx, now } = context
    const { agency, form, symbol, first, last, position } = input
    await requireDesk(context, agency, PERMISSIONS.collect)
    if (last < first) throw invalid('last', 'Số cuối phải từ số đầu trở lên.')
    if (last - first >= MOST_SLIPS) throw invalid('last', `Một quyển nhiều nhất ${MOST_SLIPS} số.`)
    const seat = (await seats(context, localDay(now))).get(position)
    if (seat?.agency !== agency) throw invalid('position', 'Chọn người đang giữ vị trí trong cơ quan này.')
    await requireFree(context)
    const id = randomUUID()
    await (trx as Kysely<PaymentTables>)
      .insertInto('payment.paper_book')
      .values({ id, agency, form, symbol, first, last, next: first, position, handed_at: now })
      .execute()
    return (await bookViews(context, [id]))[0]!
  },
})

type Range = { agency: string; form: string; symbol: string; first: number; last: number }

async function requireFree({ input, sql: trx }: Context<Range>): Promise<void> {
  const { agency, form, symbol, first, last } = input
  // Two books handed out at once must not share a number.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`payment.book:${agency}:${symbol}`}, 0))`.execute(
    trx,
  )
  const { rows } = await sql<{ first: number; last: number }>`
    select first, last from payment.paper_book
    where agency = ${agency} and form = ${form} and symbol = ${symbol} and first <= ${last} and last >= ${first}
    union all select last, last from payment.receipt_series
    where agency = ${agency} and form = ${form} and symbol = ${symbol}`.execute(trx)
  const [taken] = rows
  if (!taken) return
  const text = `Số ${first}–${last} của ký hiệu ${symbol} trùng quyển đã giao (${taken.first}–${taken.last}) hoặc biên lai điện tử. Ghi lại dải số in trên quyển.`
  throw new Problem('payment.book-overlaps', 409, text, [{ path: 'first', message: text }])
}
