import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'
import { errors } from 'oidc-provider'
import type { FactorKind } from '../model/factors.ts'
import { PERSON_SCOPES, SURFACE } from './clients.ts'
import { acrOf } from './configuration.ts'

/** The provider's question to a person, as a page shows it. */
export type Interaction = {
  uid: string
  prompt: 'login' | 'consent'
  client: { id: string; name: string; ours: boolean }
  /** Which of our surfaces asks. */
  surface: 'office' | 'citizen' | null
  /** What the client asks leave for. */
  scopes: string[]
  account: string | null
  /** Where the browser goes in the end; a form here must be allowed to lead there. */
  leadsTo: string
  /** The same question from its beginning, in the other language. */
  again: (lang: 'vi' | 'en') => string
}

/** Who has been recognised, and how; with the second factor they have shown. */
export type Recognised = { account: string; assurance: number; way: string; factor?: FactorKind }

export type Interactions = {
  /** Null when this browser has no such question open. */
  find: (request: IncomingMessage, response: ServerResponse, uid: string) => Promise<Interaction | null>
  /** Answers where to go on. */
  signIn: (request: IncomingMessage, response: ServerResponse, who: Recognised) => Promise<string>
  consent: (request: IncomingMessage, response: ServerResponse) => Promise<string>
  refuse: (request: IncomingMessage, response: ServerResponse) => Promise<string>
}

export function interactionsOf(current: () => Promise<Provider>): Interactions {
  return {
    async find(request, response, uid) {
      const provider = await current()
      const details = await detailsOf(provider, request, response)
      if (details?.uid !== uid) return null
      const client = await provider.Client.find(String(details.params.client_id))
      if (!client) return null
      const params = details.params as Record<string, string>
      return {
        uid,
        prompt: details.prompt.name === 'consent' ? 'consent' : 'login',
        client: {
          id: client.clientId,
          name: client.clientName ?? client.clientId,
          ours: client.clientId === SURFACE,
        },
        surface: client.clientId === SURFACE ? (params.surface === 'office' ? 'office' : 'citizen') : null,
        scopes: missingScopes(details.prompt.details as never),
        account: details.session?.accountId ?? null,
        leadsTo: new URL(params.redirect_uri ?? provider.issuer).origin,
        again: (lang) => `/oidc/auth?${new URLSearchParams({ ...strings(params), ui_locales: lang })}`,
      }
    },
    async signIn(request, response, { account, assurance, way, factor }) {
      const provider = await current()
      return provider.interactionResult(
        request,
        response,
        { login: { accountId: account, acr: acrOf(assurance), amr: factor ? [way, factor] : [way] } },
        { mergeWithLastSubmission: false },
      )
    },
    async consent(request, response) {
      const provider = await current()
      const details = await provider.interactionDetails(request, response)
      const missing = details.prompt.details as Missing
      const kept = details.grantId ? await provider.Grant.find(details.grantId) : undefined
      const grant =
        kept ??
        new provider.Grant({
          accountId: details.session!.accountId,
          clientId: String(details.params.client_id),
        })
      if (missing.missingOIDCScope) grant.addOIDCScope(missing.missingOIDCScope.join(' '))
      if (missing.missingOIDCClaims) grant.addOIDCClaims(missing.missingOIDCClaims)
      for (const [resource, scopes] of Object.entries(missing.missingResourceScopes ?? {}))
        grant.addResourceScope(resource, scopes.join(' '))
      const grantId = await grant.save()
      return provider.interactionResult(request, response, { consent: { grantId } })
    },
    async refuse(request, response) {
      const provider = await current()
      const result = { error: 'access_denied', error_description: 'the person did not agree' }
      return provider.interactionResult(request, response, result, { mergeWithLastSubmission: false })
    },
  }
}

type Missing = {
  missingOIDCScope?: string[]
  missingOIDCClaims?: string[]
  missingResourceScopes?: Record<string, string[]>
}

async function detailsOf(provider: Provider, request: IncomingMessage, response: ServerResponse) {
  try {
    return await provider.interactionDetails(request, response)
  } catch (error) {
    if (error instanceof errors.SessionNotFound) return null
    throw error
  }
}

function missingScopes({ missingOIDCScope = [], missingResourceScopes = {} }: Missing): string[] {
  const shown = PERSON_SCOPES.filter((scope) => scope !== 'openid' && missingOIDCScope.includes(scope))
  return [...shown, ...new Set(Object.values(missingResourceScopes).flat())]
}

function strings(params: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
