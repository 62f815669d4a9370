import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { formatInstant } from '../../kernel/local-time.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Context } from '../../platform/command/declare.ts'
import { agencyTree } from '../organisation/index.ts'
import { accountOf } from './accounts.ts'
import type { Charge } from './charges.ts'
import { METHOD_NAMES } from './contract.ts'
import { localDay } from './local-day.ts'
import { type ReceiptContent, receiptNumber, receiptXml } from './model/receipt.ts'
import { takeSlip } from './paper.ts'
import { receiptKey, signXml } from './signing.ts'
import type { AccountRow, MoneyRow, PaymentTables, ReceiptRow } from './tables.ts'

type Payer = ReceiptContent['payer']

/** What a receipt of this charge and money says. */
export async function contentOf(
  context: Context<unknown>,
  charge: Charge,
  method: MoneyRow['method'],
  payer: Payer,
  procedure: string,
): Promise<{ content: ReceiptContent; account: AccountRow }> {
  const tree = await agencyTree(context)
  const account = await accountOf(context, charge.desk, localDay(context.now))
  const { actor } = context
  const content: ReceiptContent = {
    issuer: { code: charge.desk, name: tree.nameOf(charge.desk) },
    payer,
    code: charge.code,
    procedure,
    method: METHOD_NAMES[method],
    lines: charge.lines
      .filter((line) => line.amount > 0)
      .map(({ name, kind, amount }) => ({
        name,
        kind,
        amount,
        account: kind === 'phí' ? account.fee_account : account.duty_account,
      })),
    treasury: account.treasury,
    cashier: actor.kind === 'person' ? actor.name : 'Hệ thống thanh toán trực tuyến',
    total: charge.total,
    replaces: null,
  }
  return { content, account }
}

type Issuing = {
  payment: string
  code: string
  content: ReceiptContent
  account: AccountRow
  replaces?: string
}

/**
 * Issues an electronic receipt: the next number of the agency's series, signed and put down. Call it last: the series'
 * row stays locked to the end of the transaction, so that numbers have no gap and no repeat.
 */
export async function issueReceipt(context: Context<unknown>, issuing: Issuing): Promise<ReceiptRow> {
  const { sql: trx, vault, now } = context
  const { content, account } = issuing
  const key = await receiptKey(trx, vault, now)
  const form = account.receipt_form
  const symbol = account.receipt_symbol
  const { rows } = await sql<{ last: number }>`
    insert into payment.receipt_series as series (agency, form, symbol, last)
    values (${content.issuer.code}, ${form}, ${symbol}, 1)
    on conflict (agency, form, symbol) do update set last = series.last + 1 returning last`.execute(trx)
  const number = rows[0]!.last
  const issuedAt = formatInstant(now.getTime())
  const xml = signXml(receiptXml({ form, symbol, number, issuedAt, content }), key)
  return insertReceipt(context, issuing, { kind: 'electronic', form, symbol, number, xml })
}

/** The same on the next slip of a printed book that the cashier holds. Errors: those of takeSlip. */
export async function writeOnPaper(
  context: Context<unknown>,
  issuing: Issuing,
  book: string,
): Promise<ReceiptRow> {
  const slip = await takeSlip(context, book, issuing.content.issuer.code)
  const receipt = await insertReceipt(context, issuing, { kind: 'paper', xml: null, ...slip })
  await slipUsed(context, book, slip.number, receipt.id)
  return receipt
}

async function slipUsed({ sql: trx, now }: Context<unknown>, book: string, number: number, receipt: string) {
  await (trx as Kysely<PaymentTables>)
    .insertInto('payment.paper_slip')
    .values({ book_id: book, number, receipt_id: receipt, spoiled: null, at: now })
    .execute()
}

async function insertReceipt(
  { sql: trx, now, actor }: Context<unknown>,
  { payment, code, content, replaces }: Issuing,
  given: Pick<ReceiptRow, 'kind' | 'form' | 'symbol' | 'number' | 'xml'>,
): Promise<ReceiptRow> {
  return (trx as Kysely<PaymentTables>)
    .insertInto('payment.receipt')
    .values({
      id: randomUUID(),
      ...given,
      agency: content.issuer.code,
      payment_id: payment,
      code,
      content: JSON.stringify(content) as never,
      total: content.total,
      issued_at: now,
      position: actor.position,
      status: 'valid',
      replaces: replaces ?? null,
      ended_at: null,
      ended_by: null,
      ended_reason: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Takes a receipt out of force; it stays to be seen. Errors: payment.receipt-ended 409 naming it. */
export async function endReceipt(
  { sql: trx, now, actor }: Context<unknown>,
  row: ReceiptRow,
  status: 'cancelled' | 'replaced',
  reason: string,
): Promise<void> {
  const done = await (trx as Kysely<PaymentTables>)
    .updateTable('payment.receipt')
    .set({ status, ended_at: now, ended_by: actor.position, ended_reason: reason })
    .where('id', '=', row.id)
    .where('status', '=', 'valid')
    .executeTakeFirst()
  if (done.numUpdatedRows > 0n) return
  const text = `Biên lai số ${receiptNumber(row.number)} đã bị hủy hoặc thay thế từ trước, không hủy thêm lần nữa được.`
  throw new Problem('payment.receipt-ended', 409, text)
}
