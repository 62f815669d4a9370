import type { Kysely } from 'kysely'
import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { numberOfBill } from '../charges.ts'
import { PERMISSIONS } from '../contract.ts'
import { readVietQr } from '../model/vietqr.ts'
import { desksOf } from '../reach.ts'
import type { PaymentTables } from '../tables.ts'

/** What a scanned payment code orders, and the dossier it is for when it is of one's desks. Errors: payment.qr-refused 422. */
export const readQr = query({
  name: 'payment.readQr',
  route: 'GET /payments/qr',
  summary: 'Đọc và kiểm tra một mã VietQR',
  input: z.strictObject({ text: z.string().max(600) }),
  output: z.object({
    bin: z.string(),
    number: z.string(),
    amount: z.int().nullable(),
    bill: z.string().nullable(),
    code: z.string().nullable(),
  }),
  permission: PERMISSIONS.collect,
  async run(context) {
    const { bin, number, amount, bill } = readVietQr(context.input.text.trim())
    return { bin, number, amount: amount ?? null, bill: bill ?? null, code: await codeOf(bill) }

    async function codeOf(of: string | undefined): Promise<string | null> {
      const asked = of ? numberOfBill(of) : null
      if (asked === null) return null
      const row = await (context.sql as Kysely<PaymentTables>)
        .selectFrom('payment.charge')
        .select(['code', 'desk'])
        .where('number', '=', asked)
        .executeTakeFirst()
      const desks = await desksOf(context, PERMISSIONS.collect)
      return row && (desks === null || desks.includes(row.desk)) ? row.code : null
    }
  },
})
