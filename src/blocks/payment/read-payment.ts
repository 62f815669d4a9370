import type { Kysely } from 'kysely'
import type { Context } from '../../platform/command/declare.ts'
import type { Payable } from '../dossier/index.ts'
import { findAccount } from './accounts.ts'
import { billOf, type Charge, lastCharge } from './charges.ts'
import type { PaymentView } from './contract.ts'
import { gatewayName } from './gateway.ts'
import { localDay } from './local-day.ts'
import { chargeOf } from './model/charge.ts'
import { writeVietQr } from './model/vietqr.ts'
import type { PaymentTables } from './tables.ts'
import { moneyViews, receiptViews, shown } from './views.ts'

/** A dossier's fees and money as they stand; what was charged is told as charged, otherwise as it would be. */
export async function paymentView(context: Context<unknown>, dossier: Payable): Promise<PaymentView> {
  const { sql: trx } = context
  const tables = trx as Kysely<PaymentTables>
  const charge = await lastCharge(trx, dossier.id)
  const all = await tables
    .selectFrom('payment.charge')
    .select('id')
    .where('dossier_id', '=', dossier.id)
    .execute()
  const ids = all.map((row) => row.id)
  const current = chargeOf(dossier.definition, dossier.answers, dossier.applicant ?? {})
  const kept = charge && ['paid', 'waived', 'refunded'].includes(charge.status) ? charge : null
  const lines = kept?.lines ?? current.lines
  const sum = (kind: 'phí' | 'lệ phí') =>
    lines.filter((line) => line.kind === kind).reduce((found, line) => found + line.amount, 0)
  const total = kept ? kept.total : current.total
  // What is due may have changed with the answers since it was asked for: it is then asked for anew.
  const due = charge?.status === 'due' && charge.total === total && !dossier.ended ? charge : null
  const receipts = await tables
    .selectFrom('payment.receipt')
    .selectAll()
    .where('code', '=', dossier.code)
    .orderBy('issued_at')
    .orderBy('number')
    .execute()
  return {
    code: dossier.code,
    procedure: { code: dossier.procedure, name: dossier.definition.title.vi, edition: dossier.edition },
    lines,
    fees: sum('phí'),
    duties: sum('lệ phí'),
    total,
    status: statusOf(dossier, charge, due !== null, total),
    waits: dossier.waits,
    bill: charge && (due || kept) ? billOf(charge) : null,
    transfer: due ? await transferOf(context, due) : null,
    gateway: await gatewayOf(context, due),
    transferTold: due && (await toldAt(context, due)),
    payments: await moneyViews(trx, ids),
    receipts: await receiptViews(trx, receipts),
  }
}

function statusOf(
  dossier: Payable,
  charge: Charge | null,
  due: boolean,
  total: number | null,
): PaymentView['status'] {
  if (charge?.status === 'paid' || charge?.status === 'refunded') return charge.status
  if (dossier.definition.fees.length === 0) return 'free'
  if (dossier.ended) return 'closed'
  if (total === 0) return 'waived'
  return due ? 'due' : 'none'
}

/** The bank transfer that pays a charge, as text to draw and as words to type. */
async function transferOf(context: Context<unknown>, charge: Charge): Promise<PaymentView['transfer']> {
  const account = await findAccount(context, charge.desk, localDay(context.now))
  if (!account) return null
  const purpose = billOf(charge)
  const qr = writeVietQr({
    bin: account.bank_bin,
    number: account.bank_account,
    to: 'account',
    amount: charge.total,
    bill: purpose,
    purpose,
  })
  return { qr, bank: account.bank_bin, account: account.bank_account, holder: account.holder, purpose }
}

async function toldAt({ sql }: Context<unknown>, charge: Charge): Promise<string | null> {
  const told = await (sql as Kysely<PaymentTables>)
    .selectFrom('payment.transfer_told')
    .select('at')
    .where('charge_id', '=', charge.id)
    .executeTakeFirst()
  return told ? shown(told.at) : null
}

async function gatewayOf(
  { sql, now }: Context<unknown>,
  due: Charge | null,
): Promise<PaymentView['gateway']> {
  const name = await gatewayName(sql)
  const order = due
    ? await (sql as Kysely<PaymentTables>)
        .selectFrom('payment.gateway_order')
        .selectAll()
        .where('charge_id', '=', due.id)
        .where('expires_at', '>', now)
        .orderBy('made_at', 'desc')
        .executeTakeFirst()
    : undefined
  return {
    name,
    order: order?.id ?? null,
    state: order?.status ?? null,
    payUrl: order?.status === 'open' ? order.pay_url : null,
  }
}
