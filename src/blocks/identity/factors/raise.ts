import { createHash, randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { FactorKind } from '../model/factors.ts'

const hashOf = (token: string) => createHash('sha256').update(token).digest()

/**
 * A session that has shown a second factor may do more, so it goes on under a new token; the old one is worth nothing.
 * Null when it is over.
 */
export async function raiseSession(
  db: Kysely<any>,
  token: string,
  factor: FactorKind,
  now: Date,
): Promise<{ token: string; expiresAt: Date } | null> {
  const next = randomBytes(32).toString('base64url')
  const { rows } = await sql<{ expires_at: Date }>`
    update identity.session set token_hash = ${hashOf(next)}, factor = ${factor}, factor_at = ${now}
    where token_hash = ${hashOf(token)} and expires_at > ${now}
    returning expires_at`.execute(db)
  return rows[0] ? { token: next, expiresAt: rows[0].expires_at } : null
}
