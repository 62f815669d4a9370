import type { Kysely } from 'kysely'
import { Problem } from '../../kernel/problem.ts'
import type { OrderRow, PaymentTables } from './tables.ts'

/** An attempt to pay at the gateway. Errors: payment.not-found 404. */
export async function orderById(trx: Kysely<any>, id: string): Promise<OrderRow> {
  const row = await (trx as Kysely<PaymentTables>)
    .selectFrom('payment.gateway_order')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (row) return row
  throw new Problem(
    'payment.not-found',
    404,
    'Không có lần thanh toán này. Mở lại trang thanh toán từ trang tra cứu hồ sơ.',
  )
}
