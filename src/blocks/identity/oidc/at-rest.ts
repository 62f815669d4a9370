import type { Kysely } from 'kysely'
import type { Vault } from '../../../platform/secrets/vault.ts'
import type { IdentityTables } from '../tables.ts'

/** Under what name the vault seals each secret of this block. */
export const partnerSecret = (id: string) => `identity.client.${id}`
export const keySecret = (kid: string) => `identity.signing_key.${kid}`
export const ownSecret = (name: string) => `identity.provider_secret.${name}`
export const nationSecret = (key: string) => `identity.outside_provider.${key}`

const SEALED = 'v1.%.%.%'

/** What was sealed; null when it was sealed under another master key, as after a restore without its key. */
export function unsealed(vault: Vault, name: string, sealed: string): string | null {
  try {
    return vault.open(name, sealed)
  } catch {
    return null
  }
}

/** Seals secrets that were kept before secrets were sealed. */
export async function sealSecrets(db: Kysely<any>, vault: Vault): Promise<void> {
  const tables = db as Kysely<IdentityTables>
  const partners = await tables
    .selectFrom('identity.client')
    .select(['id', 'secret'])
    .where('secret', 'not like', SEALED)
    .execute()
  for (const { id, secret } of partners)
    await tables
      .updateTable('identity.client')
      .set({ secret: vault.seal(partnerSecret(id), secret) })
      .where('id', '=', id)
      .where('secret', '=', secret)
      .execute()
  const own = await tables
    .selectFrom('identity.provider_secret')
    .select(['name', 'value'])
    .where('value', 'not like', SEALED)
    .execute()
  for (const { name, value } of own)
    await tables
      .updateTable('identity.provider_secret')
      .set({ value: vault.seal(ownSecret(name), value) })
      .where('name', '=', name)
      .where('value', '=', value)
      .execute()
  const nations = await tables
    .selectFrom('identity.outside_provider')
    .select(['key', 'client_secret'])
    .where('client_secret', 'not like', SEALED)
    .execute()
  for (const { key, client_secret } of nations)
    await tables
      .updateTable('identity.outside_provider')
      .set({ client_secret: vault.seal(nationSecret(key), client_secret) })
      .where('key', '=', key)
      .where('client_secret', '=', client_secret)
      .execute()
  const keys = await tables.selectFrom('identity.signing_key').select(['kid', 'jwk']).execute()
  for (const { kid, jwk } of keys)
    if (!('sealed' in jwk))
      await tables
        .updateTable('identity.signing_key')
        .set({ jwk: { sealed: vault.seal(keySecret(kid), JSON.stringify(jwk)) } })
        .where('kid', '=', kid)
        .execute()
}
