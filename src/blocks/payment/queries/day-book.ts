import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { DAY, instantAt, parseDate } from '../../../kernel/local-time.ts'
import { invalid } from '../../../kernel/problem.ts'
import { query } from '../../../platform/command/declare.ts'
import { billOf } from '../charges.ts'
import { Day, METHODS, PERMISSIONS, ReceiptView } from '../contract.ts'
import { localDay } from '../local-day.ts'
import { desksOf } from '../reach.ts'
import type { PaymentTables, ReceiptRow } from '../tables.ts'
import { shown as instant, receiptViews } from '../views.ts'

const Sum = z.object({ count: z.int(), amount: z.int() })

/**
 * One day of one's desks: what was taken by each method, given back, and every receipt, newest first.
 * `cursor` goes on where the list stopped.
 */
export const dayBook = query({
  name: 'payment.dayBook',
  route: 'GET /receipts',
  summary: 'Sổ thu trong ngày: tổng theo hình thức và danh sách biên lai',
  input: z.strictObject({
    day: Day.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(100).optional(),
  }),
  output: z.object({
    day: Day,
    taken: z.array(Sum.extend({ method: z.enum(METHODS) })),
    surplus: Sum,
    refunded: Sum,
    /** Payers who say they have transferred, until their money is confirmed; oldest first. */
    told: z.array(z.object({ code: z.string(), bill: z.string(), amount: z.int(), at: z.string() })),
    items: z.array(ReceiptView),
    nextCursor: z.string().nullable(),
  }),
  permission: PERMISSIONS.collect,
  audit: (input) => `read the receipts of ${input.day ?? 'the day'}`,
  async run(context) {
    const { input, sql: trx, now, subjects } = context
    const day = input.day ?? localDay(now)
    const start = parseDate(day)
    if (start === null) throw invalid('day', `Ngày ${day} không có thật.`)
    const from = new Date(instantAt(start, 0))
    const to = new Date(from.getTime() + DAY)
    const desks = await desksOf(context, PERMISSIONS.collect)
    const among = (column: string) => (desks ? sql`${sql.ref(column)} = any(${desks}::text[])` : sql`true`)
    const sums = await sql<{ what: string; count: number; amount: number }>`
      select case when p.standing = 'surplus' then 'surplus' else p.method end as what, count(*)::int as count, sum(p.amount)::int8 as amount
      from payment.payment p where p.received_at >= ${from} and p.received_at < ${to} and ${among('p.desk')} group by 1
      union all
      select 'refunded', count(*)::int, coalesce(sum(r.amount), 0)::int8
      from payment.refund r join payment.payment p on p.id = r.payment_id
      where r.asked_at >= ${from} and r.asked_at < ${to} and ${among('p.desk')}`.execute(trx)
    const sumOf = (what: string) => {
      const found = sums.rows.find((row) => row.what === what)
      return { count: found?.count ?? 0, amount: found?.amount ?? 0 }
    }
    const { rows } = await sql<ReceiptRow & { dossier_id: string }>`
      select r.*, c.dossier_id from payment.receipt r
      join payment.payment p on p.id = r.payment_id join payment.charge c on c.id = p.charge_id
      where r.issued_at >= ${from} and r.issued_at < ${to} and ${among('r.agency')}
        ${input.cursor ? sql`and (r.issued_at, r.id) < (${momentOf(input.cursor)}, ${idOf(input.cursor)}::uuid)` : sql``}
      order by r.issued_at desc, r.id desc limit ${input.limit + 1}`.execute(trx)
    const told = await sql<{ code: string; number: number; amount: number; at: Date }>`
      select c.code, c.number, c.total as amount, t.at from payment.transfer_told t join payment.charge c on c.id = t.charge_id
      where c.status = 'due' and ${among('c.desk')} order by t.at limit 50`.execute(trx)
    const shown = rows.slice(0, input.limit)
    const last = shown.at(-1)
    for (const row of shown) subjects.add(row.dossier_id)
    return {
      day,
      taken: METHODS.map((method) => ({ method, ...sumOf(method) })),
      surplus: sumOf('surplus'),
      refunded: sumOf('refunded'),
      told: told.rows.map(({ number, at, ...each }) => ({
        ...each,
        bill: billOf({ number }),
        at: instant(at),
      })),
      items: await receiptViews(trx as Kysely<PaymentTables>, shown),
      nextCursor: rows.length > input.limit && last ? `${last.issued_at.getTime()}_${last.id}` : null,
    }
  },
})

const CURSOR = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

function momentOf(cursor: string): Date {
  return new Date(Number(readCursor(cursor)[1]))
}
function idOf(cursor: string): string {
  return readCursor(cursor)[2]!
}
function readCursor(cursor: string): RegExpExecArray {
  const found = CURSOR.exec(cursor)
  if (!found) throw invalid('cursor', 'Con trỏ trang không đúng. Mở lại danh sách từ đầu.')
  return found
}
