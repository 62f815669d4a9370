import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeAccounts } from '../../src/blocks/identity/index.ts'
import { splitRoute } from '../../src/platform/command/openapi.ts'
import { Browser, textOf } from '../province/browsing.ts'
import { PASSWORD } from '../province/served.ts'
import { at } from '../province/world.ts'
import { openStand, type Stand } from './stand.ts'

let stand: Stand
beforeAll(async () => {
  stand = await openStand()
  const citizens = ['mai', 'nam'].map((name) => ({
    id: `citizen-${name}`,
    userName: name,
    name: 'Người dân thử',
    kind: 'citizen' as const,
    password: PASSWORD,
  }))
  await makeAccounts(stand.world.house.db, citizens, at())
}, 120_000)
afterAll(() => stand?.close())
let turn = 0
beforeEach(() => {
  // Half an hour later each time: no test stands in the limit of the one before.
  turn += 1
  stand.site.turnClock(new Date(at().getTime() + turn * 1_800_000))
  stand.lines.length = 0
})

const OWNER = '203.0.113.200'
const form = (userName: string, password: string) => ({ userName, password, go: 'password' })
const from = (address: string) => ({ 'x-forwarded-for': address })
const me = (headers: Record<string, string>) => stand.site.call('GET', '/api/me', undefined, headers)

/** Tries 200 times a second for so long, whatever is answered; the statuses. */
async function attempts(seconds: number, one: (n: number) => Promise<number>): Promise<number[]> {
  const running: Promise<number>[] = []
  const begun = performance.now()
  for (let n = 0; n < seconds * 200; n += 1) {
    const due = begun + n * 5
    if (due > performance.now()) await sleep(due - performance.now())
    running.push(one(n))
  }
  return Promise.all(running)
}
const count = (statuses: number[], status: number) => statuses.filter((each) => each === status).length

describe('two hundred attempts a second', () => {
  test('from one address are refused after the limit, while another person signs in', async () => {
    const stuffing = attempts(3, async (n) => {
      const answer = await stand.site.signIn(`nguoi-${n}`, `mật khẩu ${n}`, from('198.51.100.1'))
      return answer.status
    })
    await sleep(1000)
    const owner = await stand.site.signIn('mai', PASSWORD, from(OWNER))
    const statuses = await stuffing
    expect(owner.status).toBe(200)
    expect([count(statuses, 401), count(statuses, 429)]).toEqual([60, 540])
    // Each refusal is a line of the log with the address it came from, and one row of the audit says that it began.
    const told = stand.refusals('request.too-many')
    expect(told).toHaveLength(540)
    expect(told[0]).toMatchObject({ status: 429, from: '198.51.100.1', route: '/api/sign-in' })
    expect(JSON.stringify(stand.lines)).not.toContain('mật khẩu')
    const rows = await stand.world.audits('request.limit')
    expect(rows.map((row) => [row.outcome, row.wording])).toEqual([['refused', 'request.too-many: sign-in']])
    expect(
      (await stand.world.audits('identity.signIn')).filter((row) => row.outcome === 'refused'),
    ).toHaveLength(60)
  }, 60_000)

  test('at one name from many addresses lock nobody out: the owner signs in meanwhile and afterwards', async () => {
    const stuffing = attempts(1, async (n) => {
      const answer = await stand.site.signIn('mai', `đoán ${n}`, from(`198.51.101.${n % 100}`))
      return answer.status
    })
    await sleep(300)
    expect((await stand.site.signIn('mai', PASSWORD, from(OWNER))).status).toBe(200)
    const statuses = await stuffing
    expect(statuses).not.toContain(200)
    expect(statuses).not.toContain(500)
    expect((await stand.site.signIn('mai', PASSWORD, from(OWNER))).status).toBe(200)
  }, 60_000)

  test('through the provider’s own page: after ten the right password is refused too, there and only there', async () => {
    const browser = new Browser(stand.site)
    const page = await browser.get('/dang-nhap')
    const before = (await stand.world.audits('request.limit')).length
    for (let n = 0; n < 10; n += 1)
      expect(textOf(await browser.send(page, form('nam', `đoán ${n}`)))).toContain('chưa đúng')
    expect(textOf(await browser.send(page, form('nam', PASSWORD)))).toContain('thử quá nhiều lần')
    expect(browser.cookie('tan-trao')).toBeUndefined()
    expect(await stand.world.audits('request.limit')).toHaveLength(before + 1)
    expect((await stand.site.signIn('nam', PASSWORD, from(OWNER))).status).toBe(200)
  }, 60_000)
})

