import * as client from 'openid-client'
import type { House } from '../../../platform/command/run.ts'
import { keepPending, takePending } from '../pending.ts'
import { openSession } from '../sessions.ts'
import { SURFACE, SURFACE_RETURN } from './clients.ts'
import type { Issuer } from './provider.ts'

/** Where a sign-in began: what must still be known when the browser comes back. */
type Begun = { verifier: string; nonce: string; backTo: string }

const BEGUN_MS = 30 * 60_000

/**
 * Our surfaces as a client of our provider, on the server's side: code + PKCE, the tokens never reach the browser, which
 * holds a session cookie only (decision 0014).
 */
export function surfaceClient(house: House, issuer: Issuer, local: () => string) {
  let known: Promise<client.Configuration> | null = null
  /** The provider is this very server: reached where it listens, whatever stands before it, but asked by its public name. */
  const here: client.CustomFetch = (url, options) => {
    const { pathname, search } = new URL(url)
    const { host, protocol } = new URL(house.publicUrl)
    const headers = new Headers(options.headers as HeadersInit)
    headers.set('x-forwarded-host', host)
    headers.set('x-forwarded-proto', protocol.replace(':', ''))
    return fetch(`${local()}${pathname}${search}`, { ...(options as RequestInit), headers })
  }
  const configured = () => {
    known ??= client
      .discovery(new URL(`${house.publicUrl}/oidc`), SURFACE, issuer.surfaceSecret, undefined, {
        [client.customFetch]: here,
        execute: house.publicUrl.startsWith('http:') ? [client.allowInsecureRequests] : [],
      })
      .catch((error) => {
        known = null
        throw error
      })
    return known
  }

  return {
    /** Where to send the browser, and the mark that only this browser may come back with. */
    async begin(surface: 'office' | 'citizen', backTo: string, lang: 'vi' | 'en') {
      const verifier = client.randomPKCECodeVerifier()
      const nonce = client.randomNonce()
      const expiresAt = new Date(house.clock().getTime() + BEGUN_MS)
      const begun: Begun = { verifier, nonce, backTo }
      const state = await keepPending(house.db, 'surface', begun, expiresAt)
      const address = client.buildAuthorizationUrl(await configured(), {
        redirect_uri: `${house.publicUrl}${SURFACE_RETURN}`,
        scope: 'openid',
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
        surface,
        ui_locales: lang,
      })
      return { address: address.href, state }
    },

    /** The browser is back with a code: its session, and where it wanted to go. Null when this sign-in is over. */
    async finish(path: string, state: string, agent: string, origin: string) {
      const now = house.clock()
      const begun = await takePending<Begun>(house.db, 'surface', state, now)
      if (!begun) return null
      const tokens = await client.authorizationCodeGrant(await configured(), new URL(path, house.publicUrl), {
        pkceCodeVerifier: begun.verifier,
        expectedNonce: begun.nonce,
        expectedState: state,
        idTokenExpected: true,
      })
      const account = tokens.claims()?.sub
      const behind = await issuer.sessionBehind(tokens.access_token)
      if (!account || !behind) return null
      const { uid, assurance, way, factor } = behind
      const session = await openSession(
        house.db,
        { account, assurance, way, agent, providerSession: uid, factor },
        now,
        origin,
      )
      return { session, backTo: begun.backTo }
    },
  }
}
