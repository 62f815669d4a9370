import { randomBytes, randomUUID } from 'node:crypto'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { type Kysely, sql } from 'kysely'
import type { Vault } from '../../../platform/secrets/vault.ts'
import type { IdentityTables } from '../tables.ts'
import { keySecret, ownSecret, unsealed } from './at-rest.ts'

/** No signed token of ours lives longer: after this a replaced key verifies nothing any more. */
export const KEY_OUTLIVES_MS = 3_600_000
/** A key older than this is replaced by the job. */
export const KEY_AGE_MS = 90 * 86_400_000

/**
 * Private keys in force, newest first: the first signs, the others only verify. The first start makes one, and so does
 * the first after the master key that sealed them was lost.
 */
export async function signingKeys(db: Kysely<any>, vault: Vault, now: Date): Promise<JWK[]> {
  const before = await read(db, vault, now)
  if (before.length > 0) return before
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(7401946)`.execute(trx)
    if ((await read(trx, vault, now)).length === 0) await addKey(trx, vault, now)
  })
  return read(db, vault, now)
}

async function read(db: Kysely<any>, vault: Vault, now: Date): Promise<JWK[]> {
  const rows = await (db as Kysely<IdentityTables>)
    .selectFrom('identity.signing_key')
    .select(['kid', 'jwk'])
    .where((eb) => eb.or([eb('retired_at', 'is', null), eb('retired_at', '>', now)]))
    .orderBy(sql`retired_at desc nulls first`)
    .orderBy('created_at', 'desc')
    .orderBy('kid')
    .execute()
  return rows.flatMap(({ kid, jwk }) => {
    if (!('sealed' in jwk)) return [jwk]
    const text = unsealed(vault, keySecret(kid), jwk.sealed)
    return text === null ? [] : [JSON.parse(text) as JWK]
  })
}

async function addKey(sqlOrTrx: Kysely<any>, vault: Vault, now: Date): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const kid = randomUUID()
  const jwk = { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' }
  await (sqlOrTrx as Kysely<IdentityTables>)
    .insertInto('identity.signing_key')
    .values({
      kid,
      jwk: { sealed: vault.seal(keySecret(kid), JSON.stringify(jwk)) },
      created_at: now,
      retired_at: null,
    })
    .execute()
  return kid
}

/** Puts a new key first. The old ones verify until what they signed is over. */
export async function rotateKeys(
  trx: Kysely<any>,
  vault: Vault,
  now: Date,
): Promise<{ kid: string; until: Date }> {
  await sql`select pg_advisory_xact_lock(7401946)`.execute(trx)
  const until = new Date(now.getTime() + KEY_OUTLIVES_MS)
  await (trx as Kysely<IdentityTables>)
    .updateTable('identity.signing_key')
    .set({ retired_at: until })
    .where('retired_at', 'is', null)
    .execute()
  return { kid: await addKey(trx, vault, now), until }
}

/** When the signing key was made; null before the first start. */
export async function newestKeyAt(db: Kysely<any>): Promise<Date | null> {
  const row = await (db as Kysely<IdentityTables>)
    .selectFrom('identity.signing_key')
    .select('created_at')
    .where('retired_at', 'is', null)
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  return row?.created_at ?? null
}

/**
 * A secret of the provider's own, equal in every process; the first to ask makes it, and makes it anew where the master
 * key that sealed it was lost: then everybody signs in again.
 */
export async function providerSecret(
  db: Kysely<any>,
  vault: Vault,
  name: string,
  now: Date,
): Promise<string> {
  const tables = db as Kysely<IdentityTables>
  const made = () => vault.seal(ownSecret(name), randomBytes(32).toString('base64url'))
  const kept = async () =>
    (
      await tables
        .selectFrom('identity.provider_secret')
        .select('value')
        .where('name', '=', name)
        .executeTakeFirstOrThrow()
    ).value
  await tables
    .insertInto('identity.provider_secret')
    .values({ name, value: made(), created_at: now })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const before = await kept()
  const secret = unsealed(vault, ownSecret(name), before)
  if (secret !== null) return secret
  await tables
    .updateTable('identity.provider_secret')
    .set({ value: made(), created_at: now })
    .where('name', '=', name)
    .where('value', '=', before)
    .execute()
  return vault.open(ownSecret(name), await kept())
}
