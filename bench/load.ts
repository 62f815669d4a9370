import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'

/** What the load process is told on stdin. `seconds` or `requests` bounds it; targets are taken in turn. */
export type Load = {
  url: string
  clients: number
  seconds?: number
  requests?: number
  targets: Target[]
}
export type Target = {
  method: 'GET' | 'POST'
  path: string
  headers?: Record<string, string>
  /** JSON text, unless the headers say otherwise. */
  body?: string
  /** Sends a fresh Idempotency-Key with every request. */
  keyed?: boolean
}
export type Loaded = {
  perSecond: number
  /** Milliseconds of every answered request, in order of answering. */
  times: number[]
  bytes: number
  /** First answer that was not 2xx, if any. */
  refused: { count: number; first: string | null }
}

/** A closed loop: each client sends, waits for the whole answer, sends again. */
async function drive({ url, clients, seconds, requests, targets }: Load): Promise<Loaded> {
  const { hostname, port } = new URL(url)
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const until = seconds === undefined ? Number.POSITIVE_INFINITY : performance.now() + seconds * 1000
  let left = requests ?? Number.POSITIVE_INFINITY
  let turn = 0
  const times: number[] = []
  let bytes = 0
  const refused: Loaded['refused'] = { count: 0, first: null }

  const send = (target: Target) =>
    new Promise<void>((resolve, reject) => {
      const headers: Record<string, string | number> = { ...target.headers }
      if (target.body !== undefined) {
        headers['content-type'] ??= 'application/json'
        headers['content-length'] = Buffer.byteLength(target.body)
      }
      if (target.keyed) headers['idempotency-key'] = randomUUID()
      const begun = performance.now()
      const asked = request(
        { hostname, port, agent, method: target.method, path: target.path, headers },
        (answer) => {
          const ok = answer.statusCode! >= 200 && answer.statusCode! < 300
          let text = ''
          answer.on('data', (chunk: Buffer) => {
            bytes += chunk.length
            if (!ok) text += chunk
          })
          answer.once('end', () => {
            times.push(performance.now() - begun)
            if (!ok) {
              refused.count += 1
              refused.first ??= `${answer.statusCode} ${text.slice(0, 300)}`
            }
            resolve()
          })
          answer.once('error', reject)
        },
      )
      asked.once('error', reject)
      asked.end(target.body)
    })

  const begun = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < until && left-- > 0) await send(targets[turn++ % targets.length]!)
    }),
  )
  agent.destroy()
  return { perSecond: times.length / ((performance.now() - begun) / 1000), times, bytes, refused }
}

let told = ''
for await (const chunk of process.stdin) told += chunk
process.stdout.write(JSON.stringify(await drive(JSON.parse(told))))
