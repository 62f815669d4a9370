import type { Kysely } from 'kysely'
import { z } from 'zod'
import { invalid } from '../../../kernel/problem.ts'
import { command, query } from '../../../platform/command/declare.ts'
import { setCollection } from '../../dossier/index.ts'
import { agencyTree } from '../../organisation/index.ts'
import { AccountSetting, PERMISSIONS } from '../contract.ts'
import { gatewayName, setGatewayTo } from '../gateway.ts'
import type { AccountRow, PaymentTables } from '../tables.ts'

/** Where an agency's money goes and how its receipts are marked, from a day on. Errors: request.invalid naming the field. */
export const setAccount = command({
  name: 'payment.setAccount',
  route: 'PUT /payments/accounts',
  summary: 'Khai báo tài khoản thu, tài khoản kho bạc và mẫu biên lai của một cơ quan',
  input: AccountSetting,
  output: AccountSetting,
  permission: PERMISSIONS.configure,
  factor: 'fresh',
  audit: (input) => `set the accounts of ${input.agency} from ${input.validFrom}`,
  async run(context) {
    const { input, sql } = context
    if (!(await agencyTree(context)).get(input.agency))
      throw invalid('agency', `Không có cơ quan mã ${input.agency}.`)
    const row = rowOf(input)
    await (sql as Kysely<PaymentTables>)
      .insertInto('payment.account')
      .values(row)
      .onConflict((conflict) => conflict.columns(['agency', 'valid_from']).doUpdateSet(row))
      .execute()
    return input
  },
})

/**
 * From when on an agency and those below it hold favourable results back until fees are paid; for dossiers accepted from
 * that moment. Errors: request.invalid naming the field.
 */
export const setCollects = command({
  name: 'payment.setCollects',
  route: 'PUT /payments/collection',
  summary: 'Quy định cơ quan chỉ trả kết quả khi đã thu đủ phí, lệ phí',
  input: z.strictObject({
    agency: AccountSetting.shape.agency,
    from: z.iso.datetime({ offset: true }),
    collects: z.boolean(),
  }),
  output: z.object({ agency: z.string(), collects: z.boolean() }),
  permission: PERMISSIONS.configure,
  factor: 'fresh',
  audit: (input) =>
    `${input.collects ? 'held' : 'let go'} results of ${input.agency} for fees from ${input.from}`,
  async run(context) {
    const { agency, from, collects } = context.input
    if (!(await agencyTree(context)).get(agency)) throw invalid('agency', `Không có cơ quan mã ${agency}.`)
    await setCollection(context.sql, { agency, from: new Date(from), collects })
    return { agency, collects }
  },
})

/** The settings of payments; the gateway's secret is never shown. */
export const settings = query({
  name: 'payment.settings',
  route: 'GET /payments/settings',
  summary: 'Tài khoản thu phí của các cơ quan và cổng thanh toán đang dùng',
  input: z.strictObject({}),
  output: z.object({ accounts: z.array(AccountSetting), gateway: z.string().nullable() }),
  permission: PERMISSIONS.configure,
  async run({ sql }) {
    const rows = await (sql as Kysely<PaymentTables>)
      .selectFrom('payment.account')
      .selectAll()
      .orderBy('agency')
      .orderBy('valid_from', 'desc')
      .execute()
    return { accounts: rows.map(settingOf), gateway: await gatewayName(sql) }
  },
})

/** The payment gateway of the installation; the secret is sealed where it rests. */
export const setGateway = command({
  name: 'payment.setGateway',
  route: 'PUT /payments/gateway',
  summary: 'Khai báo cổng thanh toán',
  input: z.strictObject({
    name: z.string().trim().min(2, 'Ghi tên cổng thanh toán').max(100),
    address: z.url({ protocol: /^https?$/, error: 'Địa chỉ có dạng https://cong.example.vn' }),
    merchant: z.string().trim().min(1, 'Ghi mã đơn vị').max(100),
    secret: z.string().min(16, 'Khóa bí mật dài ít nhất 16 ký tự').max(200),
  }),
  output: z.object({ name: z.string() }),
  permission: PERMISSIONS.configure,
  factor: 'fresh',
  audit: () => 'set the payment gateway',
  async run({ input, sql, vault }) {
    const address = new URL(input.address)
    if (address.username || address.search || address.hash)
      throw invalid('address', 'Địa chỉ không chứa tên đăng nhập hay tham số.')
    await setGatewayTo(sql, vault, { ...input, address: input.address.replace(/\/+$/, '') })
    return { name: input.name }
  },
})

export function rowOf(setting: AccountSetting): AccountRow {
  return {
    agency: setting.agency,
    valid_from: setting.validFrom,
    bank_bin: setting.bankBin,
    bank_account: setting.bankAccount,
    holder: setting.holder,
    treasury: setting.treasury,
    fee_account: setting.feeAccount,
    duty_account: setting.dutyAccount,
    receipt_form: setting.receiptForm,
    receipt_symbol: setting.receiptSymbol,
  }
}

function settingOf(row: AccountRow): AccountSetting {
  return {
    agency: row.agency,
    validFrom: row.valid_from,
    bankBin: row.bank_bin,
    bankAccount: row.bank_account,
    holder: row.holder,
    treasury: row.treasury,
    feeAccount: row.fee_account,
    dutyAccount: row.duty_account,
    receiptForm: row.receipt_form,
    receiptSymbol: row.receipt_symbol,
  }
}
