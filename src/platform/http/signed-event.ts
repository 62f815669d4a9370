import { createHmac, timingSafeEqual } from 'node:crypto'
import { Problem } from '../../kernel/problem.ts'
import { canonical } from '../command/canonical.ts'

/** How old a signed event may be when it comes: what was caught on the line cannot be played again later. */
const LIVES_MS = 5 * 60_000

export type Signed<Event> = { event: Event; sentAt: string; signature: string }

/** HMAC-SHA256, in hex, of the canonical JSON (RFC 8785's order of keys) of `{event, sentAt}`. */
export function signEvent<Event>(secret: string, event: Event, sentAt: Date): Signed<Event> {
  const at = sentAt.toISOString()
  return { event, sentAt: at, signature: macOf(secret, event, at) }
}

/**
 * Lets through only what holds the shared secret and was signed just now. That one event comes twice is for its receiver to
 * bear, by the event's own id. Errors: event.forged 401, event.stale 401.
 */
export function requireSigned(secret: string | null, told: Signed<unknown>, now: Date): void {
  const given = Buffer.from(told.signature, 'utf8')
  const right = Buffer.from(macOf(secret ?? '', told.event, told.sentAt), 'utf8')
  if (secret === null || given.length !== right.length || !timingSafeEqual(given, right))
    throw new Problem('event.forged', 401, 'Chữ ký của thông điệp không đúng nên thông điệp bị từ chối.')
  if (!(Math.abs(now.getTime() - Date.parse(told.sentAt)) <= LIVES_MS))
    throw new Problem('event.stale', 401, 'Thông điệp đã cũ quá 5 phút. Hãy ký lại với giờ hiện tại rồi gửi.')
}

function macOf(secret: string, event: unknown, sentAt: string): string {
  return createHmac('sha256', secret).update(canonical({ event, sentAt })).digest('hex')
}
