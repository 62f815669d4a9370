import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { canonical } from '../../../platform/command/canonical.ts'
import { signEvent } from '../../../platform/http/signed-event.ts'

export type Kept = {
  channel: 'sms' | 'zalo'
  to: string
  sender: string
  text: string
  reference: string
  state: 'accepted' | 'delivered' | 'undeliverable'
  reason?: string
  at: string
}

export type TextSimulator = {
  address: string
  kept: () => Kept[]
  close: () => Promise<void>
}

export type Simulated = {
  port: number
  secret: string
  /** Where reports go; none are sent without. */
  reportTo: string | null
  /** From taking a message to reporting it. */
  reportAfterMs?: number
}

const MOST_KEPT = 500
const NUMBER = /^\+?\d{9,14}$/

/** A provider of SMS and Zalo that keeps what it is given; numbers end in a wish (PROTOCOL.md). */
export async function openTextSimulator({
  port,
  secret,
  reportTo,
  reportAfterMs = 200,
}: Simulated): Promise<TextSimulator> {
  const kept = new Map<string, Kept>()
  const bodies = new Map<string, string>()
  const busy = new Map<string, number>()
  const timers = new Set<NodeJS.Timeout>()

  const server = createServer((request, response) => {
    void answer(request, response).catch(() => reply(response, 500, { code: 'fault' }))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
  const { port: bound } = server.address() as { port: number }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://simulator').pathname
    const asked = `${request.method} ${path}`
    const known = /^GET \/v1\/messages\/([^/]+)$/.exec(asked)
    const message = known && kept.get(decodeURIComponent(known[1]!))
    if (request.headers.authorization !== `Bearer ${secret}`) reply(response, 401, { code: 'secret' })
    else if (asked === 'GET /inbox') reply(response, 200, { messages: [...kept.values()] })
    else if (asked === 'POST /v1/messages') reply(response, ...take(await bodyOf(request)))
    else reply(response, message ? 200 : 404, message ?? { code: 'unknown' })
  }

  function take(body: any): [status: number, told: object] {
    const { channel, to, sender, text, reference } = body ?? {}
    if (
      typeof reference !== 'string' ||
      typeof text !== 'string' ||
      (channel !== 'sms' && channel !== 'zalo')
    )
      return [422, { code: 'unreadable', reason: 'tin thiếu trường bắt buộc' }]
    const accepted = { reference, state: 'accepted' }
    const same = bodies.get(reference)
    if (same === canonical(body)) return [202, accepted]
    if (same !== undefined)
      return [409, { code: 'reference-used', reason: 'mã tham chiếu đã dùng cho tin khác' }]
    if (typeof to !== 'string' || !NUMBER.test(to) || to.endsWith('0422'))
      return [422, { code: 'number', reason: 'số điện thoại không nhận được tin nhắn' }]
    const tries = (busy.get(to) ?? 0) + 1
    busy.set(to, tries)
    if (to.endsWith('0503') && tries <= 2) return [503, { code: 'busy' }]
    const off = to.endsWith('0404') && ![...kept.values()].some((each) => each.to === to)
    const message: Kept = {
      channel,
      to,
      sender: String(sender ?? ''),
      text,
      reference,
      state: 'accepted',
      at: new Date().toISOString(),
    }
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!)
    kept.set(reference, message)
    bodies.set(reference, canonical(body))
    if (!to.endsWith('0000')) settleLater(message, off)
    return [202, accepted]
  }

  function settleLater(message: Kept, off: boolean): void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      message.state = off ? 'undeliverable' : 'delivered'
      if (off) message.reason = 'thuê bao đang tắt máy'
      void report(message)
    }, reportAfterMs)
    timers.add(timer)
  }

  /** A report that finds nobody is lost, as on a real line: who waits for it asks. */
  async function report({ channel, reference, state, reason }: Kept): Promise<void> {
    if (reportTo === null) return
    const event = { reference, state, ...(reason && { reason }) }
    await fetch(reportTo, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ channel, ...signEvent(secret, event, new Date()) }),
    }).catch(() => undefined)
  }

  return {
    address: `http://127.0.0.1:${bound}`,
    kept: () => [...kept.values()],
    close: () =>
      new Promise((resolve) => {
        for (const timer of timers) clearTimeout(timer)
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function bodyOf(request: IncomingMessage): Promise<any> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    return null
  }
}
