import { createServer } from 'node:http'
import * as client from 'openid-client'
import { makeAccounts } from '../../src/blocks/identity/index.ts'
import { Browser, type Shown, serveSite } from './browsing.ts'
import { at, openWorld } from './world.ts'

export const PARTNER = { id: 'doi-tac', secret: 'bi-mat-doi-tac', name: 'Hệ thống đối tác' }
export const EXCHANGE = 'https://truc.example.vn/dich-vu'
export const CITIZEN = 'citizen-1'
export const WHO = { userName: 'hoa@example.vn', password: 'mật khẩu người dân' }

export type Partnership = Awaited<ReturnType<typeof openPartnership>>

/**
 * The province on a real socket, a partner system that its citizens sign in to, driven by a certified client, and a
 * listener of the partner's back channel.
 */
export async function openPartnership() {
  const world = await openWorld()
  const site = await serveSite(world)
  /** Logout tokens that reached the partner. */
  const told: string[] = []
  const partner = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    told.push(new URLSearchParams(body).get('logout_token') ?? '')
    response.writeHead(200).end()
  })
  await new Promise<void>((resolve) => partner.listen(0, '127.0.0.1', resolve))
  const { port } = partner.address() as { port: number }
  const callback = `http://127.0.0.1:${port}/ve`
  const { db } = world.house
  await db
    .insertInto('identity.client')
    .values({
      ...PARTNER,
      secret: world.house.vault.seal(`identity.client.${PARTNER.id}`, PARTNER.secret),
      redirect_uris: [callback],
      post_logout_uris: [`http://127.0.0.1:${port}/tam-biet`],
      scopes: ['profile', 'citizen', 'offline_access', 'dossier.read'],
      backchannel_logout_uri: `http://127.0.0.1:${port}/dang-xuat`,
      created_at: at(),
    })
    .execute()
  await db
    .insertInto('identity.resource')
    .values({ id: EXCHANGE, name: 'Trục liên thông', scopes: ['dossier.read'], created_at: at() })
    .execute()
  const { userName, password } = WHO
  await makeAccounts(db, [{ id: CITIZEN, userName, name: 'Nguyễn Thị Hòa', kind: 'citizen', password }], at())

  const discover = (id = PARTNER.id, secret = PARTNER.secret) =>
    client.discovery(new URL(`${site.url}/oidc`), id, secret, undefined, {
      execute: [client.allowInsecureRequests],
    })
  const browser = (agent?: string) => new Browser(site, (url) => url.href.startsWith(callback), agent)

  return {
    world,
    site,
    told,
    callback,
    discover,
    browser,
    /** Our API as a token's audience. */
    api: `${site.url}/api`,
    /** Signs the citizen in to the citizen site. */
    async signInHere(visitor: Browser) {
      const page = await visitor.get('/dang-nhap')
      await visitor.send(page, { ...WHO, go: 'password' })
      if (!visitor.cookie('tan-trao')) throw new Error('could not sign in')
    },
    /** A person goes through sign-in and consent as pages ask for it, and is sent back to the partner. */
    async authorize(visitor: Browser, asked: Record<string, string> = {}, agree = true) {
      const config = await discover()
      const verifier = client.randomPKCECodeVerifier()
      const state = client.randomState()
      const address = client.buildAuthorizationUrl(config, {
        redirect_uri: callback,
        scope: 'openid profile citizen',
        state,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...asked,
      })
      let page: Shown = await visitor.get(address.href)
      if (page.html.includes('name="userName"')) page = await visitor.send(page, { ...WHO, go: 'password' })
      if (page.html.includes('value="agree"'))
        page = await visitor.send(page, { go: agree ? 'agree' : 'disagree' })
      const exchange = (parameters: Record<string, string> = {}, pkceCodeVerifier = verifier) =>
        client.authorizationCodeGrant(
          config,
          new URL(page.url),
          { pkceCodeVerifier, expectedState: state, idTokenExpected: true },
          parameters,
        )
      return { config, page, exchange }
    },
    async close() {
      partner.close()
      await site.close()
      await world.close()
    },
  }
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