describe('a session planted beforehand', () => {
  test('is not the one the victim gets by signing in', async () => {
    const attacker = await stand.site.session('nam', '203.0.113.201')
    const victim = await stand.site.signIn('mai', PASSWORD, { ...from(OWNER), cookie: attacker.cookie! })
    const given = victim.headers.get('set-cookie')!.split(';')[0]!
    expect(given).not.toBe(attacker.cookie)
    expect((await me({ cookie: given })).body.userName).toBe('mai')
    const planted = await me({ cookie: attacker.cookie! })
    expect(planted.status === 401 || planted.body.userName === 'nam').toBe(true)
  })

  test('with a token of the attacker’s own making never comes to life', async () => {
    const made = `tan-trao=${'A'.repeat(43)}`
    expect((await me({ cookie: made })).status).toBe(401)
    const victim = await stand.site.signIn('mai', PASSWORD, { ...from(OWNER), cookie: made })
    expect(victim.headers.get('set-cookie')).not.toContain('A'.repeat(43))
    expect((await me({ cookie: made })).status).toBe(401)
  })

  test('through the provider: the browser leaves with another token, and the one before is over', async () => {
    const attacker = await stand.site.session('nam', '203.0.113.202')
    const planted = attacker.cookie!.split('=')[1]!
    const browser = new Browser(stand.site)
    const page = await browser.get('/dang-nhap')
    browser.keep('tan-trao', planted)
    const done = await browser.send(page, form('mai', PASSWORD))
    expect(new URL(done.url).pathname).toBe('/tai-khoan')
    const token = browser.cookie('tan-trao')!
    expect(token).not.toBe(planted)
    expect((await me({ cookie: `tan-trao=${token}` })).body.userName).toBe('mai')
    expect((await me({ cookie: `tan-trao=${planted}` })).status).toBe(401)
  })

  test('a sign-in that the attacker began is not finished in the victim’s browser', async () => {
    const attacker = new Browser(stand.site, (url) => url.pathname.startsWith('/dang-nhap/ve'))
    const page = await attacker.get('/dang-nhap')
    const stopped = await attacker.send(page, form('nam', PASSWORD))
    expect(new URL(stopped.url).searchParams.get('code')).toMatch(/^[\w-]{20,}$/)
    const victim = new Browser(stand.site)
    await victim.get(stopped.url)
    expect(victim.cookie('tan-trao')).toBeUndefined()
  })
})

describe('another site’s page', () => {
  const FORMS = ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']

  test('can call no command in the name of who is signed in: each is refused and logged', async () => {
    const { cookie } = await stand.site.session('H60.07-head', '203.0.113.203')
    const writes = stand.world.registry.all().filter((each) => splitRoute(each).method !== 'GET')
    expect(writes.length).toBeGreaterThan(30)
    for (const operation of writes) {
      const { method, path } = splitRoute(operation)
      const address = `/api${path.replace(/\{\w+\}/g, 'x')}`
      const answer = await stand.site.call(method, address, {}, { cookie: cookie! })
      expect([operation.name, answer.status, answer.body.code]).toEqual([
        operation.name,
        403,
        'request.cross-site',
      ])
    }
    expect(stand.refusals('request.cross-site')).toHaveLength(writes.length)
    for (const value of ['', 'XMLHttpRequest', 'tan-trao ,x'])
      expect(
        (await stand.site.call('POST', '/api/drafts', {}, { cookie: cookie!, 'x-requested-with': value }))
          .status,
      ).toBe(403)
  })

  test('cannot send the API a form, whichever kind a form can be', async () => {
    const { cookie } = await stand.site.session('nam', '203.0.113.204')
    for (const type of FORMS)
      for (const path of ['/api/drafts', '/api/sign-in', '/api/dossiers']) {
        const answer = await stand.site.call('POST', path, 'procedure=1.001686', {
          cookie: cookie!,
          'content-type': type,
        })
        expect([403, 415, 422]).toContain(answer.status)
        expect(answer.headers.get('set-cookie')).toBeNull()
      }
  })

  test('cannot send a citizen’s page a form: by what the browser says of where it comes from', async () => {
    const { cookie } = await stand.site.session('nam', '203.0.113.205')
    const pages = ['/dang-xuat', '/tai-khoan/mat-khau', '/tai-khoan/phien', '/nop-ho-so', '/tra-cuu']
    const origins: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site', origin: 'https://xau.example' },
      { 'sec-fetch-site': 'same-site', origin: `http://evil.127.0.0.1:${stand.site.port}` },
      { origin: 'https://xau.example' },
      { origin: 'null' },
      {},
    ]
    for (const path of pages)
      for (const origin of origins) {
        const answer = await fetch(`${stand.site.url}${path}`, {
          method: 'POST',
          headers: { cookie: cookie!, 'content-type': FORMS[0]!, ...origin },
          body: 'go=yes',
          redirect: 'manual',
        })
        expect([path, origin, answer.status]).toEqual([path, origin, 403])
      }
    expect((await me({ cookie: cookie! })).status).toBe(200)
    expect(stand.refusals('request.cross-site')).toHaveLength(pages.length * origins.length)
  })

  test('reads nothing: no answer allows another origin', async () => {
    for (const path of ['/api/me', '/api/procedures', '/', '/healthz']) {
      const answer = await stand.site.call('GET', path, undefined, { origin: 'https://xau.example' })
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    }
  })
})

