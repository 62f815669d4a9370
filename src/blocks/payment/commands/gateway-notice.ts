import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { type Context, command } from '../../../platform/command/declare.ts'
import { GatewayNotice, NOTICE_OUTCOMES, type NoticeOutcome } from '../contract.ts'
import { gatewaySetting } from '../gateway.ts'
import { countGatewayMoney } from '../gateway-money.ts'
import type { PaymentTables } from '../tables.ts'

const FRESH_MS = 5 * 60_000

const Payload = z.object({
  event: z.string().min(1).max(100),
  order: z.string().min(1).max(100),
  status: z.enum(['open', 'paid', 'expired']),
  amount: z.int(),
  transaction: z.string().max(100).nullable(),
})

/** What each outcome tells the gateway. */
const TEXTS: Record<NoticeOutcome, string> = {
  counted: 'Đã ghi nhận thanh toán.',
  repeated: 'Tin báo này đã được ghi nhận từ trước; không tính thêm.',
  alreadyPaid: 'Khoản này đã nộp bằng cách khác; số tiền được giữ riêng để hoàn trả.',
  wrongAmount: 'Số tiền không đúng đơn; không tính là đã nộp, được giữ riêng để hoàn trả.',
  unknownOrder: 'Không có đơn thanh toán này; không ghi nhận gì.',
  late: 'Khoản phải nộp đã thay đổi trước khi tiền đến; số tiền được giữ riêng để hoàn trả.',
  notPaid: 'Đã nhận tin; đơn chưa thanh toán.',
}

/**
 * Takes the gateway's notice: HMAC-SHA256 over timestamp and payload, five minutes fresh. Replayed, late, for another
 * amount or an unknown order: answered so, logged, nothing counted twice. Errors: payment.notice-forged 403 (kept in the
 * audit), payment.notice-stale 403, request.invalid 422 naming `payload`.
 */
export const gatewayNotice = command({
  name: 'payment.gatewayNotice',
  route: 'POST /payments/notices',
  summary: 'Nhận tin báo đã ký của cổng thanh toán',
  input: GatewayNotice,
  output: z.object({ outcome: z.enum(NOTICE_OUTCOMES), message: z.string() }),
  permission: 'public',
  audit: () => 'took a notice of the payment gateway',
  async run(context) {
    const { input, sql, now } = context
    await requireSigned(context)
    const told = readPayload(input.payload)
    const tables = sql as Kysely<PaymentTables>
    const outcome = await countGatewayMoney(context, told)
    await tables
      .insertInto('payment.gateway_notice')
      .values({
        at: now,
        event: told.event,
        order_id: told.order,
        reference: told.transaction,
        amount: told.amount,
        outcome,
        digest: createHash('sha256').update(input.payload).digest(),
      })
      .execute()
    return { outcome, message: TEXTS[outcome] }
  },
})

async function requireSigned({
  input,
  sql,
  vault,
  now,
}: Context<z.output<typeof GatewayNotice>>): Promise<void> {
  const setting = await gatewaySetting(sql, vault)
  const right = createHmac('sha256', setting?.secret ?? '')
    .update(`${input.timestamp}.${input.payload}`)
    .digest()
  if (!setting || !timingSafeEqual(right, Buffer.from(input.signature, 'hex')))
    throw new Problem(
      'payment.notice-forged',
      403,
      'Chữ ký của tin báo không đúng khóa của cổng thanh toán; không ghi nhận gì.',
    )
  if (Math.abs(now.getTime() - Number(input.timestamp) * 1000) > FRESH_MS)
    throw new Problem(
      'payment.notice-stale',
      403,
      'Tin báo được ký quá năm phút trước; không ghi nhận. Cổng thanh toán ký lại rồi gửi lại.',
    )
}

function readPayload(text: string) {
  let value: unknown = null
  try {
    value = JSON.parse(text)
  } catch {
    // Refused below, with the same words as what is JSON and lacks a field.
  }
  const read = Payload.safeParse(value)
  if (!read.success) throw invalid('payload', 'Nội dung tin báo không đúng giao thức đã thỏa thuận.')
  return read.data
}
