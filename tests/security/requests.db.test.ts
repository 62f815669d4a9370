import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openServer } from '../../src/platform/http/server.ts'
import { openStand, rawBytes, rawGet, type Stand } from './stand.ts'

let stand: Stand
let officer: Record<string, string>
beforeAll(async () => {
  stand = await openStand()
  officer = await stand.site.session()
}, 120_000)
afterAll(() => stand?.close())
beforeEach(() => {
  stand.lines.length = 0
})

const SECRET = 'chỉ máy chủ được đọc'
const CLIMBS = [
  '../secret.txt',
  '..%2fsecret.txt',
  '%2e%2e/secret.txt',
  '%2e%2e%2fsecret.txt',
  '..%252fsecret.txt',
  '..%5csecret.txt',
  '..\\secret.txt',
  '....//secret.txt',
  '.%2e/secret.txt',
  '%c0%ae%c0%ae/secret.txt',
  '..%00/secret.txt',
  'app.js%00../../secret.txt',
  'app.js/../../secret.txt',
  '/etc/passwd',
  '%2fetc%2fpasswd',
  '../../../../../../../../etc/passwd',
  '..;/secret.txt',
  'file:///etc/passwd',
]

describe('a path that climbs', () => {
  test('out of /assets finds nothing: only what was built is served', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tan-trao-climb-'))
    const assets = join(folder, 'assets')
    mkdirSync(join(assets, 'sub'), { recursive: true })
    writeFileSync(join(folder, 'secret.txt'), SECRET)
    writeFileSync(join(assets, '.env'), SECRET)
    writeFileSync(join(assets, 'app.js'), 'export {}')
    const app = await openServer({
      log: pino({ level: 'silent' }),
      assets,
      oidc: () => undefined,
      https: false,
    })
    try {
      await app.listen({ port: 0, host: '127.0.0.1' })
      const { port } = app.server.address() as { port: number }
      const get = (path: string) => rawGet({ port }, path)
      expect((await get('/assets/app.js')).text).toBe('export {}')
      for (const climb of [...CLIMBS, 'sub/../../secret.txt', '.', 'sub/', '']) {
        const answer = await get(`/assets/${climb}`)
        expect([climb, answer.text.includes(SECRET), answer.text.includes('root:')]).toEqual([
          climb,
          false,
          false,
        ])
        expect([400, 403, 404]).toContain(answer.status)
      }
    } finally {
      await app.close()
      rmSync(folder, { recursive: true })
    }
  })

  test('out of the files’ store finds nothing: a file is asked for by its content’s hash', async () => {
    const played = await stand.world.open()
    for (const climb of CLIMBS) {
      const answer = await rawGet(stand.site, `/api/dossiers/${played.code}/files/${climb}`, officer)
      expect([climb, answer.text.includes('root:')]).toEqual([climb, false])
      expect([400, 404, 422]).toContain(answer.status)
    }
  })

  test('in the name of an uploaded file is a name and no path', async () => {
    for (const name of [
      '../../../etc/cron.d/x.pdf',
      '/etc/passwd.pdf',
      '..\\..\\x.pdf',
      'a\u0000b.pdf',
      'x.pdf\r\nset-cookie: a=b',
    ]) {
      const form = new FormData()
      form.append('file', new Blob([Buffer.from(`%PDF-1.7\n% ${name}\n`)]), name)
      const answer = await fetch(`${stand.site.url}/api/files`, {
        method: 'POST',
        headers: officer,
        body: form,
      })
      expect([201, 400, 415, 422]).toContain(answer.status)
      if (answer.status !== 201) continue
      const { hash } = (await answer.json()) as { hash: string }
      expect(await stand.world.house.files.has(hash)).toBe(true)
    }
  })
})

