import { z } from 'zod'
import { ChargeLine } from './model/charge.ts'
import { ReceiptContent } from './model/receipt.ts'

/** All that others may know of payments: shapes and permissions. Money is integer đồng. */
export const PERMISSIONS = {
  collect: 'payment.collect',
  refund: 'payment.refund',
  reconcile: 'payment.reconcile',
  configure: 'payment.configure',
} as const

export const METHODS = ['cash', 'transfer', 'gateway'] as const
/** How the money came, in the words of a receipt. */
export const METHOD_NAMES: Record<(typeof METHODS)[number], string> = {
  cash: 'Tiền mặt',
  transfer: 'Chuyển khoản',
  gateway: 'Thanh toán trực tuyến',
}

const Instant = z.iso.datetime({ offset: true })
export const Day = z.iso.date()
export const Code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^H\d{2}(?:\.\d{1,3}){0,3}-\d{6}-\d{4,7}$/, 'Mã hồ sơ có dạng H60.08-221010-0001')
/** The receipt's secret or the last four digits, as in dossier.track. */
export const Check = z.string().trim().max(100)
export const Reason = z
  .string()
  .trim()
  .min(5, 'Ghi rõ lý do, ít nhất 5 ký tự')
  .max(500, 'Lý do dài nhất 500 ký tự')

export const ReceiptView = z.object({
  id: z.uuid(),
  kind: z.enum(['electronic', 'paper']),
  form: z.string(),
  symbol: z.string(),
  /** As it is printed: seven digits at least. */
  number: z.string(),
  code: z.string(),
  content: ReceiptContent,
  issuedAt: Instant,
  status: z.enum(['valid', 'cancelled', 'replaced']),
  /** The receipt it stands in place of, and the one that stands in its place. */
  replaces: z.string().nullable(),
  replacedBy: z.string().nullable(),
  endedAt: Instant.nullable(),
  endedReason: z.string().nullable(),
})
export type ReceiptView = z.infer<typeof ReceiptView>

export const RefundView = z.object({
  status: z.enum(['asked', 'done', 'failed']),
  amount: z.int(),
  reason: z.string(),
  askedAt: Instant,
  doneAt: Instant.nullable(),
  failure: z.string().nullable(),
})

export const MoneyView = z.object({
  id: z.uuid(),
  method: z.enum(METHODS),
  amount: z.int(),
  /** `surplus`: came besides what was due, and is to be given back. */
  standing: z.enum(['counted', 'surplus']),
  receivedAt: Instant,
  reference: z.string().nullable(),
  refund: RefundView.nullable(),
})

/** A dossier's fees and all the money that moved for them. */
export const PaymentView = z.object({
  code: z.string(),
  procedure: z.object({ code: z.string(), name: z.string(), edition: z.int() }),
  /** The day of receipt whose fee table binds it. */
  lines: z.array(ChargeLine),
  fees: z.int(),
  duties: z.int(),
  /** Null while the answers do not yet tell. */
  total: z.int().nullable(),
  /** `none`: nothing has been asked for yet; `free`: this procedure has no fee; `closed`: ended, nothing is owed. */
  status: z.enum(['free', 'none', 'due', 'paid', 'waived', 'refunded', 'closed']),
  /** The dossier stands still until the money comes. */
  waits: z.boolean(),
  bill: z.string().nullable(),
  /** The VietQR text and what it says, while there is something to pay. */
  transfer: z
    .object({
      qr: z.string(),
      bank: z.string(),
      account: z.string(),
      holder: z.string(),
      purpose: z.string(),
    })
    .nullable(),
  /** Can be paid at the gateway; the address of an attempt under way. */
  gateway: z.object({
    name: z.string().nullable(),
    order: z.uuid().nullable(),
    state: z.string().nullable(),
    payUrl: z.string().nullable(),
  }),
  /** When the payer said that the transfer is made. */
  transferTold: Instant.nullable(),
  payments: z.array(MoneyView),
  receipts: z.array(ReceiptView),
})
export type PaymentView = z.infer<typeof PaymentView>

export const AccountSetting = z.strictObject({
  agency: z.string().regex(/^[A-Z]\d{2}(\.\d{1,3}){0,3}$/, 'Mã cơ quan có dạng H60.08'),
  validFrom: Day,
  bankBin: z.string().regex(/^\d{6}$/, 'Mã ngân hàng (BIN) gồm sáu chữ số'),
  bankAccount: z.string().regex(/^[0-9A-Za-z]{1,19}$/, 'Số tài khoản gồm 1 đến 19 chữ số, chữ cái'),
  holder: z.string().trim().min(3, 'Ghi tên chủ tài khoản').max(100),
  treasury: z.string().trim().min(3, 'Ghi tên Kho bạc Nhà nước nơi mở tài khoản').max(100),
  feeAccount: z.string().trim().min(3, 'Ghi tài khoản thu phí').max(40),
  dutyAccount: z.string().trim().min(3, 'Ghi tài khoản thu lệ phí').max(40),
  receiptForm: z.string().trim().min(2, 'Ghi mẫu số biên lai').max(20),
  receiptSymbol: z.string().trim().min(2, 'Ghi ký hiệu biên lai').max(20),
})
export type AccountSetting = z.infer<typeof AccountSetting>

/** What the gateway sends to the notice address; see src/connectors/payment-gateway/README.md. */
export const GatewayNotice = z.strictObject({
  timestamp: z.string().regex(/^\d{10}$/, 'Giây kể từ 1970, mười chữ số'),
  payload: z.string().max(10_000),
  signature: z.string().regex(/^[0-9a-f]{64}$/, 'HMAC-SHA256, 64 chữ số thập lục phân'),
})
export const NOTICE_OUTCOMES = [
  'counted',
  'repeated',
  'alreadyPaid',
  'wrongAmount',
  'unknownOrder',
  'late',
  'notPaid',
] as const
export type NoticeOutcome = (typeof NOTICE_OUTCOMES)[number]

export const DifferenceView = z.object({
  id: z.uuid(),
  source: z.enum(['gateway', 'treasury']),
  kind: z.enum(['missingThere', 'missingHere', 'amountDiffers', 'double']),
  key: z.string(),
  ours: z.int(),
  theirs: z.int(),
  code: z.string().nullable(),
  closedAt: Instant.nullable(),
  closedBy: z.string().nullable(),
  note: z.string().nullable(),
})
export type DifferenceView = z.infer<typeof DifferenceView>
export const ReconciliationView = z.object({
  id: z.uuid(),
  from: Day,
  to: Day,
  at: Instant,
  totals: z.array(
    z.object({
      source: z.enum(['gateway', 'treasury']),
      ours: z.int(),
      theirs: z.int(),
      matched: z.int(),
      statements: z.int(),
    }),
  ),
  differences: z.array(DifferenceView),
})
export type ReconciliationView = z.infer<typeof ReconciliationView>

export const BookView = z.object({
  id: z.uuid(),
  agency: z.string(),
  form: z.string(),
  symbol: z.string(),
  first: z.int(),
  last: z.int(),
  /** Null when it is used up. */
  next: z.int().nullable(),
  position: z.string(),
  holder: z.string(),
  handedAt: Instant,
  used: z.int(),
  spoiled: z.array(z.object({ number: z.int(), reason: z.string(), at: Instant })),
})
export type BookView = z.infer<typeof BookView>
