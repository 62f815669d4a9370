import { type Kysely, sql } from 'kysely'

/** Charges of one agency and procedure made in a period: all waived, and paid through the gateway or by transfer from afar. */
export type OnlinePayments = { agency: string; procedure: string; waived: number; online: number }

/** What index 766 asks of charges (3.4, 3.6), of all units at once. */
export async function onlinePayments(
  db: Kysely<any>,
  { start, end }: { start: Date; end: Date },
): Promise<OnlinePayments[]> {
  const { rows } = await sql<OnlinePayments>`
    select c.agency, c.procedure, (count(*) filter (where c.status = 'waived'))::int as waived,
      (count(p.id))::int as online
    from payment.charge c
    left join payment.payment p on p.charge_id = c.id and p.standing = 'counted' and p.method <> 'cash'
    where c.made_at >= ${start} and c.made_at < ${end} and c.status in ('paid', 'waived', 'due')
    group by 1, 2`.execute(db)
  return rows
}
