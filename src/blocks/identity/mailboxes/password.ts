import { createHash, randomBytes } from 'node:crypto'

/** 32 letters that cannot be mistaken for each other when read out: 5 bits each. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'
const LENGTH = 20

/** A password for a mail program, shown once: 100 random bits in groups of four, so that one hash is enough. */
export function newMailPassword(): string {
  const letters = [...randomBytes(LENGTH)].map((byte) => LETTERS[byte & 31])
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}

/** As Dovecot reads it: `{SSHA256}` and base64 of SHA-256(password + salt) + salt. */
export function mailPasswordHash(password: string, salt: Buffer = randomBytes(16)): string {
  const digest = createHash('sha256').update(password).update(salt).digest()
  return `{SSHA256}${Buffer.concat([digest, salt]).toString('base64')}`
}
