import { generateSecret, generateURI, verifySync } from 'otplib'

/** RFC 6238 as every authenticator app speaks it: SHA-1, six digits, thirty seconds. */
const PERIOD = 30

/** 160 random bits, base32. */
export const newTotpSecret = (): string => generateSecret({ length: 20 })

/** What the app reads from the QR code. */
export function totpAddress(secret: string, account: string, site: string): string {
  return generateURI({ issuer: site, label: account, secret })
}

/**
 * The step a code belongs to: the present one or one beside it, because clocks drift. Null for a wrong code. Whoever
 * takes it must refuse a step that is not later than the last one taken. `code` is six digits.
 */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const epoch = Math.floor(now.getTime() / 1000)
  const found = verifySync({ secret, token: code, epoch, epochTolerance: PERIOD })
  if (!found.valid || !('timeStep' in found)) return null
  return found.timeStep
}
