import { askOutside } from '../../platform/http/outgoing.ts'
import { GatewayRefused, type GatewaySettings, type OrderState, type PaymentGateway } from './port.ts'
import { signatureOf } from './signature.ts'

const WITHIN_MS = 8_000
const SETTLEMENT_LIMIT = 20 * 1024 * 1024

/** The real client of a gateway that speaks the protocol of README.md. Every call is signed; money calls carry their key. */
export function paymentGateway(
  { name, address, merchant, secret }: GatewaySettings,
  clock: () => Date = () => new Date(),
): PaymentGateway {
  async function call(method: 'GET' | 'POST', path: string, body?: object, key?: string) {
    const text = body === undefined ? '' : JSON.stringify(body)
    const timestamp = String(Math.floor(clock().getTime() / 1000))
    const answer = await askOutside(`${address}${path}`, {
      method,
      headers: {
        'x-merchant': merchant,
        'x-timestamp': timestamp,
        'x-signature': signatureOf(secret, timestamp, method, path, text),
        ...(key ? { 'idempotency-key': key } : {}),
        ...(text ? { 'content-type': 'application/json' } : {}),
      },
      ...(text ? { body: text } : {}),
      // The address is a setting of this installation: a gateway may stand on the province's own network.
      allowed: [address],
      withinMs: WITHIN_MS,
      atMost: SETTLEMENT_LIMIT,
    })
    const content = answer.body.toString('utf8')
    if (answer.status >= 500) throw new Error(`the payment gateway answered ${answer.status}`)
    if (answer.status >= 400 && answer.status !== 404) {
      const { code = 'refused', message = '' } = readJson(content)
      throw new GatewayRefused(String(code), `the payment gateway refused: ${code} ${message}`.trim())
    }
    return { status: answer.status, content }
  }

  return {
    name,
    async createOrder({ expiresAt, ...asked }) {
      const body = { ...asked, expiresAt: expiresAt.toISOString() }
      const answer = readJson((await call('POST', '/v1/orders', body, asked.order)).content)
      const { reference, payUrl } = answer
      if (
        typeof reference !== 'string' ||
        typeof payUrl !== 'string' ||
        new URL(payUrl).origin !== new URL(address).origin
      )
        throw new Error('the payment gateway answered an order without reference or with a foreign address')
      return { reference, payUrl }
    },
    async orderState(order) {
      const { status, content } = await call('GET', `/v1/orders/${encodeURIComponent(order)}`)
      if (status === 404) return null
      return stateOf(readJson(content))
    },
    async refund({ refund, ...asked }) {
      const answer = readJson((await call('POST', '/v1/refunds', { refund, ...asked }, refund)).content)
      if (typeof answer.transaction !== 'string')
        throw new Error('the payment gateway answered a refund without number')
      return { transaction: answer.transaction }
    },
    async settlement(day) {
      const { status, content } = await call('GET', `/v1/settlements/${day}.csv`)
      if (status === 404) throw new GatewayRefused('no-settlement', `no settlement of ${day}`)
      return content
    },
  }
}

function stateOf({ status, transaction, amount }: Record<string, unknown>): OrderState {
  if (status !== 'open' && status !== 'paid' && status !== 'expired')
    throw new Error(`the payment gateway tells an unknown state: ${String(status)}`)
  if (!Number.isSafeInteger(amount)) throw new Error('the payment gateway tells no whole amount')
  return {
    status,
    transaction: typeof transaction === 'string' ? transaction : null,
    amount: amount as number,
  }
}

function readJson(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // Told below: what came is not JSON.
  }
  throw new Error('the payment gateway answered something unreadable')
}