describe('a header too large to read', () => {
  test('is told in our form and logged; the server goes on', async () => {
    for (const path of ['/api/me', '/', '/oidc/auth', '/assets/x.js']) {
      const cookie = `tan-trao=${'x'.repeat(20_000)}`
      const text = await rawBytes(
        stand.site,
        `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: ${cookie}\r\n\r\n`,
      )
      const [head = '', body = ''] = text.split('\r\n\r\n')
      expect(head).toMatch(/^HTTP\/1\.1 431 /)
      expect(head).toContain('application/problem+json')
      expect(JSON.parse(body)).toMatchObject({ code: 'request.headers-too-large', status: 431 })
      expect(body).toContain('xóa cookie')
    }
    expect(stand.refusals('request.headers-too-large')).toHaveLength(4)
    expect((await stand.site.call('GET', '/api/me', undefined, officer)).status).toBe(200)
  })

  test('many cookies, half-read cookies and cookies twice are no more than a visitor’s', async () => {
    const cookies = [
      Array.from({ length: 400 }, (_each, n) => `c${n}=${n}`).join('; '),
      'tan-trao=%E0%A4%A',
      'tan-trao="\\x01"',
      'tan-trao=; tan-trao=x',
      '__proto__=x; constructor=y; tan-trao=z',
      ';;;===;',
    ]
    for (const cookie of cookies) {
      const answer = await rawGet(stand.site, '/api/me', { cookie })
      expect([cookie.slice(0, 30), answer.status]).toEqual([cookie.slice(0, 30), 401])
      expect((await rawGet(stand.site, '/', { cookie })).status).toBe(200)
    }
  })
})

describe('what is no honest HTTP', () => {
  test.each([
    [
      'two lengths',
      'POST /api/sign-in HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\ncontent-length: 20\r\n\r\n{}',
    ],
    [
      'a length beside chunks',
      'POST /api/sign-in HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n',
    ],
    [
      'an unknown coding',
      'POST /api/sign-in HTTP/1.1\r\nhost: a\r\ntransfer-encoding: xchunked\r\n\r\n0\r\n\r\n',
    ],
    ['a line feed in a header', 'GET / HTTP/1.1\r\nhost: a\r\nx: a\rb\r\n\r\n'],
    ['no host', 'GET / HTTP/1.1\r\n\r\n'],
    ['another protocol', 'EHLO mail.example\r\n\r\n'],
  ])('%s is refused and the line is closed', async (_name, bytes) => {
    const text = await rawBytes(stand.site, bytes)
    expect(text).toMatch(/^HTTP\/1\.1 400 /)
    expect(text.match(/HTTP\/1\.1 /g)).toHaveLength(1)
  })
})

describe('every answer', () => {
  test('of the site, the API and the provider carries what keeps a browser safe', async () => {
    for (const path of [
      '/',
      '/thu-tuc',
      '/api/me',
      '/khong-co',
      '/oidc/.well-known/openid-configuration',
      '/oidc/auth',
      '/oidc/x',
    ]) {
      const { headers } = await fetch(`${stand.site.url}${path}`, { redirect: 'manual' })
      const policy = headers.get('content-security-policy') ?? ''
      for (const part of ["object-src 'none'", "base-uri 'none'", 'frame-ancestors', "default-src 'self'"])
        expect([path, part, policy.includes(part)]).toEqual([path, part, true])
      expect([path, policy.includes('unsafe')]).toEqual([path, false])
      expect([path, headers.get('x-content-type-options')]).toEqual([path, 'nosniff'])
      expect([path, headers.get('referrer-policy')]).toEqual([path, 'same-origin'])
      expect([path, headers.get('server'), headers.get('x-powered-by')]).toEqual([path, null, null])
    }
  })

  test('to a method nobody offers is a refusal; what was sent does not come back', async () => {
    for (const method of ['TRACE', 'TRACK', 'CONNECT', 'PROPFIND', 'DEBUG']) {
      const text = await rawBytes(
        stand.site,
        `${method} /api/me HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: tan-trao=bi-mat\r\nconnection: close\r\n\r\n`,
      )
      expect([method, /^HTTP\/1\.1 2/.test(text), text.includes('bi-mat')]).toEqual([method, false, false])
    }
  })
})

