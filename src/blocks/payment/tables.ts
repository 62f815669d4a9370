import type { Generated } from 'kysely'
import type { ChargeLine } from './model/charge.ts'
import type { ReceiptContent } from './model/receipt.ts'
import type { Source } from './model/statement.ts'

/** This block's own schema. Instants are Date, days `YYYY-MM-DD`, money integer đồng. */
export type ChargeRow = {
  id: string
  number: Generated<number>
  dossier_id: string
  code: string
  procedure: string
  edition: number
  agency: string
  desk: string
  /** Given as JSON text, read as the lines. */
  lines: ChargeLine[]
  total: number
  status: 'due' | 'paid' | 'waived' | 'superseded' | 'refunded'
  made_at: Date
  paid_at: Date | null
}
export type MoneyRow = {
  id: string
  charge_id: string
  method: 'cash' | 'transfer' | 'gateway'
  amount: number
  standing: 'counted' | 'surplus'
  received_at: Date
  desk: string
  position: string | null
  account: string | null
  reference: string | null
  order_id: string | null
}
export type ReceiptRow = {
  id: string
  kind: 'electronic' | 'paper'
  agency: string
  form: string
  symbol: string
  number: number
  payment_id: string
  code: string
  content: ReceiptContent
  total: number
  issued_at: Date
  position: string | null
  xml: string | null
  status: 'valid' | 'cancelled' | 'replaced'
  replaces: string | null
  ended_at: Date | null
  ended_by: string | null
  ended_reason: string | null
}
export type OrderRow = {
  id: string
  charge_id: string
  amount: number
  status: 'asked' | 'open' | 'paid' | 'expired' | 'failed'
  reference: string | null
  pay_url: string | null
  made_at: Date
  expires_at: Date
  asked_at: Date | null
  failure: string | null
}
export type AccountRow = {
  agency: string
  valid_from: string
  bank_bin: string
  bank_account: string
  holder: string
  treasury: string
  fee_account: string
  duty_account: string
  receipt_form: string
  receipt_symbol: string
}
export type RefundRow = {
  id: string
  payment_id: string
  amount: number
  reason: string
  status: 'asked' | 'done' | 'failed'
  asked_at: Date
  position: string | null
  done_at: Date | null
  reference: string | null
  failure: string | null
}
export type BookRow = {
  id: string
  agency: string
  form: string
  symbol: string
  first: number
  last: number
  next: number
  position: string
  handed_at: Date
}
export type PaymentTables = {
  'payment.account': AccountRow
  'payment.gateway': {
    id: Generated<number>
    name: string
    address: string
    merchant: string
    sealed: string
  }
  'payment.signing_key': { id: Generated<number>; sealed: string; public: string; made_at: Date }
  'payment.charge': ChargeRow
  'payment.payment': MoneyRow
  'payment.refund': RefundRow
  'payment.receipt': ReceiptRow
  'payment.receipt_series': { agency: string; form: string; symbol: string; last: number }
  'payment.paper_book': BookRow
  'payment.paper_slip': {
    book_id: string
    number: number
    receipt_id: string | null
    spoiled: string | null
    at: Date
  }
  'payment.gateway_order': OrderRow
  'payment.gateway_notice': {
    id: Generated<number>
    at: Date
    event: string
    order_id: string
    reference: string | null
    amount: number | null
    outcome: string
    digest: Buffer
  }
  'payment.transfer_told': { charge_id: string; at: Date }
  'payment.statement': {
    id: string
    source: Source
    name: string
    hash: string
    from_day: string
    to_day: string
    at: Date
    position: string | null
  }
  'payment.statement_row': { statement_id: string; line: number; day: string; key: string; amount: number }
  'payment.reconciliation': {
    id: string
    from_day: string
    to_day: string
    at: Date
    position: string | null
    totals: unknown
  }
  'payment.difference': {
    id: string
    reconciliation_id: string
    source: Source
    kind: 'missingThere' | 'missingHere' | 'amountDiffers' | 'double'
    key: string
    ours: number
    theirs: number
    code: string | null
    closed_at: Date | null
    closed_by: string | null
    note: string | null
  }
}
