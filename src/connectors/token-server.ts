import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** What simulators of outside systems share: client credentials, bearer tokens, and faults switched on from outside. */
export type Asked = {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: Buffer
}
export type Answered = {
  status: number
  json?: unknown
  body?: Buffer | string
  type?: string
  headers?: Record<string, string>
}
export type Simulated = { url: string; clientId: string; secret: string; close: () => Promise<void> }

export const refuse = (status: number, text: string): Answered => ({ status, json: { ThongBao: text } })
export const ok = (json: unknown): Answered => ({ status: 200, json })

type Serving = {
  port: number
  /** With a token that holds. */
  handle: (asked: Asked) => Answered | Promise<Answered>
  /** Pages for people, without one; null when it is no such page. */
  page?: (asked: Asked) => Answered | null | Promise<Answered | null>
  /** Further switches of `POST /dieu-khien`. */
  control?: (told: Record<string, unknown>) => void
}

const LARGEST = 24 * 1024 * 1024
const TOKEN_SECONDS = 300
const CLIENT = 'tinh-tuyen-quang'

/**
 * Serves on loopback. `POST /dieu-khien` is the simulator's own and no part of the protocol: `{ngung}` makes every call
 * answer 502, `{loi502: n}` the next n, `{hetHanThe: true}` ends all tokens, `{cham: ms}` answers late.
 */
export async function openTokenServer({ port, handle, page, control }: Serving): Promise<Simulated> {
  const secret = randomBytes(24).toString('base64url')
  const tokens = new Map<string, number>()
  const faults = { down: false, next502: 0, late: 0 }

  function steer(told: Record<string, unknown>): Answered {
    if (typeof told.ngung === 'boolean') faults.down = told.ngung
    if (typeof told.loi502 === 'number') faults.next502 = told.loi502
    if (typeof told.cham === 'number') faults.late = told.cham
    if (told.hetHanThe === true) tokens.clear()
    control?.(told)
    return ok({})
  }

  function giveToken({ body }: Asked): Answered {
    const form = new URLSearchParams(body.toString('utf8'))
    if (form.get('client_id') !== CLIENT || form.get('client_secret') !== secret)
      return refuse(401, 'Mã hoặc mật khẩu kết nối không đúng.')
    const token = randomBytes(24).toString('base64url')
    tokens.set(token, Date.now() + TOKEN_SECONDS * 1000)
    return ok({ access_token: token, token_type: 'Bearer', expires_in: TOKEN_SECONDS })
  }

  function mayCall({ headers }: Asked): boolean {
    const until = tokens.get(/^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '')
    return until !== undefined && until > Date.now()
  }

  async function answer(asked: Asked): Promise<Answered> {
    if (asked.method === 'POST' && asked.path === '/dieu-khien') return steer(jsonOf(asked) ?? {})
    const shown = page && !asked.headers.authorization ? await page(asked) : null
    if (shown) return shown
    if (faults.late > 0) await new Promise((resolve) => setTimeout(resolve, faults.late))
    if (faults.down || faults.next502 > 0) {
      faults.next502 = Math.max(0, faults.next502 - 1)
      return { status: 502, body: 'Bad Gateway', type: 'text/plain' }
    }
    if (asked.method === 'POST' && asked.path.endsWith('/token')) return giveToken(asked)
    if (!mayCall(asked)) return refuse(401, 'Mã truy cập thiếu, sai hoặc đã hết hạn.')
    return handle(asked)
  }

  const server = createServer(async (request, response) => {
    try {
      write(response, await answer(await read(request)))
    } catch (error) {
      write(response, refuse(400, (error as Error).message))
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: taken } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${taken}`,
    clientId: CLIENT,
    secret,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The port asked for, or any when something else has it: a demonstration must start beside others. */
export async function onFreePort<T>(port: number, open: (port: number) => Promise<T>): Promise<T> {
  try {
    return await open(port)
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error
    return open(0)
  }
}

export function jsonOf({ body }: Asked): Record<string, any> | null {
  try {
    const value = JSON.parse(body.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

async function read(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST) throw new Error('Nội dung quá lớn.')
    chunks.push(chunk)
  }
  const url = new URL(request.url ?? '/', 'http://simulator')
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks),
  }
}

function write(response: ServerResponse, { status, json, body, type, headers }: Answered): void {
  const content = json === undefined ? (body ?? '') : JSON.stringify(json)
  const contentType =
    json === undefined ? (type ?? 'application/octet-stream') : 'application/json; charset=utf-8'
  response
    .writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store', ...headers })
    .end(content)
}
