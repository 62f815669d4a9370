import type { JWK } from 'jose'
import { type Kysely, sql } from 'kysely'
import type { Account, Configuration, KoaContextWithOIDC, ResourceServer } from 'oidc-provider'
import { errors } from 'oidc-provider'
import type { Memory } from '../../../platform/command/memory.ts'
import type { Vault } from '../../../platform/secrets/vault.ts'
import { standing } from '../sessions.ts'
import type { AccountRow, IdentityTables } from '../tables.ts'
import { recordAdapter } from './adapter.ts'
import { PERSON_SCOPES, type ServiceClient, SURFACE, serviceMetadata, surfaceMetadata } from './clients.ts'

export type IssuerParts = {
  db: Kysely<any>
  memory: Memory
  /** Opens partners' secrets. */
  vault: Vault
  clock: () => Date
  publicUrl: string
  clients: readonly ServiceClient[]
  /** Every permission of our API: what a token for it may carry. */
  permissions: readonly string[]
}

export const TOKEN_SECONDS = 600
const HOUR = 3600
const OUTGOING_MS = 5000
/** How sure we are who it is: said by oneself, seen at a counter or level 1 of the nation, its level 2. */
export const acrOf = (assurance: number) => `urn:tan-trao:assurance:${assurance}`

export const assuranceOf = (acr: string | undefined) => Number(/:([123])$/.exec(acr ?? '')?.[1] ?? 1)

export type Secrets = { cookies: string; surface: string }

/** oidc-provider's settings: what is ours to decide, in one place. */
export function configuration(
  parts: IssuerParts,
  keys: readonly JWK[],
  secrets: Secrets,
): Configuration & { jwks: { keys: JWK[] } } {
  const { db, vault, clock, clients, publicUrl, permissions } = parts
  const api = apiOf(publicUrl)
  return {
    adapter: recordAdapter(db, vault, clock) as unknown as Configuration['adapter'],
    clients: [...clients.map(serviceMetadata), surfaceMetadata(publicUrl, secrets.surface)],
    scopes: [...PERSON_SCOPES, ...allScopes(parts)],
    claims: {
      openid: ['sub'],
      profile: ['name', 'birthdate'],
      email: ['email'],
      phone: ['phone_number'],
      citizen: ['citizen_number', 'tax_code', 'account_kind', 'assurance'],
      office: ['position', 'agency'],
      acr: null,
      amr: null,
      auth_time: null,
      sid: null,
    } as never,
    acrValues: [1, 2, 3].map(acrOf),
    jwks: { keys: [...keys] },
    cookies: {
      keys: [secrets.cookies],
      // Cookies know no ports: another provider on this host must not take ours for its own.
      names: { session: 'tan-trao-op', interaction: 'tan-trao-buoc', resume: 'tan-trao-tiep' },
      long: { httpOnly: true, sameSite: 'lax', signed: true },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    pkce: { required: () => true },
    // Only our own surfaces say which of them asks: the sign-in page then shows the right ways first.
    extraParams: ['surface'],
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      introspection: {
        enabled: true,
        // Each may ask about its own tokens only.
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      revocation: { enabled: true },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx) => {
          const asked = new URLSearchParams({ xsrf: String(ctx.oidc.session?.state?.secret ?? '') })
          ctx.redirect(`/dang-xuat?${asked}`)
        },
        postLogoutSuccessSource: (ctx) => ctx.redirect('/dang-xuat?xong=1'),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => undefined as never,
        getResourceServerInfo: (_ctx, resource, client) => {
          // A partner is lent what its own row names, and never more than there is.
          const held = (client.scope ?? '').split(' ').filter((scope) => permissions.includes(scope))
          if (resource === api) return ours(api, held)
          return theirs(db, resource)
        },
        useGrantedResource: () => false,
      },
    },
    findAccount: (_ctx, sub) => findAccount(parts, sub),
    loadExistingGrant: (ctx) => existingGrant(parts, ctx),
    // Only to addresses of registered clients, which in a province stand on private networks: the library would refuse
    // those. Nothing is followed, and one that does not answer holds up nobody.
    fetch: (url, { method, headers, body } = {}) =>
      fetch(url, {
        ...{ method, headers, body },
        redirect: 'manual',
        signal: AbortSignal.timeout(OUTGOING_MS),
      } as RequestInit),
    // A consent outlives the session it was given in; people withdraw it on their own page.
    revokeGrantPolicy: () => false,
    rotateRefreshToken: true,
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    interactions: {
      url: (_ctx, { params, uid }) => `${params.ui_locales === 'en' ? '/en' : ''}/dang-nhap/buoc/${uid}`,
    },
    renderError: (ctx, out) => {
      ctx.redirect(`/dang-nhap/loi?${new URLSearchParams({ ma: out.error })}`)
    },
    ttl: {
      AccessToken: TOKEN_SECONDS,
      AuthorizationCode: 60,
      ClientCredentials: (_ctx, token) => token.resourceServer?.accessTokenTTL ?? TOKEN_SECONDS,
      IdToken: TOKEN_SECONDS,
      RefreshToken: 14 * 24 * HOUR,
      Interaction: HOUR / 2,
      Session: 12 * HOUR,
      Grant: 365 * 24 * HOUR,
    },
  }
}

