import type { Kysely } from 'kysely'
import type { AdapterPayload, ClientMetadata } from 'oidc-provider'
import type { Vault } from '../../../platform/secrets/vault.ts'
import type { IdentityTables } from '../tables.ts'
import { partnerSecret, unsealed } from './at-rest.ts'

/** A system that calls the API with its own rights (client_credentials). */
export type ServiceClient = {
  id: string
  name: string
  secret: string
  scopes: readonly string[]
  agency: string | null
}

/** The one client all our own surfaces sign in by; their sessions stay on the server. */
export const SURFACE = 'tan-trao'
/** Where the provider sends people of our surfaces back to. */
export const SURFACE_RETURN = '/dang-nhap/ve'

/** What OpenID lets a client learn of a person, beside the permissions of our API. */
export const PERSON_SCOPES = ['openid', 'offline_access', 'profile', 'email', 'phone', 'citizen', 'office']

export function serviceMetadata(each: ServiceClient): ClientMetadata {
  return {
    client_id: each.id,
    client_name: each.name,
    client_secret: each.secret,
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    scope: each.scopes.join(' '),
  }
}

export function surfaceMetadata(publicUrl: string, secret: string): ClientMetadata {
  return {
    client_id: SURFACE,
    client_name: 'Hệ thống của tỉnh',
    client_secret: secret,
    grant_types: ['authorization_code'],
    response_types: ['code'],
    redirect_uris: [`${publicUrl}${SURFACE_RETURN}`],
    scope: 'openid',
  }
}

/**
 * A registered partner as the provider knows clients; undefined when unknown, closed, or sealed under another master key:
 * a new secret mends that.
 */
export async function partnerMetadata(
  db: Kysely<any>,
  vault: Vault,
  id: string,
): Promise<AdapterPayload | undefined> {
  const row = await (db as Kysely<IdentityTables>)
    .selectFrom('identity.client')
    .selectAll()
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  const secret = row && unsealed(vault, partnerSecret(row.id), row.secret)
  if (!row || !secret) return undefined
  return {
    client_id: row.id,
    client_name: row.name,
    client_secret: secret,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: row.redirect_uris,
    post_logout_redirect_uris: row.post_logout_uris,
    scope: ['openid', ...row.scopes.filter((scope) => scope !== 'openid')].join(' '),
    ...(row.backchannel_logout_uri && {
      backchannel_logout_uri: row.backchannel_logout_uri,
      backchannel_logout_session_required: true,
    }),
  } as AdapterPayload
}
