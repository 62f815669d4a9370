import { createHmac, timingSafeEqual } from 'node:crypto'

/** HMAC-SHA256 in hex over the parts joined by points: how both sides sign what they send. */
export function signatureOf(secret: string, ...parts: readonly string[]): string {
  return createHmac('sha256', secret).update(parts.join('.')).digest('hex')
}

export function isSignature(given: string, secret: string, ...parts: readonly string[]): boolean {
  const right = Buffer.from(signatureOf(secret, ...parts))
  const told = Buffer.from(given)
  return told.length === right.length && timingSafeEqual(told, right)
}
