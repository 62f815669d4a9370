import { type Kysely, sql } from 'kysely'

type DayTotal = { desk: string; taken: number; refunded: number }

/** What each desk took and gave back within [from, to), in đồng; a surplus counts as taken until it is given back. */
export async function dayTotals(
  db: Kysely<any>,
  { from, to, desks }: { from: Date; to: Date; desks: readonly string[] },
): Promise<DayTotal[]> {
  const { rows } = await sql<DayTotal>`
    select desk, sum(taken)::int8 as taken, sum(refunded)::int8 as refunded from (
      select p.desk, p.amount as taken, 0 as refunded from payment.payment p
      where p.received_at >= ${from} and p.received_at < ${to} and p.desk = any(${[...desks]}::text[])
      union all
      select p.desk, 0, r.amount from payment.refund r join payment.payment p on p.id = r.payment_id
      where r.status = 'done' and r.done_at >= ${from} and r.done_at < ${to} and p.desk = any(${[...desks]}::text[])
    ) as money group by desk`.execute(db)
  return rows.map((row) => ({ ...row, taken: Number(row.taken), refunded: Number(row.refunded) }))
}
