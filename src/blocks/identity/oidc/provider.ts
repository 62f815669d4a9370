import { randomBytes, randomUUID } from 'node:crypto'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { type Kysely, sql } from 'kysely'
import Provider, { type Configuration, errors } from 'oidc-provider'
import type { Actor } from '../../../platform/command/actor.ts'
import type { Memory } from '../../../platform/command/memory.ts'
import type { IdentityTables } from '../tables.ts'
import { recordAdapter } from './adapter.ts'

/** A system that calls the API with its own rights (client_credentials). */
export type ServiceClient = {
  id: string
  name: string
  secret: string
  scopes: readonly string[]
  agency: string | null
}

export type Issuer = {
  /** Raw Node handler of everything under /oidc. */
  handle: ReturnType<Provider['callback']>
  /** The system a bearer token stands for; null when it is unknown or over. */
  clientOf: (token: string, origin: string) => Promise<Actor | null>
}

const TOKEN_SECONDS = 600

/** Our OpenID provider; for now it issues tokens to systems. Keys live in the database, shared by every process. */
export async function openIssuer(parts: {
  db: Kysely<any>
  memory: Memory
  clock: () => Date
  issuer: string
  clients: readonly ServiceClient[]
}): Promise<Issuer> {
  const { db, memory, clock, issuer, clients } = parts
  const scopes = [...new Set(clients.flatMap((each) => each.scopes))].sort()
  const configuration: Configuration = {
    adapter: recordAdapter(db, clock) as unknown as Configuration['adapter'],
    clients: clients.map((each) => ({
      client_id: each.id,
      client_name: each.name,
      client_secret: each.secret,
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      scope: each.scopes.join(' '),
    })),
    scopes: ['openid', ...scopes],
    jwks: { keys: await signingKeys(db, clock()) },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      introspection: { enabled: true },
      revocation: { enabled: true },
    },
    ttl: { ClientCredentials: TOKEN_SECONDS },
  }
  const provider = new Provider(issuer, configuration)
  provider.proxy = true
  letSystemsAskForAll(provider)
  const callback = provider.callback()
  return {
    handle: (request, response) => {
      request.url = (request.url ?? '/').replace(/^\/oidc/, '') || '/'
      ;(request as { originalUrl?: string }).originalUrl = `/oidc${request.url}`
      return callback(request, response)
    },
    clientOf: (token, origin) => clientOf(provider, memory, clients, token, origin),
  }
}

/** A token request without `scope` gets every scope the client holds (contract: demo service client). */
function letSystemsAskForAll(provider: Provider): void {
  provider.registerGrantType(
    'client_credentials',
    async (ctx) => {
      const { client, params } = ctx.oidc
      if (!client) throw new errors.InvalidClient('client is required')
      const held = new Set((client.scope ?? '').split(' '))
      const asked =
        typeof params?.scope === 'string' && params.scope.trim()
          ? params.scope.trim().split(/\s+/)
          : [...held]
      const foreign = asked.filter((scope) => !held.has(scope))
      if (foreign.length > 0)
        throw new errors.InvalidScope('requested scope is not allowed', foreign.join(' '))
      const token = new provider.ClientCredentials({ client, scope: asked.join(' ') })
      ctx.oidc.entity('ClientCredentials', token)
      const value = await token.save()
      ctx.body = {
        access_token: value,
        expires_in: token.expiration,
        token_type: token.tokenType,
        scope: token.scope,
      }
    },
    ['scope'],
  )
}

async function clientOf(
  provider: Provider,
  memory: Memory,
  clients: readonly ServiceClient[],
  token: string,
  origin: string,
): Promise<Actor | null> {
  const found = await memory.get(
    `identity.token:${token}`,
    async () => {
      const kept = await provider.ClientCredentials.find(token)
      if (!kept?.clientId || kept.isExpired) return null
      return { clientId: kept.clientId, scope: kept.scope ?? '', exp: kept.exp ?? 0 }
    },
    5000,
  )
  const client = found && clients.find((each) => each.id === found.clientId)
  if (!found || !client || found.exp * 1000 <= Date.now()) return null
  return {
    kind: 'system',
    account: client.id,
    position: null,
    agency: client.agency,
    name: client.name,
    grants: found.scope.split(' ').map((permission) => ({ permission, scope: 'all', agency: null })),
    roles: ['system'],
    caller: `client:${client.id}`,
    origin,
  }
}

/** The keys in force; the first start makes one. */
async function signingKeys(db: Kysely<any>, now: Date): Promise<JWK[]> {
  const tables = db as Kysely<IdentityTables>
  const read = () =>
    tables
      .selectFrom('identity.signing_key')
      .select('jwk')
      .where('retired_at', 'is', null)
      .orderBy('created_at', 'desc')
      .execute()
  const before = await read()
  if (before.length > 0) return before.map((row) => row.jwk as JWK)
  await tables.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(7401946)`.execute(trx)
    const made = await trx.selectFrom('identity.signing_key').select('kid').executeTakeFirst()
    if (made) return
    const { privateKey } = await generateKeyPair('RS256', { extractable: true })
    const kid = randomUUID()
    const jwk = { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' }
    await trx
      .insertInto('identity.signing_key')
      .values({ kid, jwk: JSON.stringify(jwk), created_at: now, retired_at: null })
      .execute()
  })
  return (await read()).map((row) => row.jwk as JWK)
}