export const apiOf = (publicUrl: string) => `${publicUrl}/api`

function allScopes({ clients, permissions }: IssuerParts): string[] {
  return [...new Set([...clients.flatMap((each) => each.scopes), ...permissions])].sort()
}

/** Our own API takes opaque tokens: one taken back stops working at once (decision 0007). */
function ours(api: string, scopes: readonly string[]): ResourceServer {
  return {
    scope: scopes.join(' '),
    audience: api,
    accessTokenFormat: 'opaque',
    accessTokenTTL: TOKEN_SECONDS,
  }
}

/** A service that checks by itself gets signed tokens, ten minutes long. Errors: invalid_target. */
export async function theirs(db: Kysely<any>, resource: string): Promise<ResourceServer> {
  const row = await (db as Kysely<IdentityTables>)
    .selectFrom('identity.resource')
    .selectAll()
    .where('id', '=', resource)
    .executeTakeFirst()
  if (!row) throw new errors.InvalidTarget('no such resource')
  return {
    scope: row.scopes.join(' '),
    audience: row.id,
    accessTokenFormat: 'jwt',
    accessTokenTTL: TOKEN_SECONDS,
    jwt: { sign: { alg: 'RS256' } },
  }
}

async function findAccount(parts: IssuerParts, sub: string): Promise<Account | undefined> {
  const row = await (parts.db as Kysely<IdentityTables>)
    .selectFrom('identity.account')
    .selectAll()
    .where('id', '=', sub)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    accountId: sub,
    claims: async (_use, scope) => ({
      sub,
      ...claimsOf(row),
      ...(scope.includes('office') ? await officeOf(parts, sub) : {}),
    }),
  }
}

function claimsOf(row: AccountRow): Record<string, string | number> {
  const all = {
    name: row.name,
    birthdate: row.birth_date,
    email: row.email,
    phone_number: row.phone,
    // Only a number that was proved: a partner must be able to rely on it.
    citizen_number: row.proved_by ? row.citizen_number : null,
    tax_code: row.tax_code,
    account_kind: row.kind,
    assurance: row.assurance,
  }
  return Object.fromEntries(Object.entries(all).filter((entry) => entry[1] !== null)) as never
}

async function officeOf(parts: IssuerParts, account: string) {
  const { me } = await standing(parts, account, parts.clock())
  return me.position ? { position: me.position.id, agency: me.agency?.code } : {}
}

/** What this person has already allowed this client. Our own surfaces need no leave: they are the province itself. */
async function existingGrant({ db }: IssuerParts, ctx: KoaContextWithOIDC) {
  const { oidc } = ctx
  const { Grant } = oidc.provider
  const clientId = oidc.client!.clientId
  const accountId = oidc.session?.accountId
  const given = oidc.result?.consent?.grantId ?? oidc.session?.grantIdFor(clientId)
  if (given) {
    const found = await Grant.find(given)
    if (found && found.accountId === accountId) return found
  }
  if (!accountId) return undefined
  if (clientId === SURFACE) {
    const grant = new Grant({ accountId, clientId })
    grant.addOIDCScope('openid')
    await grant.save()
    return grant
  }
  const before = await grantsOfAccount(db, accountId, clientId)
  return before ? Grant.find(before) : undefined
}

async function grantsOfAccount(db: Kysely<any>, account: string, client: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from identity.oidc_record
    where model = 'Grant' and payload ->> 'accountId' = ${account} and payload ->> 'clientId' = ${client}
    order by expires_at desc limit 1`.execute(db)
  return rows[0]?.id ?? null
}
