import { createRemoteJWKSet, jwtVerify } from 'jose'
import * as client from 'openid-client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Site, textOf } from './browsing.ts'
import { bearer, CITIZEN, openPartnership, PARTNER, type Partnership, WHO } from './partnership.ts'
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

test('neither a signing key nor a secret of the provider lies open in the database', async () => {
  const { db, vault } = opened.world.house
  const keys = await db.selectFrom('identity.signing_key').select(['kid', 'jwk']).execute()
  expect(keys.length).toBeGreaterThan(0)
  for (const { kid, jwk } of keys) {
    expect(Object.keys(jwk as object)).toEqual(['sealed'])
    expect(
      JSON.parse(vault.open(`identity.signing_key.${kid}`, (jwk as { sealed: string }).sealed)).d,
    ).toMatch(/./)
  }
  const own = await db.selectFrom('identity.provider_secret').select('value').execute()
  expect(own.every(({ value }) => value.startsWith('v1.'))).toBe(true)
})

describe('signing out', () => {
  test('one session, from afar: the other browser is out, the partner is told by its back channel', async () => {
    const phone = visitor('Mozilla/5.0 (Linux; Android 14) Chrome/140.0')
    await opened.signInHere(phone)
    const { config, exchange } = await authorize(phone)
    const tokens = await exchange()
    const desk = visitor()
    await opened.signInHere(desk)

    const list = await desk.get('/tai-khoan/phien')
    expect(textOf(list)).toContain('Chrome, Android')
    expect(textOf(list)).toContain('Đã vào tiếp: Hệ thống đối tác')
    const { items } = (
      await site.call('GET', '/api/account/sessions', undefined, {
        cookie: `tan-trao=${desk.cookie('tan-trao')}`,
      })
    ).body
    const theirs = items.find((each: { agent: string }) => each.agent.includes('Android'))
    expect(items.find((each: { current: boolean }) => each.current).agent).toContain('Firefox')
    await desk.send(list, { phien: theirs.id, _key: 'k1' }, '/tai-khoan/phien')
    expect(new URL((await phone.get('/tai-khoan')).url).pathname).toMatch(/^\/dang-nhap\/buoc/)
    expect(new URL((await desk.get('/tai-khoan')).url).pathname).toBe('/tai-khoan')

    await site.drain()
    expect(opened.told).toHaveLength(1)
    const keys = createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri!))
    const { payload, protectedHeader } = await jwtVerify(opened.told[0]!, keys, {
      issuer: `${site.url}/oidc`,
      audience: PARTNER.id,
    })
    expect(protectedHeader.typ).toBe('logout+jwt')
    expect(payload.events).toEqual({ 'http://schemas.openid.net/event/backchannel-logout': {} })
    expect([payload.sub, payload.sid]).toEqual([CITIZEN, tokens.claims()!.sid])
  })

  test('another person’s session is not there to be ended', async () => {
    const mine = visitor()
    await opened.signInHere(mine)
    const rows = await opened.world.house.db
      .selectFrom('identity.session')
      .select('id')
      .where('account', '=', CITIZEN)
      .execute()
    const officer = await site.session()
    const answer = await site.call('POST', `/api/account/sessions/${rows[0]!.id}/end`, {}, officer)
    expect([answer.status, answer.body.code]).toEqual([404, 'identity.no-session'])
  })

  test('asked for by the partner: our page asks the person, then everything is over', async () => {
    const browser = visitor()
    await opened.signInHere(browser)
    const { config, exchange } = await authorize(browser)
    const tokens = await exchange()
    const address = client.buildEndSessionUrl(config, { id_token_hint: tokens.id_token! })
    const asked = await browser.get(address.href)
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(asked.html)?.[1]
    expect(xsrf).toBeTruthy()
    const done = await browser.send(asked, { xsrf: xsrf!, logout: 'yes' }, '/oidc/session/end/confirm')
    expect(textOf(done)).toContain('Đã đăng xuất')
    expect(opened.told).toHaveLength(1)
    expect(new URL((await browser.get('/tai-khoan')).url).pathname).toMatch(/^\/dang-nhap\/buoc/)
  })
})

describe('keys', () => {
  test('a new one signs at once, the old one verifies until what it signed is over', async () => {
    const admin = await opened.world.seat('H60/administrator')
    const before = await (await authorize(visitor())).exchange()
    const { formerUntil } = await opened.world.ask(admin, 'identity.rotateKeys', {})
    site.house.memory.forget('identity.keys')
    const after = await (await authorize(visitor())).exchange()
    const kid = (token: string) => JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()).kid
    expect(kid(after.id_token!)).not.toBe(kid(before.id_token!))
    const published = async () => {
      const { body } = await site.call('GET', '/oidc/jwks')
      return body.keys.map((key: { kid: string }) => key.kid)
    }
    expect(await published()).toEqual(expect.arrayContaining([kid(before.id_token!), kid(after.id_token!)]))
    const set = createRemoteJWKSet(new URL(`${site.url}/oidc/jwks`))
    await jwtVerify(before.id_token!, set, { audience: PARTNER.id })
    site.turnClock(new Date(Date.parse(formerUntil) + 1000))
    site.house.memory.forget('identity.keys')
    expect(await published()).toEqual([kid(after.id_token!)])
  })

  test('only an administrator turns them', async () => {
    const officer = await site.session()
    expect((await site.call('POST', '/api/identity/keys/rotate', {}, officer)).status).toBe(403)
  })
})

