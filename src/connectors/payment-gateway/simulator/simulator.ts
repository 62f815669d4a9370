import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { dayOf, formatDate, formatInstant } from '../../../kernel/local-time.ts'
import { isSignature, signatureOf } from '../signature.ts'
import { closedPage, payPage } from './pages.ts'

type Merchant = { merchant: string; secret: string }
type Order = {
  order: string
  amount: number
  bill: string
  description: string
  returnUrl: string
  notifyUrl: string
  expiresAt: string
  reference: string
  status: 'open' | 'paid' | 'expired'
  transaction: string | null
  paidAmount: number
  paidAt: Date | null
  event: string
}
type Refund = { refund: string; order: string; amount: number; transaction: string; at: Date }
export type Act = 'pay' | 'lose' | 'wrong' | 'repeat' | 'resend'
export type Simulator = {
  address: string
  act: (order: string, act: Act) => Promise<number | null>
  close: () => Promise<void>
}

const FRESH_MS = 5 * 60_000
const BODY_LIMIT = 64 * 1024
const NOTICE_TRIES = 3

/** A gateway that takes no money: it speaks the protocol of README.md and forgets all when it ends. */
export async function openSimulator(
  port: number,
  { merchant, secret }: Merchant,
  clock: () => Date = () => new Date(),
): Promise<Simulator> {
  const orders = new Map<string, Order>()
  const refunds = new Map<string, Refund>()
  const kept = new Map<string, { body: string; status: number; answer: object }>()
  let address = ''
  let serial = 0
  const next = (kind: string) => {
    serial += 1
    const day = formatDate(dayOf(clock().getTime())).replaceAll('-', '')
    return `${kind}${day}${String(serial).padStart(6, '0')}`
  }

  const stateOf = (order: Order) => {
    if (order.status === 'open' && clock() >= new Date(order.expiresAt)) order.status = 'expired'
    const { order: id, reference, status, transaction } = order
    return { order: id, reference, status, amount: order.paidAmount || order.amount, transaction }
  }

  async function notify(order: Order): Promise<number | null> {
    const payload = JSON.stringify({
      event: order.event,
      ...stateOf(order),
      paidAt: formatInstant(order.paidAt!.getTime()),
    })
    for (let tries = 1; tries <= NOTICE_TRIES; tries += 1) {
      const timestamp = String(Math.floor(clock().getTime() / 1000))
      const body = JSON.stringify({ timestamp, payload, signature: signatureOf(secret, timestamp, payload) })
      const answer = await fetch(order.notifyUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      }).catch(() => null)
      if (answer && answer.status < 500) return answer.status
      await new Promise((resolve) => setTimeout(resolve, 300 * tries))
    }
    return null
  }

  async function act(id: string, what: Act): Promise<number | null> {
    const order = orders.get(id)
    if (!order) return null
    if (what === 'repeat' || what === 'resend') return order.paidAt ? notify(order) : null
    if (stateOf(order).status !== 'open') return null
    order.status = 'paid'
    order.transaction = next('GD')
    order.paidAmount = what === 'wrong' ? order.amount - 1000 : order.amount
    order.paidAt = clock()
    return what === 'lose' ? null : notify(order)
  }

  function create(body: Record<string, unknown>) {
    const { order, amount, returnUrl, notifyUrl } = body
    if (
      typeof order !== 'string' ||
      !Number.isSafeInteger(amount) ||
      (amount as number) <= 0 ||
      typeof returnUrl !== 'string' ||
      typeof notifyUrl !== 'string'
    )
      return refusal(422, 'bad-order', 'order, amount, returnUrl and notifyUrl are needed')
    const reference = next('DH')
    orders.set(order, {
      ...(body as Pick<
        Order,
        'order' | 'amount' | 'bill' | 'description' | 'returnUrl' | 'notifyUrl' | 'expiresAt'
      >),
      reference,
      status: 'open',
      transaction: null,
      paidAmount: 0,
      paidAt: null,
      event: randomUUID(),
    })
    return {
      status: 201,
      answer: { order, reference, payUrl: `${address}/pay/${reference}`, status: 'open' },
    }
  }

  function refund({ refund: id, order: of, amount }: Record<string, unknown>) {
    const order = orders.get(String(of))
    if (!order) return refusal(404, 'unknown-order', 'no such order')
    if (order.status !== 'paid') return refusal(409, 'not-paid', 'the order is not paid')
    if ([...refunds.values()].some((each) => each.order === order.order))
      return refusal(409, 'already-refunded', 'the order was refunded before')
    if (amount !== order.paidAmount)
      return refusal(409, 'wrong-amount', 'only the whole amount is given back')
    const transaction = next('HT')
    refunds.set(String(id), { refund: String(id), order: order.order, amount, transaction, at: clock() })
    return { status: 201, answer: { refund: id, transaction } }
  }

  /** Same key and body: the same answer; another body under the key: 409. */
  function once(key: string, body: string, work: () => { status: number; answer: object }) {
    const before = kept.get(key)
    if (before)
      return before.body === body
        ? before
        : refusal(409, 'idempotency-conflict', 'this key came with another body')
    const done = work()
    if (done.status < 400) kept.set(key, { body, ...done })
    return done
  }

  function settlement(day: string): string {
    const on = (at: Date | null) => at !== null && formatDate(dayOf(at.getTime())) === day
    const line = (...cells: (string | number)[]) => cells.join(',')
    return [
      'ma_giao_dich,ma_don,loai,so_tien,thoi_diem',
      ...[...orders.values()]
        .filter((each) => on(each.paidAt))
        .map((each) =>
          line(
            each.transaction!,
            each.order,
            'THANH_TOAN',
            each.paidAmount,
            formatInstant(each.paidAt!.getTime()),
          ),
        ),
      ...[...refunds.values()]
        .filter((each) => on(each.at))
        .map((each) =>
          line(each.transaction, each.order, 'HOAN_TIEN', each.amount, formatInstant(each.at.getTime())),
        ),
      '',
    ].join('\n')
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://gateway')
    const body = await bodyOf(request)
    const page = /^\/pay\/([A-Z0-9]+)$/.exec(pathname)
    if (page) return pay(request, response, page[1]!, body)
    if (pathname === '/control' && request.method === 'POST') {
      const { order, act: what } = JSON.parse(body) as { order: string; act: Act }
      return json(response, 200, { answered: await act(order, what) })
    }
    const refused = unsigned(request, pathname, body)
    if (refused) return json(response, refused.status, refused.answer)
    const settled = /^\/v1\/settlements\/(\d{4}-\d\d-\d\d)\.csv$/.exec(pathname)
    if (settled && request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8' }).end(settlement(settled[1]!))
      return
    }
    const asked = /^\/v1\/orders\/([0-9a-f-]+)$/.exec(pathname)
    if (asked && request.method === 'GET') {
      const order = orders.get(asked[1]!)
      if (!order) return json(response, 404, refusal(404, 'unknown-order', 'no such order').answer)
      return json(response, 200, stateOf(order))
    }
    const work = pathname === '/v1/orders' ? create : pathname === '/v1/refunds' ? refund : null
    const key = request.headers['idempotency-key']
    if (!work || request.method !== 'POST')
      return json(response, 404, refusal(404, 'no-such-call', pathname).answer)
    if (typeof key !== 'string')
      return json(response, 422, refusal(422, 'no-key', 'Idempotency-Key is needed').answer)
    const done = once(`${pathname} ${key}`, body, () => work(JSON.parse(body)))
    json(response, done.status, done.answer)
  }

  function unsigned(request: IncomingMessage, pathname: string, body: string) {
    const timestamp = String(request.headers['x-timestamp'] ?? '')
    const signature = String(request.headers['x-signature'] ?? '')
    const known = request.headers['x-merchant'] === merchant
    const fresh = Math.abs(clock().getTime() - Number(timestamp) * 1000) <= FRESH_MS
    if (known && fresh && isSignature(signature, secret, timestamp, request.method ?? '', pathname, body))
      return null
    return refusal(401, 'not-signed', 'unknown merchant, wrong signature, or an old one')
  }

  async function pay(request: IncomingMessage, response: ServerResponse, reference: string, body: string) {
    const order = [...orders.values()].find((each) => each.reference === reference)
    const html = (status: number, text: string) =>
      void response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(text)
    if (!order) return html(404, closedPage('Không có đơn thanh toán này.'))
    if (stateOf(order).status !== 'open')
      return html(200, closedPage('Đơn này đã thanh toán hoặc đã hết hạn.', order.returnUrl))
    if (request.method !== 'POST') return html(200, payPage(order))
    const chosen = new URLSearchParams(body).get('viec')
    if (chosen === 'pay' || chosen === 'lose' || chosen === 'wrong') await act(order.order, chosen)
    response.writeHead(303, { location: order.returnUrl }).end()
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent)
        json(response, 400, refusal(400, 'unreadable', 'the request could not be read').answer)
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  address = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  return {
    address,
    act,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const refusal = (status: number, code: string, message: string) => ({ status, answer: { code, message } })

function json(response: ServerResponse, status: number, answer: object): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(answer))
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > BODY_LIMIT) throw new Error('too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
