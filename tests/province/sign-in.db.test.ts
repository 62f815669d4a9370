import * as client from 'openid-client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CLIENT, PASSWORD, type Served, serve } from './served.ts'
import { at, openWorld, type World } from './world.ts'

let world: World
let served: Served
beforeAll(async () => {
  world = await openWorld()
  served = await serve(world)
})
afterAll(async () => {
  await served?.close()
  await world?.close()
})
beforeEach(() => served.turnClock(at()))

const NAME = 'H60.07-counter'
const from = (address: string) => ({ 'x-forwarded-for': address })

describe('a person', () => {
  test('signs in by name, in capitals or not, and is told who they are and what they may', async () => {
    const answer = await served.signIn(NAME.toUpperCase(), PASSWORD, from('203.0.113.1'))
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ position: { id: 'H60.07/counter' }, agency: { code: 'H60.07' } })
    expect(answer.body.permissions).toContain('dossier.receive')
    expect((await served.call('GET', '/api/me')).status).toBe(401)
    const me = await served.call('GET', '/api/me', undefined, await served.session())
    expect(me.body).toEqual(answer.body)
  })

  test('the same password typed by another keyboard (NFD) is the same password', async () => {
    expect((await served.signIn(NAME, PASSWORD.normalize('NFD'), from('203.0.113.2'))).status).toBe(200)
  })

  test('a wrong password and an unknown name are answered alike', async () => {
    const wrong = await served.signIn(NAME, 'sai', from('203.0.113.3'))
    const unknown = await served.signIn('không-có-ai', 'sai', from('203.0.113.3'))
    expect(wrong.status).toBe(401)
    expect(unknown.body).toEqual(wrong.body)
    expect(unknown.headers.get('set-cookie')).toBeNull()
    expect((await served.signIn('', '', from('203.0.113.3'))).status).toBe(422)
  })

  test('who tries ten times must wait, though then right; the owner elsewhere is not locked out', async () => {
    const guesser = from('203.0.113.4')
    for (let n = 0; n < 10; n += 1)
      expect((await served.signIn('H60.07-head', `sai ${n}`, guesser)).status).toBe(401)
    const stopped = await served.signIn('H60.07-head', PASSWORD, guesser)
    expect([stopped.status, stopped.body.code]).toEqual([429, 'request.too-many'])
    expect(stopped.body.detail).toMatch(/\d+ giây/)
    expect((await served.signIn('H60.07-head', PASSWORD, from('203.0.113.5'))).status).toBe(200)
    served.turnClock(at('09:06'))
    expect((await served.signIn('H60.07-head', PASSWORD, guesser)).status).toBe(200)
  })

  test('trying many names from one address is stopped too', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 62; n += 1)
      statuses.push((await served.signIn(`nguoi-${n}`, 'sai', from('203.0.113.6'))).status)
    expect(statuses.slice(0, 60).every((status) => status === 401)).toBe(true)
    expect(statuses.slice(60)).toEqual([429, 429])
  })

  test('every attempt leaves its row: no password, no unknown name', async () => {
    await served.signIn(NAME, 'mật-khẩu-lộ', from('203.0.113.7'))
    await served.signIn('mật-khẩu-gõ-nhầm-ô', 'x', from('203.0.113.7'))
    await served.signIn(NAME, PASSWORD, from('203.0.113.7'))
    const rows = (await world.audits('identity.signIn')).slice(-3)
    expect(rows.map((row) => [row.outcome, row.account])).toEqual([
      ['refused', 'H60.07/counter'],
      ['refused', null],
      ['done', 'H60.07/counter'],
    ])
    expect(JSON.stringify(rows)).not.toMatch(/lộ|nhầm/)
  })
})

