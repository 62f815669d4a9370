import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { Problem } from '../../kernel/problem.ts'
import type { Context } from '../../platform/command/declare.ts'
import { type Payable, settle } from '../dossier/index.ts'
import type { Charge } from './charges.ts'
import { contentOf, issueReceipt, writeOnPaper } from './issue-receipt.ts'
import type { MoneyRow, PaymentTables, ReceiptRow } from './tables.ts'

type Money = { method: MoneyRow['method']; reference: string | null; order?: string; book?: string }

/**
 * Counts money for a charge that is due: the payment, the dossier told (one that waited goes on), the receipt last.
 * One transaction. Errors: payment.already-paid 409, payment.reference-used 409, payment.no-account 409, those of takeMove
 * and takeSlip.
 */
export async function takePayment(
  context: Context<unknown>,
  dossier: Payable,
  charge: Charge,
  money: Money,
): Promise<{ payment: string; receipt: ReceiptRow; moved: Awaited<ReturnType<typeof settle>> }> {
  const { now, sql } = context
  const paid = await (sql as Kysely<PaymentTables>)
    .updateTable('payment.charge')
    .set({ status: 'paid', paid_at: now })
    .where('id', '=', charge.id)
    .where('status', '=', 'due')
    .executeTakeFirst()
  if (paid.numUpdatedRows === 0n) throw alreadyPaid(dossier.code)
  const payer = {
    name: String(dossier.applicant?.name ?? 'Người nộp hồ sơ'),
    address: typeof dossier.applicant?.address === 'string' ? dossier.applicant.address : null,
  }
  const { content, account } = await contentOf(
    context,
    charge,
    money.method,
    payer,
    dossier.definition.title.vi,
  )
  const payment = await recordMoney(context, charge, charge.total, 'counted', money)
  const moved = await settle(context, dossier.code, charge.total)
  const issuing = { payment, code: dossier.code, content, account }
  const receipt = money.book
    ? await writeOnPaper(context, issuing, money.book)
    : await issueReceipt(context, issuing)
  return { payment, receipt, moved }
}

export function alreadyPaid(code: string): Problem {
  const text = `Hồ sơ ${code} đã nộp đủ phí, lệ phí. Không thu thêm; xem biên lai đã cấp.`
  return new Problem('payment.already-paid', 409, text)
}

/** Puts money down; its reference, if it has one, counts once. Errors: payment.reference-used 409. */
export async function recordMoney(
  { sql, now, actor }: Context<unknown>,
  charge: Charge,
  amount: number,
  standing: MoneyRow['standing'],
  { method, reference, order }: Money,
): Promise<string> {
  const tables = sql as Kysely<PaymentTables>
  const id = randomUUID()
  const done = await tables
    .insertInto('payment.payment')
    .values({
      id,
      charge_id: charge.id,
      method,
      amount,
      standing,
      received_at: now,
      desk: charge.desk,
      position: actor.position,
      account: actor.account,
      reference,
      order_id: order ?? null,
    })
    .onConflict((conflict) =>
      conflict.columns(['method', 'reference']).where('reference', 'is not', null).doNothing(),
    )
    .executeTakeFirst()
  if ((done.numInsertedOrUpdatedRows ?? 0n) > 0n) return id
  const text = `Giao dịch ${reference} đã được tính cho một khoản khác. Kiểm tra lại số giao dịch trên sao kê.`
  throw new Problem('payment.reference-used', 409, text, [{ path: 'reference', message: text }])
}
