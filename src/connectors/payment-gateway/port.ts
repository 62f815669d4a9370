/** Where the gateway stands and who we are to it. `secret` signs both ways. */
export type GatewaySettings = { name: string; address: string; merchant: string; secret: string }

export type OrderAsked = {
  /** Ours, and the Idempotency-Key of its making. */
  order: string
  amount: number
  /** What the payer sees and the settlement names. */
  bill: string
  description: string
  returnUrl: string
  notifyUrl: string
  expiresAt: Date
}
export type OrderState = {
  status: 'open' | 'paid' | 'expired'
  /** The gateway's own number of the transaction, once paid. */
  transaction: string | null
  amount: number
}

/** A payment gateway as this province asks of one; integer đồng. */
export type PaymentGateway = {
  name: string
  /** Asked twice with the same order it answers the same. Errors: GatewayRefused. */
  createOrder: (asked: OrderAsked) => Promise<{ reference: string; payUrl: string }>
  /** Null: the gateway has never heard of it. */
  orderState: (order: string) => Promise<OrderState | null>
  /** Asked twice with the same refund it gives back once. Errors: GatewayRefused. */
  refund: (asked: {
    refund: string
    order: string
    amount: number
    reason: string
  }) => Promise<{ transaction: string }>
  /** The settlement of a day (`YYYY-MM-DD`), as CSV. */
  settlement: (day: string) => Promise<string>
}

/** The gateway answered and said no: asking again is of no use. */
export class GatewayRefused extends Error {
  readonly code: string
  constructor(code: string, text: string) {
    super(text)
    this.name = 'GatewayRefused'
    this.code = code
  }
}