describe('JSON with two meanings', () => {
  const refused = async (body: string, code: string) => {
    const answer = await stand.site.call('POST', '/api/drafts', body, officer)
    expect([body, answer.status, answer.body.code]).toEqual([body, 400, code])
    expect(answer.type).toBe('application/problem+json; charset=utf-8')
    return answer.body
  }

  test('a key twice is refused wherever it stands, for commands and for signing in, and logged', async () => {
    const told = await refused(
      '{"procedure": "1.001686", "agency": "H60.07", "procedure": "2.000635"}',
      'request.duplicate-key',
    )
    expect(told.errors).toEqual([{ path: 'procedure', message: 'Khóa lặp lại.' }])
    await refused('{"procedure": {"a": {"b": [{"c": 1, "\\u0063": 2}]}}}', 'request.duplicate-key')
    const twice = '{"userName": "nam", "password": "x", "userName": "mai"}'
    expect((await stand.site.call('POST', '/api/sign-in', twice)).body.code).toBe('request.duplicate-key')
    expect(stand.refusals('request.duplicate-key').map((line) => [line.status, line.level])).toEqual(
      [1, 2, 3].map(() => [400, 40]),
    )
  })

  test('a key that reaches for the prototype is refused and logged; nothing is poisoned', async () => {
    const bodies = [
      '{"__proto__": {"isAdmin": true}}',
      '{"procedure": {"__proto__": {"isAdmin": true}}}',
      '{"constructor": {"prototype": {"isAdmin": true}}}',
      '{"\\u005f\\u005fproto\\u005f\\u005f": {"isAdmin": true}}',
    ]
    for (const body of bodies) await refused(body, 'request.prototype')
    expect(stand.refusals('request.prototype')).toHaveLength(bodies.length)
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  })

  test('the same by a query, a form of a page and an upload poisons nothing either', async () => {
    for (const query of [
      '__proto__[isAdmin]=1',
      '__proto__=1',
      'constructor.prototype.isAdmin=1',
      'constructor=1',
    ]) {
      const answer = await stand.site.call('GET', `/api/procedures?${query}`)
      expect([query, answer.status]).toEqual([query, 422])
    }
    for (const body of [
      '__proto__=x&__proto__=y',
      'constructor=x&constructor=y',
      'toString=x',
      '__proto__[isAdmin]=1',
    ]) {
      const page = await fetch(`${stand.site.url}/tra-cuu`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body,
      })
      expect([body, page.status < 500]).toEqual([body, true])
    }
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      const form = new FormData()
      form.append(name, '{"isAdmin": true}')
      form.append('file', new Blob([Buffer.from('%PDF-1.7\n')]), 'a.pdf')
      const answer = await fetch(`${stand.site.url}/api/files`, {
        method: 'POST',
        headers: officer,
        body: form,
      })
      expect([name, answer.status < 500]).toEqual([name, true])
    }
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  test('nested without end it exhausts nobody', async () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const body = `{"answers": ${open.repeat(100_000)}1${close.repeat(100_000)}}`
      const answer = await stand.site.call('POST', '/api/dossiers', body, {
        ...officer,
        'idempotency-key': 'sâu'.normalize('NFD').replace(/[^a-z]/g, ''),
      })
      expect([answer.status, answer.body.code]).toEqual([422, 'request.invalid'])
    }
  })
})

test('the hidden key of a page’s form, changed by who sends it, is refused as such', async () => {
  for (const key of ['k'.repeat(201), 'k'.repeat(50_000), 'a\u0000b']) {
    const answer = await fetch(`${stand.site.url}/thu-tuc/1.001686/nop`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ _key: key }),
      redirect: 'manual',
    })
    expect([key.length, answer.status]).toEqual([key.length, 422])
  }
})
