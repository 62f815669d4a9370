import { createRemoteJWKSet, jwtVerify } from 'jose'
import * as client from 'openid-client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Site, textOf } from './browsing.ts'
import { bearer, CITIZEN, EXCHANGE, openPartnership, PARTNER, type Partnership, WHO } from './partnership.ts'
import { CLIENT } from './served.ts'
import { at } from './world.ts'

let opened: Partnership
let site: Site
beforeAll(async () => {
  opened = await openPartnership()
  site = opened.site
})
afterAll(() => opened?.close())
beforeEach(() => {
  site.turnClock(at())
  opened.told.length = 0
})

const visitor = (agent?: string) => opened.browser(agent)
const authorize: Partnership['authorize'] = (...asked) => opened.authorize(...asked)

test('says of itself what a client needs: PKCE by S256, back-channel logout, no “none”', async () => {
  const metadata = (await opened.discover()).serverMetadata()
  expect(metadata.issuer).toBe(`${site.url}/oidc`)
  expect(metadata.code_challenge_methods_supported).toEqual(['S256'])
  expect(metadata.backchannel_logout_supported).toBe(true)
  expect(metadata.grant_types_supported).toEqual(
    expect.arrayContaining(['authorization_code', 'refresh_token', 'client_credentials']),
  )
  expect(metadata.id_token_signing_alg_values_supported).not.toContain('none')
})

describe('code and PKCE', () => {
  test('a person signs in, agrees to what is listed, and the partner learns that and no more', async () => {
    const browser = visitor()
    const config = await opened.discover()
    const address = client.buildAuthorizationUrl(config, {
      redirect_uri: opened.callback,
      scope: 'openid profile',
      code_challenge: await client.calculatePKCECodeChallenge('x'.repeat(50)),
      code_challenge_method: 'S256',
    })
    const first = await browser.get(address.href)
    expect(first.status).toBe(200)
    expect(textOf(first)).toContain('Để tiếp tục vào Hệ thống đối tác')
    // The browser will not follow a form's redirects to an address the page's policy does not name.
    expect(first.headers.get('content-security-policy')).toContain(
      `form-action 'self' ${new URL(opened.callback).origin}`,
    )
    const wrong = await browser.send(first, { userName: 'hoa@example.vn', password: 'sai', go: 'password' })
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain('value="hoa@example.vn"')
    const consent = await browser.send(first, {
      ...WHO,
      go: 'password',
    })
    expect(textOf(consent)).toContain('họ tên và ngày sinh của bạn')
    expect(textOf(consent)).not.toContain('số điện thoại của bạn')

    const { exchange } = await authorize(visitor())
    const tokens = await exchange()
    expect(tokens.claims()).toMatchObject({ sub: CITIZEN, aud: PARTNER.id })
    const claims = await client.fetchUserInfo(config, tokens.access_token, CITIZEN)
    expect(claims).toMatchObject({
      sub: CITIZEN,
      name: 'Nguyễn Thị Hòa',
      account_kind: 'citizen',
      assurance: 1,
    })
    expect(claims.email).toBeUndefined()
  })

  test('who does not agree is sent back without a code', async () => {
    await opened.world.house.db.deleteFrom('identity.oidc_record').where('model', '=', 'Grant').execute()
    const { page } = await authorize(visitor(), {}, false)
    expect(page.url).toContain('error=access_denied')
    expect(page.url).not.toContain('code=')
  })

  test('a wrong verifier gets nothing', async () => {
    const { exchange } = await authorize(visitor())
    await expect(exchange({}, client.randomPKCECodeVerifier())).rejects.toMatchObject({
      error: 'invalid_grant',
    })
  })

  test('a request without PKCE, or to an address not registered, is refused', async () => {
    const config = await opened.discover()
    const plain = client.buildAuthorizationUrl(config, { redirect_uri: opened.callback, scope: 'openid' })
    expect((await visitor().get(plain.href)).url).toContain('error=invalid_request')
    const foreign = client.buildAuthorizationUrl(config, {
      redirect_uri: 'https://ke-xau.example.com/ve',
      scope: 'openid',
    })
    const refused = await visitor().get(foreign.href)
    expect(new URL(refused.url).origin).toBe(site.url)
    expect(textOf(refused)).toContain('Chưa đăng nhập được')
  })

  test('a code used twice gives nothing, and what it gave is taken back', async () => {
    const { exchange } = await authorize(visitor(), { scope: 'openid dossier.read', resource: opened.api })
    const tokens = await exchange({ resource: opened.api })
    expect((await site.call('GET', '/api/account', undefined, bearer(tokens.access_token))).status).toBe(200)
    await expect(exchange({ resource: opened.api })).rejects.toMatchObject({ error: 'invalid_grant' })
    site.house.memory.forget('identity.token')
    expect((await site.call('GET', '/api/account', undefined, bearer(tokens.access_token))).status).toBe(401)
  })

  test('of two that use one code at the same moment, one gets nothing', async () => {
    const { exchange } = await authorize(visitor())
    const both = await Promise.allSettled([exchange(), exchange()])
    expect(both.filter((each) => each.status === 'fulfilled').length).toBeLessThanOrEqual(1)
  })
})