describe('a session', () => {
  test('is a cookie scripts cannot read and other sites do not send; the database holds only its hash', async () => {
    const answer = await served.signIn(NAME, PASSWORD, from('203.0.113.8'))
    const cookie = answer.headers.get('set-cookie')!
    expect(cookie).toMatch(/^tan-trao=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/)
    const token = /^tan-trao=([^;]+)/.exec(cookie)![1]!
    const rows = await world.house.db.selectFrom('identity.session').select('token_hash').execute()
    expect(rows.some((row) => Buffer.from(row.token_hash).toString('utf8').includes(token))).toBe(false)
    const secure = await serve(world, { https: true })
    const overTls = await secure.signIn(NAME, PASSWORD, from('203.0.113.9'))
    await secure.close()
    expect(overTls.headers.get('set-cookie')).toContain('; Secure')
    expect(overTls.headers.get('strict-transport-security')).toMatch(/max-age=\d{7,}/)
  })

  test('is over after twelve hours, after signing out, and when the account is closed', async () => {
    const me = (headers: Record<string, string>) => served.call('GET', '/api/me', undefined, headers)
    const early = await served.session(NAME, '203.0.113.10')
    for (const hour of ['12:00', '15:00', '18:00']) {
      served.turnClock(at(hour))
      // Looked at anew: within a second of real time a session is not read again.
      world.house.memory.forget('identity.session')
      expect((await me(early)).status).toBe(200)
    }
    served.turnClock(at('20:59'))
    expect((await me(early)).status).toBe(200)
    served.turnClock(at('21:00'))
    expect((await me(early)).status).toBe(401)
    served.turnClock(at())

    const left = await served.session(NAME, '203.0.113.11')
    await served.call('POST', '/api/sign-out', {}, left)
    expect((await me(left)).status).toBe(401)

    const dismissed = await served.session('H60.07-specialist-1', '203.0.113.12')
    await world.house.db
      .updateTable('identity.account')
      .set({ closed_at: at() })
      .where('id', '=', 'H60.07/specialist-1')
      .execute()
    await expect.poll(async () => (await me(dismissed)).status, { timeout: 4000 }).toBe(401)
    expect((await served.signIn('H60.07-specialist-1', PASSWORD, from('203.0.113.12'))).status).toBe(401)
  })

  test('is over after four hours in which nobody was there', async () => {
    const away = await served.session(NAME, '203.0.113.14')
    served.turnClock(at('12:59'))
    world.house.memory.forget('identity.session')
    expect((await served.call('GET', '/api/me', undefined, away)).status).toBe(200)
    served.turnClock(at('16:59'))
    world.house.memory.forget('identity.session')
    expect((await served.call('GET', '/api/me', undefined, away)).status).toBe(401)
  })

  test('ends when somebody signs in anew on the same browser', async () => {
    const before = await served.session(NAME, '203.0.113.13')
    const after = await served.signIn('H60.07-head', PASSWORD, { ...from('203.0.113.13'), ...before })
    expect(after.status).toBe(200)
    expect((await served.call('GET', '/api/me', undefined, before)).status).toBe(401)
  })

  test('does not let another site write: without our header nothing happens', async () => {
    const { cookie } = await served.session(NAME, '203.0.113.13')
    const input = await world.goodInput('1.001686', 'H60.07')
    const before = await world.audits('dossier.receive')
    const forged = await served.call('POST', '/api/dossiers/received', input, { cookie })
    expect([forged.status, forged.body.code]).toEqual([403, 'request.cross-site'])
    expect(await world.audits('dossier.receive')).toEqual(before)
    const own = await served.call('POST', '/api/dossiers/received', input, {
      cookie,
      'x-requested-with': 'tan-trao',
    })
    expect(own.status).toBe(201)
    const lured = await served.call(
      'POST',
      '/api/sign-in',
      { userName: NAME, password: PASSWORD },
      { 'sec-fetch-site': 'cross-site' },
    )
    expect(lured.status).toBe(403)
  })

  test('with a made-up token is a visitor’s', async () => {
    expect((await served.call('GET', '/api/me', undefined, { cookie: 'tan-trao=abc' })).status).toBe(401)
  })
})

describe('a system', () => {
  const discover = (secret = CLIENT.secret) =>
    client.discovery(new URL(`${served.url}/oidc`), CLIENT.id, secret, undefined, {
      execute: [client.allowInsecureRequests],
    })
  const grant = async (parameters: Record<string, string> = {}, secret?: string) =>
    client.clientCredentialsGrant(await discover(secret), parameters)
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

  test('that asks for no scope in particular gets every one it holds', async () => {
    const token = await grant()
    expect(token.scope?.split(' ').sort()).toEqual([...CLIENT.scopes].sort())
    expect(
      (await served.call('GET', '/api/dossiers?limit=1', undefined, bearer(token.access_token))).status,
    ).toBe(200)
  })

  test('that asks for less may do less', async () => {
    const token = await grant({ scope: 'dossier.read' })
    expect(token.scope).toBe('dossier.read')
    const input = await world.goodInput('1.001686', 'H60.07')
    const headers = { ...bearer(token.access_token), 'idempotency-key': 'less' }
    expect((await served.call('POST', '/api/dossiers', input, headers)).status).toBe(403)
  })

  test('is refused a scope it does not hold, and with a wrong secret everything', async () => {
    await expect(grant({ scope: 'dossier.read calendar.change' })).rejects.toMatchObject({
      error: 'invalid_scope',
    })
    await expect(grant({ scope: 'no.such.thing' })).rejects.toMatchObject({ error: 'invalid_scope' })
    await expect(grant({}, 'sai')).rejects.toMatchObject({ error: 'invalid_client' })
  })

  test('is nobody once its token is over, or with one we never gave', async () => {
    const { access_token, expires_in } = await grant()
    expect(expires_in).toBeGreaterThan(60)
    served.turnClock(new Date(at().getTime() + (expires_in! + 1) * 1000))
    for (const token of [access_token, 'never-given']) {
      const answer = await served.call('GET', '/api/dossiers', undefined, bearer(token))
      expect([answer.status, answer.body.code]).toEqual([401, 'identity.token'])
    }
  })

  test('must send a key with every command, so that it can send it again', async () => {
    const { access_token } = await grant()
    const input = await world.goodInput('1.001686', 'H60.07')
    const answer = await served.call('POST', '/api/dossiers', input, bearer(access_token))
    expect([answer.status, answer.body.code]).toEqual([422, 'idempotency.required'])
    expect(answer.body.errors[0].path).toBe('Idempotency-Key')
  })

  test('has no person’s profile', async () => {
    const { access_token } = await grant()
    expect((await served.call('GET', '/api/me', undefined, bearer(access_token))).status).toBe(404)
  })
})
