import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Kysely } from 'kysely'
import Provider, { errors } from 'oidc-provider'
import type { Actor } from '../../../platform/command/actor.ts'
import type { Memory } from '../../../platform/command/memory.ts'
import { FACTOR_KINDS, type FactorKind } from '../model/factors.ts'
import { standing } from '../sessions.ts'
import type { IdentityTables } from '../tables.ts'
import { sealSecrets } from './at-rest.ts'
import { apiOf, assuranceOf, configuration, type IssuerParts, type Secrets, theirs } from './configuration.ts'
import { type Interactions, interactionsOf } from './interactions.ts'
import { providerSecret, signingKeys } from './keys.ts'

/** How somebody was recognised when the provider's session began. */
type Behind = {
  uid: string
  assurance: number
  way: string
  factor: { kind: FactorKind; at: Date } | null
}

export type Issuer = {
  /** Raw Node handler of everything under /oidc. */
  handle: (request: IncomingMessage, response: ServerResponse) => void
  /** Whom a bearer token stands for; null when it is unknown, over, or meant for another audience. */
  callerOf: (token: string, origin: string) => Promise<Actor | null>
  interactions: Interactions
  /** The provider's session that an access token came from, and how its person was recognised. */
  sessionBehind: (token: string) => Promise<Behind | null>
  /** Tells one client by its back channel that a person's session is over. Throws when it does not answer 200. */
  tellLogout: (told: { client: string; account: string; sid: string }) => Promise<void>
  surfaceSecret: string
}

/** An opaque token is 43 characters; what is longer is no token of ours and not worth a question. */
const LONGEST_TOKEN = 100
const TOKEN_KEPT_MS = 5000
const KEYS_KEPT_MS = 2000

/** Our OpenID provider. Keys, sessions and tokens live in the database, shared by every process. */
export async function openIssuer(parts: IssuerParts): Promise<Issuer> {
  const { db, memory, vault, clock } = parts
  await sealSecrets(db, vault)
  const secrets: Secrets = {
    cookies: await providerSecret(db, vault, 'cookies', clock()),
    surface: await providerSecret(db, vault, 'surface', clock()),
  }
  const current = providerInForce(parts, secrets)
  await current()
  return {
    handle: (request, response) => {
      const path = (request.url ?? '/').replace(/^\/oidc/, '') || '/'
      request.url = path
      ;(request as { originalUrl?: string }).originalUrl = `/oidc${path}`
      current().then(
        (provider) => provider.callback()(request, response),
        () => {
          response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '5' })
          response.end('{"error":"temporarily_unavailable"}')
        },
      )
    },
    callerOf: (token, origin) => callerOf(parts, current, token, origin),
    interactions: interactionsOf(current),
    sessionBehind: async (token) => {
      const provider = await current()
      const uid = (await provider.AccessToken.find(token))?.sessionUid
      const session = uid ? await provider.Session.findByUid(uid) : undefined
      if (!uid || !session) return null
      const { acr, amr } = session
      return { uid, assurance: assuranceOf(acr), way: amr?.[0] ?? 'password', factor: factorOf(session) }
    },
    tellLogout: async ({ client, account, sid }) => {
      const found = await (await current()).Client.find(client)
      // The types leave this method of the provider's clients out.
      const told = found as unknown as Record<
        'backchannelLogout',
        (sub: string, sid: string) => Promise<void>
      >
      if (found?.backchannelLogoutUri) await told.backchannelLogout(account, sid)
    },
    surfaceSecret: secrets.surface,
  }

  /** Built anew when a key was put in or is over; everything else it knows stands in the database. */
  function providerInForce({ publicUrl }: IssuerParts, own: Secrets): () => Promise<Provider> {
    let built: { kids: string; provider: Provider } | null = null
    return async () => {
      const keys = await memory.get('identity.keys', () => signingKeys(db, vault, clock()), KEYS_KEPT_MS)
      const kids = keys.map((key) => key.kid).join()
      if (built?.kids === kids) return built.provider
      const provider = new Provider(`${publicUrl}/oidc`, configuration(parts, keys, own))
      provider.proxy = true
      letSystemsAskForAll(provider, parts)
      provider.use(async (ctx, next) => {
        await next()
        // Before the browser is sent on: the next page must not still know them.
        const { oidc } = ctx as { oidc?: { route?: string; session?: { uid?: string; destroyed?: boolean } } }
        if (oidc?.route === 'end_session_confirm' && oidc.session?.destroyed && oidc.session.uid)
          await closeSessionsOf(db, memory, oidc.session.uid)
      })
      built = { kids, provider }
      return provider
    }
  }
}