describe('refresh', () => {
  test('gives a new token each time; an old one shown again ends the whole family', async () => {
    const { config, exchange } = await authorize(visitor(), {
      scope: 'openid offline_access dossier.read',
      resource: opened.api,
      prompt: 'consent',
    })
    const first = await exchange({ resource: opened.api })
    const second = await client.refreshTokenGrant(config, first.refresh_token!, { resource: opened.api })
    expect(second.refresh_token).not.toBe(first.refresh_token)
    const call = () => site.call('GET', '/api/dossiers', undefined, bearer(second.access_token))
    expect((await call()).status).toBe(200)
    await expect(client.refreshTokenGrant(config, first.refresh_token!)).rejects.toMatchObject({
      error: 'invalid_grant',
    })
    await expect(client.refreshTokenGrant(config, second.refresh_token!)).rejects.toMatchObject({
      error: 'invalid_grant',
    })
    site.house.memory.forget('identity.token')
    expect((await call()).status).toBe(401)
  })
})

describe('an audience', () => {
  test('a token for userinfo, or for another service, is none for our API', async () => {
    const { config, exchange } = await authorize(visitor(), {
      scope: 'openid dossier.read',
      resource: EXCHANGE,
    })
    const tokens = await exchange({ resource: EXCHANGE })
    const answer = await site.call('GET', '/api/dossiers', undefined, bearer(tokens.access_token))
    expect([answer.status, answer.body.code]).toEqual([401, 'identity.token'])
    const keys = createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri!))
    const issuer = `${site.url}/oidc`
    const { payload } = await jwtVerify(tokens.access_token, keys, { issuer, audience: EXCHANGE })
    expect(payload).toMatchObject({ sub: CITIZEN, client_id: PARTNER.id, scope: 'dossier.read' })
    await expect(jwtVerify(tokens.access_token, keys, { issuer, audience: opened.api })).rejects.toThrow(
      /aud/,
    )

    const { exchange: plain } = await authorize(visitor())
    const forUserinfo = await plain()
    expect((await site.call('GET', '/api/account', undefined, bearer(forUserinfo.access_token))).status).toBe(
      401,
    )
  })

  test('a service nobody registered is refused', async () => {
    const { page } = await authorize(visitor(), { resource: 'https://khong-co.example.vn/' })
    expect(page.url).toContain('error=invalid_target')
    const system = await opened.discover(CLIENT.id, CLIENT.secret)
    await expect(
      client.clientCredentialsGrant(system, { resource: 'https://khong-co.example.vn/' }),
    ).rejects.toMatchObject({ error: 'invalid_target' })
    const { access_token } = await client.clientCredentialsGrant(system, { resource: EXCHANGE })
    expect((await site.call('GET', '/api/dossiers', undefined, bearer(access_token))).status).toBe(401)
  })

  test('what a person lends is bounded by what was lent: no other right comes with it', async () => {
    const { exchange } = await authorize(visitor(), { scope: 'openid dossier.read', resource: opened.api })
    const { access_token } = await exchange({ resource: opened.api })
    expect((await site.call('GET', '/api/dossiers', undefined, bearer(access_token))).status).toBe(200)
    const refused = await site.call('POST', '/api/identity/keys/rotate', {}, bearer(access_token))
    expect(refused.status).toBe(403)
  })
})

describe('a token that is not ours', () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { iss: 'x', sub: CITIZEN, aud: 'x', exp: 4_000_000_000 }

  test.each([
    ['unsigned (alg none)', `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`],
    ['signed by somebody', `${part({ alg: 'RS256', kid: 'x' })}.${part(claims)}.${'a'.repeat(342)}`],
    ['endless', 'a'.repeat(5000)],
    ['a path', '../../etc/passwd'],
  ])('%s is refused', async (_kind, token) => {
    const answer = await site.call('GET', '/api/account', undefined, bearer(token))
    expect([answer.status, answer.body.code]).toEqual([401, 'identity.token'])
  })

  test('one that has expired is refused', async () => {
    const { exchange } = await authorize(visitor(), { scope: 'openid dossier.read', resource: opened.api })
    const { access_token, expires_in } = await exchange({ resource: opened.api })
    site.turnClock(new Date(at().getTime() + (expires_in! + 1) * 1000))
    site.house.memory.forget('identity.token')
    expect((await site.call('GET', '/api/account', undefined, bearer(access_token))).status).toBe(401)
  })
})
