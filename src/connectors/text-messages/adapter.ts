import { Undeliverable } from '../../blocks/message/contract.ts'
import { askOutside } from '../../platform/http/outgoing.ts'
import type { Reported, ShortMessage, TextMessageSettings } from './port.ts'

const WITHIN_MS = 10_000

/**
 * Hands a message to a provider, by the protocol of PROTOCOL.md. Throws Undeliverable when the provider refuses it for
 * good; OutgoingRefused or an Error naming the status when it may take it later.
 */
export async function sendText(
  { address, sender, secret }: TextMessageSettings,
  message: ShortMessage,
): Promise<void> {
  const { status, body } = await askOutside(new URL('/v1/messages', address), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: JSON.stringify({ ...message, sender }),
    allowed: [new URL(address).origin],
    withinMs: WITHIN_MS,
  })
  if (status === 202) return
  const told = read(body)
  if (status === 422 || status === 409)
    throw new Undeliverable(textOf(told.reason) ?? `nhà cung cấp từ chối (${status})`)
  throw new Error(`nhà cung cấp tin nhắn đang bận hoặc lỗi (${status})`)
}

/** What became of a message; null while it is on its way, or where the provider does not know it. */
export async function stateOfText(
  { address, secret }: TextMessageSettings,
  reference: string,
): Promise<Reported | null> {
  const { status, body } = await askOutside(
    new URL(`/v1/messages/${encodeURIComponent(reference)}`, address),
    {
      headers: { authorization: `Bearer ${secret}` },
      allowed: [new URL(address).origin],
      withinMs: WITHIN_MS,
    },
  )
  const { state, reason } = status === 200 ? read(body) : {}
  return state === 'delivered' || state === 'undeliverable' ? { state, reason: textOf(reason) } : null
}

function read(body: Buffer): Record<string, unknown> {
  try {
    const told = JSON.parse(body.toString('utf8'))
    return typeof told === 'object' && told !== null ? told : {}
  } catch {
    return {}
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value.slice(0, 300) : undefined)
