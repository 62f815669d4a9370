import * as client from 'openid-client'
import { Problem } from '../../kernel/problem.ts'
import { personOf } from './claims.ts'
import type { NationalClaims, NationalIdentity, NationalSettings, OutsideAttempt } from './port.ts'

const TIMEOUT_SECONDS = 10
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|\[::1\]|localhost)(:\d+)?(\/|$)/

/**
 * One of the nation's OpenID providers: authorization code with PKCE, then the userinfo endpoint, where both VNeID and
 * the National Portal give their claims. The issuer's own description is read at the first sign-in and kept an hour.
 * Plain http is for a simulator on this machine only.
 */
export function nationalIdentity(settings: NationalSettings, redirectUri: string): NationalIdentity {
  const { issuer, clientId, clientSecret } = settings
  const insecure = LOOPBACK.test(issuer)
  let known: { until: number; configuration: Promise<client.Configuration> } | null = null
  const configured = () => {
    if (known && known.until > performance.now()) return known.configuration
    const configuration = client.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      timeout: TIMEOUT_SECONDS,
      execute: insecure ? [client.allowInsecureRequests] : [],
    })
    known = { until: performance.now() + 3_600_000, configuration }
    configuration.catch(() => {
      known = null
    })
    return configuration
  }

  return {
    key: settings.key,
    name: settings.name,

    async begin() {
      const attempt: OutsideAttempt = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      }
      const address = client.buildAuthorizationUrl(await reached(configured), {
        redirect_uri: redirectUri,
        scope: 'openid',
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
        // On a shared computer the one before must not still be signed in there.
        prompt: 'login',
      })
      return { address: address.href, attempt }
    },

    async finish(returned, { state, nonce, verifier }) {
      const configuration = await reached(configured)
      try {
        const tokens = await client.authorizationCodeGrant(configuration, returned, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        const { sub } = tokens.claims()!
        const claims = await client.fetchUserInfo(configuration, tokens.access_token, sub)
        return personOf(configuration.serverMetadata().issuer, claims as NationalClaims)
      } catch (error) {
        throw error instanceof Problem ? error : asProblem(error)
      }
    },
  }
}

async function reached<T>(reach: () => Promise<T>): Promise<T> {
  try {
    return await reach()
  } catch {
    throw unavailable()
  }
}

/** Saying no there is a person's right; anything else is a fault of the line or of what was sent. */
function asProblem(error: unknown): Problem {
  if (error instanceof client.AuthorizationResponseError)
    return new Problem(
      'identity.nation-refused',
      403,
      'Bạn đã dừng đăng nhập ở hệ thống định danh quốc gia. Có thể thử lại hoặc chọn cách đăng nhập khác.',
    )
  const unreachable = error instanceof TypeError || (error as { name?: string }).name === 'TimeoutError'
  return unreachable
    ? unavailable()
    : Object.assign(
        new Problem(
          'identity.nation-refused',
          403,
          'Trả lời của hệ thống định danh quốc gia không hợp lệ nên bị từ chối. Hãy đăng nhập lại.',
        ),
        { cause: error },
      )
}

function unavailable(): Problem {
  return new Problem(
    'identity.nation-unavailable',
    503,
    'Chưa nối được hệ thống định danh quốc gia. Hãy thử lại sau ít phút hoặc chọn cách đăng nhập khác.',
  )
}
