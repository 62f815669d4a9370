import { sql } from 'kysely'
import type { Context } from '../../platform/command/declare.ts'
import { billOf, numberOfBill } from './charges.ts'
import type { Entry } from './model/reconcile.ts'
import { gatewayKey, type Source, treasuryKey } from './model/statement.ts'

type Period = { from: Date; to: Date }
type Desks = readonly string[] | null
const among = (column: string, desks: Desks) =>
  desks ? sql`${sql.ref(column)} = any(${[...desks]}::text[])` : sql`true`

/**
 * What our own books hold of a source in a period: the gateway's payments (surplus too) and refunds by its transaction;
 * what the treasury must have got, by bill and account. `desks` null: everybody's.
 */
export function ownEntries(
  context: Context<unknown>,
  source: Source,
  period: Period,
  desks: Desks,
): Promise<Entry[]> {
  return source === 'gateway' ? throughGateway(context, period, desks) : toTreasury(context, period, desks)
}

async function throughGateway(
  { sql: trx }: Context<unknown>,
  { from, to }: Period,
  desks: Desks,
): Promise<Entry[]> {
  const { rows } = await sql<{ reference: string; amount: number; refund: boolean; code: string }>`
    select p.reference, p.amount, false as refund, c.code from payment.payment p join payment.charge c on c.id = p.charge_id
    where p.method = 'gateway' and p.received_at >= ${from} and p.received_at < ${to} and ${among('p.desk', desks)}
    union all
    select r.reference, -r.amount, true, c.code from payment.refund r
    join payment.payment p on p.id = r.payment_id join payment.charge c on c.id = p.charge_id
    where p.method = 'gateway' and r.status = 'done' and r.done_at >= ${from} and r.done_at < ${to} and ${among('p.desk', desks)}`.execute(
    trx,
  )
  return rows.map(({ reference, amount, refund, code }) => ({
    key: gatewayKey(reference, refund),
    amount,
    code,
  }))
}

type Line = { kind: 'phí' | 'lệ phí'; amount: number; account: string }

async function toTreasury(
  { sql: trx }: Context<unknown>,
  { from, to }: Period,
  desks: Desks,
): Promise<Entry[]> {
  const { rows } = await sql<{ number: number; code: string; lines: Line[] }>`
    select c.number, c.code, r.content -> 'lines' as lines
    from payment.payment p join payment.charge c on c.id = p.charge_id
    join lateral (select content from payment.receipt where payment_id = p.id order by issued_at limit 1) r on true
    where p.standing = 'counted' and p.received_at >= ${from} and p.received_at < ${to} and ${among('p.desk', desks)}`.execute(
    trx,
  )
  return rows.flatMap(({ number, code, lines }) => {
    const byAccount = new Map<string, number>()
    for (const { account, amount } of lines) byAccount.set(account, (byAccount.get(account) ?? 0) + amount)
    return [...byAccount].map(([account, amount]) => ({
      key: treasuryKey(billOf({ number }), account),
      amount,
      code,
    }))
  })
}

/** What a source's statements say of these days; what belongs to desks out of reach is left to them. */
export async function theirEntries(
  { sql: trx }: Context<unknown>,
  source: Source,
  { from, to }: { from: string; to: string },
  desks: Desks,
): Promise<Entry[]> {
  const { rows } = await sql<{ key: string; amount: number }>`
    select r.key, r.amount from payment.statement_row r join payment.statement s on s.id = r.statement_id
    where s.source = ${source} and r.day >= ${from} and r.day <= ${to} order by s.at, r.line`.execute(trx)
  if (desks === null || rows.length === 0) return rows
  const others = await sql<{ reference: string | null; number: number }>`
    select p.reference, c.number from payment.payment p join payment.charge c on c.id = p.charge_id
    where not (${among('p.desk', desks)})
      and (p.reference = any(${rows.map((row) => row.key.replace(/^hoàn /, ''))}::text[])
        or c.number = any(${rows.flatMap((row) => numberOfBill(row.key.split(' ')[0]!) ?? [])}::bigint[]))`.execute(
    trx,
  )
  const foreign = new Set(
    others.rows.flatMap(({ reference, number }) =>
      source === 'gateway'
        ? [gatewayKey(reference ?? '', false), gatewayKey(reference ?? '', true)]
        : [billOf({ number })],
    ),
  )
  return rows.filter(({ key }) => !foreign.has(source === 'gateway' ? key : key.split(' ')[0]!))
}
