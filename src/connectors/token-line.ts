import { askOutside, OutgoingRefused } from '../platform/http/outgoing.ts'

/** Where an outside system stands and as whom we ask it: a setting of this installation. */
export type TokenLineSettings = { address: string; clientId: string; secret: string }

/** `down`: nobody sensible answered, so try again later; `refused`: an answer that will be the same next time. */
export class LineError extends Error {
  readonly why: 'down' | 'refused'
  readonly status: number
  constructor(why: 'down' | 'refused', status: number, text: string, cause?: unknown) {
    super(text, { cause })
    this.why = why
    this.status = status
  }
}

export type LineQuestion = {
  method?: 'GET' | 'POST'
  json?: unknown
  body?: Uint8Array
  headers?: Record<string, string>
  /** Of the answer, bytes. */
  atMost?: number
}
export type LineAnswer = { json: () => any; body: Buffer }
export type TokenLine = (path: string, question?: LineQuestion) => Promise<LineAnswer>

const WITHIN_MS = 15_000
/** A token this near its end is not used any more: it could end on the way. */
const MARGIN_MS = 5_000

/**
 * Asks an outside system that wants a bearer token (`POST /token`, client credentials). The token is kept until it ends;
 * one that ended before its time (401) is renewed once. Errors: LineError.
 */
export function tokenLine({ address, clientId, secret }: TokenLineSettings, name: string): TokenLine {
  const base = address.replace(/\/+$/, '')
  let held: { token: Promise<string>; until: number } | null = null

  async function outside(path: string, { method = 'GET', json, body, headers, atMost }: LineQuestion) {
    try {
      return await askOutside(`${base}${path}`, {
        method,
        headers: {
          accept: 'application/json',
          ...(json === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
          ...headers,
        },
        body: json === undefined ? body : JSON.stringify(json),
        // The address is a setting: the line to the nation's systems is a private network.
        allowed: [base],
        withinMs: WITHIN_MS,
        atMost,
      })
    } catch (error) {
      if (!(error instanceof OutgoingRefused)) throw error
      throw new LineError('down', 0, `${name} không trả lời (${error.message}).`, error)
    }
  }

  async function fetchToken(): Promise<string> {
    const answer = await outside('/token', {
      method: 'POST',
      body: Buffer.from(
        new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: clientId,
          client_secret: secret,
        }).toString(),
      ),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    if (answer.status !== 200)
      throw new LineError(
        'down',
        answer.status,
        `${name} không cấp mã truy cập (trả lời ${answer.status}). Hãy kiểm tra mã và mật khẩu kết nối.`,
      )
    const { access_token: token, expires_in: seconds } = parsed(answer.body, name)
    if (typeof token !== 'string' || typeof seconds !== 'number')
      throw new LineError('down', 200, `${name} cấp mã truy cập không đọc được.`)
    if (held) held.until = performance.now() + seconds * 1000 - MARGIN_MS
    return token
  }

  function token(): Promise<string> {
    if (held && held.until > performance.now()) return held.token
    held = { token: Promise.resolve(''), until: Number.POSITIVE_INFINITY }
    const asked = fetchToken()
    held.token = asked
    asked.catch(() => {
      held = null
    })
    return asked
  }

  return async function ask(path, question = {}) {
    for (let renewed = false; ; renewed = true) {
      const bearer = await token()
      const answer = await outside(path, {
        ...question,
        headers: { ...question.headers, authorization: `Bearer ${bearer}` },
      })
      if (answer.status === 401 && !renewed) {
        held = null
        continue
      }
      if (answer.status === 200) return { json: () => parsed(answer.body, name), body: answer.body }
      throw asError(answer.status, answer.body, name)
    }
  }
}

function parsed(body: Buffer, name: string): any {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch (error) {
    throw new LineError('down', 200, `${name} trả lời không phải JSON.`, error)
  }
}

function asError(status: number, body: Buffer, name: string): LineError {
  let told = ''
  try {
    const { ThongBao } = JSON.parse(body.toString('utf8'))
    if (typeof ThongBao === 'string') told = `: ${ThongBao.slice(0, 400)}`
  } catch {
    // What a proxy in between answers is no JSON; the status says enough.
  }
  const down = status === 401 || status === 408 || status === 429 || status >= 500
  return new LineError(down ? 'down' : 'refused', status, `${name} trả lời ${status}${told}`)
}
