import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type CarrierCode, type CarrierEvent, checkDigit } from '../../../blocks/dossier/model/parcel.ts'
import { canonical } from '../../../platform/command/canonical.ts'
import { signEvent } from '../../../platform/http/signed-event.ts'

type Consignment = {
  number: string
  body: any
  events: CarrierEvent[]
  moving: boolean
  cancelled: boolean
}
export type PostSimulator = {
  address: string
  consignments: () => readonly Consignment[]
  close: () => Promise<void>
}
export type SimulatedPost = {
  port: number
  secret: string
  /** Where reports go; none are sent without. */
  reportTo: string | null
  /** From one step of a parcel's way to the next. */
  stepMs: number
}

type Step = { code: CarrierCode; place?: string; reason?: string }
const START: Step[] = [
  { code: 'accepted', place: 'Bưu cục Tuyên Quang' },
  { code: 'inTransit', place: 'Bưu cục khai thác tỉnh' },
]
const WAYS: [wish: string, steps: Step[]][] = [
  [
    'sai địa chỉ',
    [
      ...START,
      { code: 'attemptFailed', reason: 'sai địa chỉ' },
      { code: 'returning', reason: 'không có người nhận ở địa chỉ này' },
      { code: 'returned', place: 'Bưu cục Tuyên Quang' },
    ],
  ],
  ['thất lạc', [...START, { code: 'lost', reason: 'thất lạc khi vận chuyển' }]],
  ['', [...START, { code: 'outForDelivery', place: 'Bưu cục phát' }, { code: 'delivered' }]],
]

/** A carrier that moves what it is given one step at a time; addresses hold a wish (PROTOCOL.md). */
export async function openPostSimulator({
  port,
  secret,
  reportTo,
  stepMs,
}: SimulatedPost): Promise<PostSimulator> {
  const byNumber = new Map<string, Consignment>()
  const byReference = new Map<string, Consignment>()
  const timers = new Set<NodeJS.Timeout>()
  // Another start must not give out the numbers of the one before.
  let serial = Math.floor(Date.now() / 1000) % 90_000_000

  const server = createServer((request, response) => {
    void answer(request, response).catch(() => reply(response, 500, { code: 'fault' }))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
  const { port: bound } = server.address() as { port: number }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = `${request.method} ${new URL(request.url ?? '/', 'http://simulator').pathname}`
    const one = /^(GET|POST) \/v1\/consignments\/([A-Z0-9]+)(\/cancel)?$/.exec(asked)
    if (request.headers.authorization !== `Bearer ${secret}`) reply(response, 401, { code: 'secret' })
    else if (asked === 'POST /v1/consignments') reply(response, ...take(await bodyOf(request)))
    else if (asked === 'POST /v1/handovers') reply(response, ...handOver(await bodyOf(request)))
    else if (one) reply(response, ...about(byNumber.get(one[2]!), one[3] !== undefined))
    else reply(response, 404, { code: 'no-such-path' })
  }

  function take(body: any): [number, object] {
    const { reference, recipient, sender } = body ?? {}
    if (typeof reference !== 'string' || !recipient?.address || !sender?.address)
      return [422, { code: 'unreadable', reason: 'thiếu địa chỉ người gửi hoặc người nhận' }]
    const before = byReference.get(reference)
    if (before)
      return canonical(before.body) === canonical(body)
        ? [200, { number: before.number }]
        : [409, { code: 'reference-used', reason: 'mã tham chiếu đã dùng cho bưu gửi khác' }]
    if (wishOf(body).includes('ngoài vùng'))
      return [422, { code: 'not-served', reason: 'địa chỉ ngoài vùng phục vụ' }]
    const digits = String(serial++).padStart(8, '0')
    const made: Consignment = {
      number: `CA${digits}${checkDigit(digits)}VN`,
      body,
      events: [],
      moving: false,
      cancelled: false,
    }
    byReference.set(reference, made)
    byNumber.set(made.number, made)
    if (body.pickUp) travel(made)
    return [201, { number: made.number }]
  }

  function handOver(body: any): [number, object] {
    const numbers: string[] = Array.isArray(body?.numbers) ? body.numbers : []
    const known = numbers.flatMap((number) => byNumber.get(number) ?? [])
    for (const each of known) travel(each)
    return [200, { accepted: known.length }]
  }

  function about(one: Consignment | undefined, cancel: boolean): [number, object] {
    if (!one) return [404, { code: 'unknown' }]
    if (cancel && one.events.length > 0) return [409, { code: 'on-its-way', reason: 'bưu gửi đã nhận gửi' }]
    if (cancel) one.cancelled = true
    return [200, { number: one.number, events: one.events }]
  }

  function travel(one: Consignment): void {
    if (one.moving || one.cancelled) return
    one.moving = true
    const wish = wishOf(one.body)
    const [, steps] = WAYS.find(([each]) => wish.includes(each))!
    for (const [at, step] of steps.entries()) {
      const timer = setTimeout(
        () => {
          timers.delete(timer)
          const event = { id: `${one.number}-${at + 1}`, at: new Date().toISOString(), ...step }
          one.events.push(event)
          if (reportTo !== null && !wish.includes('mất tin')) void report(reportTo, one.number, event)
        },
        stepMs * (at + 1),
      )
      timers.add(timer)
    }
  }

  /** A report that finds nobody is lost, as on a real line: who waits for it asks. */
  async function report(to: string, number: string, event: CarrierEvent): Promise<void> {
    await fetch(to, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(signEvent(secret, { number, ...event }, new Date())),
    }).catch(() => undefined)
  }

  return {
    address: `http://127.0.0.1:${bound}`,
    consignments: () => [...byNumber.values()],
    close: () =>
      new Promise((resolve) => {
        for (const timer of timers) clearTimeout(timer)
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const wishOf = ({ sender, recipient }: any): string =>
  [sender?.address, recipient?.address, recipient?.name].join(' ').toLowerCase()

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