/** The second factor shown when it began: long ago, perhaps, when another surface joins it now. */
function factorOf({ amr, loginTs }: { amr?: string[] | undefined; loginTs?: number | undefined }) {
  const kind = FACTOR_KINDS.find((each) => each === amr?.[1])
  return kind ? { kind, at: new Date((loginTs ?? 0) * 1000) } : null
}

/** A person who signs out at the provider is signed out of our surfaces too. */
async function closeSessionsOf(db: Kysely<any>, memory: Memory, uid: string): Promise<void> {
  await (db as Kysely<IdentityTables>)
    .deleteFrom('identity.session')
    .where('provider_session', '=', uid)
    .execute()
  memory.forget('identity.session')
}

/** A token request without `scope` gets every scope the client holds (contract: demo service client). */
function letSystemsAskForAll(provider: Provider, { db, publicUrl }: IssuerParts): void {
  const api = apiOf(publicUrl)
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
      if (params?.resource !== undefined && params.resource !== api) {
        const resource = String(params.resource)
        const info = await theirs(db, resource)
        token.resourceServer = new provider.ResourceServer(resource, info)
        const offered = new Set(info.scope.split(' '))
        token.scope = asked.filter((scope) => offered.has(scope)).join(' ') || undefined
      }
      ctx.oidc.entity('ClientCredentials', token)
      const value = await token.save()
      ctx.body = {
        access_token: value,
        expires_in: token.expiration,
        token_type: token.tokenType,
        scope: token.scope,
      }
    },
    ['scope', 'resource'],
  )
}

type Kept = {
  client: string
  account: string | null
  scopes: string[]
  exp: number
  /** When a second factor was shown in the session it was lent in. */
  factorAt: number | null
}

async function callerOf(
  parts: IssuerParts,
  current: () => Promise<Provider>,
  token: string,
  origin: string,
): Promise<Actor | null> {
  if (token.length > LONGEST_TOKEN) return null
  const { memory, clients } = parts
  const kept = await memory.get(
    `identity.token:${token}`,
    async () => keptToken(await current(), apiOf(parts.publicUrl), token),
    TOKEN_KEPT_MS,
  )
  if (!kept || kept.exp * 1000 <= Date.now()) return null
  if (kept.account !== null) return personBehind(parts, kept, kept.account, origin)
  const client = clients.find((each) => each.id === kept.client)
  if (!client) return null
  return {
    kind: 'system',
    account: client.id,
    position: null,
    agency: client.agency,
    name: client.name,
    grants: kept.scopes.map((permission) => ({ permission, scope: 'all', agency: null })),
    roles: ['system'],
    caller: `client:${client.id}`,
    origin,
  }
}

/** A system's own token or one a person lent to a client; for any other audience than our API it is none. */
async function keptToken(provider: Provider, api: string, token: string): Promise<Kept | null> {
  const own = await provider.ClientCredentials.find(token)
  if (own?.clientId && !own.isExpired && (own.aud === undefined || own.aud === api))
    return {
      client: own.clientId,
      account: null,
      scopes: (own.scope ?? '').split(' '),
      exp: own.exp ?? 0,
      factorAt: null,
    }
  const lent = await provider.AccessToken.find(token)
  if (!lent?.clientId || lent.isExpired || lent.aud !== api) return null
  const session = lent.sessionUid ? await provider.Session.findByUid(lent.sessionUid) : undefined
  return {
    client: lent.clientId,
    account: lent.accountId,
    scopes: (lent.scope ?? '').split(' '),
    exp: lent.exp ?? 0,
    factorAt: (session && factorOf(session)?.at.getTime()) ?? null,
  }
}

/** A client acts with the person's rights, and of those only with what was lent to it. */
async function personBehind(parts: IssuerParts, kept: Kept, account: string, origin: string) {
  const now = parts.clock()
  const open = await (parts.db as Kysely<IdentityTables>)
    .selectFrom('identity.account')
    .select('name')
    .where('id', '=', account)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  if (!open) return null
  const { actor, factor } = await standing(parts, account, now)
  return {
    ...actor,
    name: open.name,
    grants: actor.grants.filter((grant) => kept.scopes.includes(grant.permission)),
    factor: { ...factor, shownAt: kept.factorAt },
    caller: `account:${account}@${kept.client}`,
    origin,
  }
}