describe('an address to come back to', () => {
  const FOREIGN = [
    'https://xau.example/',
    '//xau.example',
    '///xau.example',
    '/\\xau.example',
    '\\\\xau.example',
    '/\t/xau.example',
    '/%09/xau.example',
    '/.//xau.example',
    '/..//xau.example',
    '/x/..//xau.example',
    'javascript:alert(1)',
    'data:text/html,x',
    ' https://xau.example',
    '/\r\nset-cookie: a=b',
    `http://127.0.0.1@xau.example/`,
    '@xau.example',
    '.xau.example',
  ]

  test('is one of this site’s, whatever was asked: for who is signed in already, and after signing in', async () => {
    const { cookie } = await stand.site.session('nam', '203.0.113.206')
    const here = new URL(stand.site.url)
    const lands = (location: string) => {
      const to = new URL(location, here)
      return to.origin === here.origin && !to.pathname.startsWith('//')
    }
    for (const wish of FOREIGN)
      for (const prefix of ['', '/en']) {
        const answer = await fetch(`${stand.site.url}${prefix}/dang-nhap?ve=${encodeURIComponent(wish)}`, {
          headers: { cookie: cookie! },
          redirect: 'manual',
        })
        const location = answer.headers.get('location')!
        expect([wish, answer.status, location, lands(location)]).toEqual([wish, 303, location, true])
      }
    for (const wish of ['//xau.example', '/\\xau.example', 'https://xau.example/']) {
      const browser = new Browser(stand.site)
      const page = await browser.get(`/dang-nhap?ve=${encodeURIComponent(wish)}`)
      const done = await browser.send(page, form('mai', PASSWORD))
      expect(new URL(done.url).origin).toBe(here.origin)
    }
  })

  test('of a client is one it registered: the provider sends nobody elsewhere', async () => {
    for (const redirect of [
      'https://xau.example/',
      'http://127.0.0.1.xau.example/',
      `${stand.site.url}/dang-nhap/ve@xau.example`,
    ]) {
      const query = new URLSearchParams({
        client_id: 'tan-trao-citizen',
        redirect_uri: redirect,
        response_type: 'code',
        scope: 'openid',
      })
      const answer = await fetch(`${stand.site.url}/oidc/auth?${query}`, { redirect: 'manual' })
      const location = answer.headers.get('location')
      if (location) expect(new URL(location, stand.site.url).origin).toBe(new URL(stand.site.url).origin)
      else expect(answer.status).toBe(400)
    }
    const out = await fetch(
      `${stand.site.url}/oidc/session/end?post_logout_redirect_uri=${encodeURIComponent('https://xau.example/')}`,
      { redirect: 'manual' },
    )
    expect(out.headers.get('location') ?? '').not.toContain('xau.example')
  })
})
