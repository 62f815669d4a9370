import { createHash, randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { IdentityTables, PendingKind } from './tables.ts'

const hashOf = (token: string) => createHash('sha256').update(token).digest()

/** Keeps what somebody has begun; who holds the token comes back for it. */
export async function keepPending(
  sql: Kysely<any>,
  kind: PendingKind,
  content: object,
  expiresAt: Date,
  token = randomBytes(32).toString('base64url'),
): Promise<string> {
  await (sql as Kysely<IdentityTables>)
    .insertInto('identity.pending')
    .values({
      token_hash: hashOf(token),
      kind,
      content: JSON.stringify(content),
      expires_at: expiresAt,
    })
    .onConflict((conflict) =>
      conflict
        .column('token_hash')
        .doUpdateSet({ kind, content: JSON.stringify(content), expires_at: expiresAt }),
    )
    .execute()
  return token
}

/** What was begun under this token, once: it is gone afterwards. Null when unknown or over. */
export async function takePending<T>(
  sql: Kysely<any>,
  kind: PendingKind,
  token: string,
  now: Date,
): Promise<T | null> {
  const row = await (sql as Kysely<IdentityTables>)
    .deleteFrom('identity.pending')
    .where('token_hash', '=', hashOf(token))
    .where('kind', '=', kind)
    .returning(['content', 'expires_at'])
    .executeTakeFirst()
  return row && row.expires_at > now ? (row.content as T) : null
}

/** The same without taking it. */
export async function seePending<T>(
  sql: Kysely<any>,
  kind: PendingKind,
  token: string,
  now: Date,
): Promise<T | null> {
  const row = await (sql as Kysely<IdentityTables>)
    .selectFrom('identity.pending')
    .select(['content', 'expires_at'])
    .where('token_hash', '=', hashOf(token))
    .where('kind', '=', kind)
    .executeTakeFirst()
  return row && row.expires_at > now ? (row.content as T) : null
}
