import type { LookupAddress } from 'node:dns'
import { lookup as systemLookup } from 'node:dns/promises'
import { type IncomingMessage, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './addresses.ts'

export type Outgoing = {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  headers?: Record<string, string>
  body?: Uint8Array | string
  /**
   * Origins that a setting of this installation names (`http://10.0.3.4:8318`): these may stand on a private network, and
   * these alone. Never put in what a person, a file or an outside system sent.
   */
  allowed?: readonly string[]
  /** Of the whole exchange, from the name's look-up to the last byte; 10 s. */
  withinMs?: number
  /** Of the answer's body; 1 MB. */
  atMost?: number
}

export type OutsideAnswer = { status: number; headers: IncomingMessage['headers']; body: Buffer<ArrayBuffer> }

/** Why nothing was asked, or what came was not taken. Never holds the answer: it may be a private machine's. */
export class OutgoingRefused extends Error {
  readonly reason: 'address' | 'scheme' | 'redirect' | 'too-large' | 'too-slow' | 'unreachable'
  constructor(reason: OutgoingRefused['reason'], text: string, cause?: unknown) {
    super(text, { cause })
    this.reason = reason
  }
}

type Resolve = (host: string) => Promise<LookupAddress[]>
const systemResolve: Resolve = (host) => systemLookup(host, { all: true, verbatim: true })

/**
 * The only way out of the house to an address that somebody gave. The name is resolved once, every address it has must be
 * public, and the connection goes to the very address that was checked, so that no second look-up can answer otherwise.
 * No redirect is followed. Errors: OutgoingRefused.
 */
export async function askOutside(
  address: string | URL,
  {
    method = 'GET',
    headers = {},
    body,
    allowed = [],
    withinMs = 10_000,
    atMost = 1024 * 1024,
  }: Outgoing = {},
  resolve: Resolve = systemResolve,
): Promise<OutsideAnswer> {
  const url = new URL(address)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new OutgoingRefused('scheme', `only http and https leave the house, not ${url.protocol}`)
  if (url.username || url.password)
    throw new OutgoingRefused('scheme', 'an outside address must hold no name and password')
  const named = allowed.some((each) => new URL(each).origin === url.origin)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!named && isIP(host) !== 0 && !isPublicAddress(host))
    throw new OutgoingRefused('address', `${host} is no public address`)
  const aborter = new AbortController()
  const timer = setTimeout(() => aborter.abort(), withinMs)
  try {
    const answer = await send(url, { method, headers, body }, aborter.signal, named ? null : resolve)
    const status = answer.statusCode ?? 0
    if (status >= 300 && status < 400) {
      answer.destroy()
      throw new OutgoingRefused('redirect', `${url.origin} answered ${status}: redirects are not followed`)
    }
    return { status, headers: answer.headers, body: await bodyOf(answer, url, atMost) }
  } catch (error) {
    if (error instanceof OutgoingRefused) throw error
    if (aborter.signal.aborted)
      throw new OutgoingRefused('too-slow', `${url.origin} did not answer within ${withinMs} ms`)
    throw new OutgoingRefused('unreachable', `${url.origin} could not be asked`, error)
  } finally {
    clearTimeout(timer)
  }
}

function send(
  url: URL,
  { method, headers, body }: Pick<Outgoing, 'method' | 'headers' | 'body'>,
  signal: AbortSignal,
  resolve: Resolve | null,
): Promise<IncomingMessage> {
  const begin = url.protocol === 'https:' ? overHttps : overHttp
  return new Promise((done, fail) => {
    const asked = begin(
      url,
      {
        method,
        // A connection kept alive would be used again for the same name without a check.
        agent: false,
        headers: {
          ...headers,
          ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        },
        signal,
        ...(resolve && { lookup: checkedLookup(resolve) }),
      },
      done,
    )
    asked.on('error', fail)
    asked.end(body)
  })
}

/** Looks a name up for the socket itself: what is checked here is what is connected to. */
function checkedLookup(resolve: Resolve): LookupFunction {
  return (host, options, done) => {
    resolve(host).then(
      (found) => {
        const inside = found.find((each) => !isPublicAddress(each.address))
        const [first] = found
        if (!first || inside) {
          const told = inside ? `leads to ${inside.address}, no public address` : 'has no address'
          return done(new OutgoingRefused('address', `${host} ${told}`), [])
        }
        return options.all ? done(null, found) : done(null, first.address, first.family)
      },
      (error) => done(error as Error, []),
    )
  }
}

async function bodyOf(answer: IncomingMessage, url: URL, atMost: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > atMost) {
      answer.destroy()
      throw new OutgoingRefused('too-large', `${url.origin} answered more than ${atMost} bytes`)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