describe('consent', () => {
  test('is asked once, listed, and taken back with every token it gave', async () => {
    const browser = visitor()
    await opened.signInHere(browser)
    const { exchange } = await authorize(browser, { scope: 'openid dossier.read', resource: opened.api })
    const { access_token } = await exchange({ resource: opened.api })
    const again = await authorize(browser, { scope: 'openid dossier.read', resource: opened.api })
    expect(again.page.url).toContain('code=')
    const list = await browser.get('/tai-khoan/cho-phep')
    expect(textOf(list)).toContain('Hệ thống đối tác')
    for (const [, id] of list.html.matchAll(/name="ma" value="([^"]+)"/g))
      await browser.send(list, { ma: id!, _key: `rut-${id}` }, '/tai-khoan/cho-phep')
    expect((await site.call('GET', '/api/account', undefined, bearer(access_token))).status).toBe(401)
    expect(textOf(await browser.get('/tai-khoan/cho-phep'))).not.toContain('Hệ thống đối tác')
  })
})

describe('a password', () => {
  test('is changed by who knows it; every other session is over, the one that changed it stays', async () => {
    const here = visitor()
    const elsewhere = visitor()
    await opened.signInHere(elsewhere)
    await opened.signInHere(here)
    const page = await here.get('/tai-khoan/mat-khau')
    const fresh = 'một câu dài hơn trước'
    const wrong = await here.send(page, { current: 'không phải', password: fresh, _key: 'a' })
    expect(textOf(wrong)).toContain('Mật khẩu đang dùng chưa đúng')
    const short = await here.send(page, { current: WHO.password, password: 'ngắn', _key: 'b' })
    expect(textOf(short)).toContain('ít nhất 12 ký tự')
    const done = await here.send(page, { current: WHO.password, password: fresh, _key: 'c' })
    expect(textOf(done)).toContain('Mật khẩu đã đổi')
    expect(new URL((await elsewhere.get('/tai-khoan')).url).pathname).toMatch(/^\/dang-nhap\/buoc/)
    const back = await here.send(page, { current: fresh, password: WHO.password, _key: 'd' })
    expect(textOf(back)).toContain('Mật khẩu đã đổi')
  })

  test('forgotten: the link goes to the e-mail signed up with, and the page tells nobody whether there is one', async () => {
    const browser = visitor()
    const page = await browser.get('/quen-mat-khau')
    const known = await browser.send(page, { email: WHO.userName })
    const unknown = await browser.send(page, { email: 'khong-co@example.vn' })
    expect(textOf(known)).toBe(textOf(unknown))
    site.mails.length = 0
    await site.drain()
    expect(site.mails.map((mail) => mail.to)).toEqual([WHO.userName])
    const link = /http\S+ma=[\w-]+/.exec(site.mails[0]!.text)![0]
    const done = await browser.send(await browser.get(link), {
      ma: new URL(link).searchParams.get('ma')!,
      password: WHO.password,
    })
    expect(textOf(done)).toContain('Tài khoản đã sẵn sàng')
  })
})

describe('our own surfaces', () => {
  test('sign in by the provider; the browser holds a session cookie and no token', async () => {
    const browser = visitor()
    const page = await browser.get('/dang-nhap?ve=/tra-cuu')
    expect(page.status).toBe(200)
    const done = await browser.send(page, { ...WHO, go: 'password' })
    expect(new URL(done.url).pathname).toBe('/tra-cuu')
    expect(textOf(done)).toContain('Hồ sơ của tôi')
    expect(browser.cookie('tan-trao')).toMatch(/^[\w-]{43}$/)
    expect(browser.cookie('tan-trao-nhap')).toBeUndefined()
  })

  test('send nobody to another site afterwards', async () => {
    for (const [asked, path] of [
      ['//ke-xau.example.com', '/tai-khoan'],
      ['https://ke-xau.example.com/', '/tai-khoan'],
      ['/\\ke-xau.example.com', '/tai-khoan'],
      ['/huong-dan', '/huong-dan'],
    ] as const) {
      const browser = visitor()
      const page = await browser.get(`/dang-nhap?ve=${encodeURIComponent(asked)}`)
      const done = await browser.send(page, {
        ...WHO,
        go: 'password',
      })
      expect(done.url).toBe(`${site.url}${path}`)
    }
  })

  test('take no sign-in that another browser began', async () => {
    const attacker = visitor()
    const page = await attacker.get('/dang-nhap')
    const victim = visitor()
    const answer = await victim.send(page, { ...WHO, go: 'password' })
    expect(answer.status).toBe(410)
    const lured = await victim.get('/dang-nhap/ve?code=abc&state=def')
    expect(textOf(lured)).toContain('Chưa đăng nhập được')
    expect(victim.cookie('tan-trao')).toBeUndefined()
  })

  test('a session someone planted does not become the person’s', async () => {
    const browser = visitor()
    browser.keep('tan-trao', 'x'.repeat(43))
    await opened.signInHere(browser)
    expect(browser.cookie('tan-trao')).not.toBe('x'.repeat(43))
  })

  test('a form posted by cookie from elsewhere does nothing', async () => {
    const browser = visitor()
    await opened.signInHere(browser)
    const list = await browser.get('/tai-khoan/phien')
    const cookie = `tan-trao=${browser.cookie('tan-trao')}`
    const id = /name="phien" value="([^"]+)"/.exec(list.html)![1]!
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://ke-xau.example.com' },
      {},
    ]) {
      const answer = await fetch(`${site.url}/tai-khoan/phien`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, ...(headers as Record<string, string>) },
        body: new URLSearchParams({ phien: id }),
      })
      expect(answer.status).toBe(403)
    }
    expect(new URL((await browser.get('/tai-khoan')).url).pathname).toBe('/tai-khoan')
  })
})
