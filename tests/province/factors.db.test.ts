import { generateSync } from 'otplib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { identityJobs, makeAccounts } from '../../src/blocks/identity/index.ts'
import { PASSWORD, type Served, serve } from './served.ts'
import { softwarePasskey } from './software-passkey.ts'
import { at, openWorld, type World } from './world.ts'

let world: World
let served: Served
let now = at()
const mails: { to: string; subject: string; text: string }[] = []

beforeAll(async () => {
  world = await openWorld()
  served = await serve(world, { host: 'localhost' })
})
afterAll(async () => {
  await served?.close()
  await world?.close()
})
let hours = 0
/** Each on an hour of its own: what one guesses holds up no other. */
beforeEach(() => {
  hours += 1
  turn(new Date(at().getTime() + hours * 3_600_000))
})

const turn = (to: Date) => {
  now = to
  served.turnClock(to)
}
const later = (seconds: number) => turn(new Date(now.getTime() + seconds * 1000))
const drain = () =>
  served.house.jobs.drain(
    identityJobs(served.house, served.issuer, async (to, subject, text) => {
      mails.push({ to, subject, text })
    }),
  )

let people = 0
/** A citizen with an account of their own and an address to write to. */
async function someone() {
  people += 1
  const account = `thu-${people}`
  await makeAccounts(
    world.house.db,
    [{ id: account, userName: account, name: 'Người thử', kind: 'citizen', password: PASSWORD }],
    now,
  )
  await world.house.db
    .updateTable('identity.account')
    .set({ email: `${account}@example.vn` })
    .where('id', '=', account)
    .execute()
  return account
}

const cookiesOf = (headers: Headers) =>
  headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')

/** A browser at an address: keeps its cookies, and sends what our pages send. */
function browserAt(address: string) {
  const jar = new Map<string, string>()
  const go = async (method: string, path: string, body?: unknown) => {
    const answer = await served.call(method, path, body, {
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      'x-requested-with': 'tan-trao',
      'x-forwarded-for': address,
    })
    for (const pair of cookiesOf(answer.headers).split('; ').filter(Boolean)) {
      const [name = '', value = ''] = pair.split('=')
      if (value) jar.set(name, value)
      else jar.delete(name)
    }
    return answer
  }
  const post = (path: string, body: unknown = {}) => go('POST', path, body)
  return {
    jar,
    get: (path: string) => go('GET', path),
    post,
    password: (userName: string) => post('/api/sign-in', { userName, password: PASSWORD }),
    second: (token: string, answer: unknown) => post('/api/sign-in/second', { token, answer }),
  }
}
type Browsing = ReturnType<typeof browserAt>

async function withTotp(address = '203.0.113.60') {
  const account = await someone()
  const browser = browserAt(address)
  expect((await browser.password(account)).status).toBe(200)
  const begun = (await browser.post('/api/account/totp/begin')).body
  const code = generateSync({ secret: begun.secret, epoch: now.getTime() / 1000 })
  const added = await browser.post('/api/account/totp', { token: begun.token, code })
  expect(added.status).toBe(201)
  const codeAt = (moment = now) =>
    generateSync({ secret: begun.secret, epoch: Math.floor(moment.getTime() / 1000) })
  return { account, browser, secret: begun.secret, first: code, codeAt, ...added.body }
}

/** The password is right: the token under which the second factor is asked for. */
async function asked(browser: Browsing, account: string): Promise<string> {
  const { status, body } = await browser.password(account)
  expect([status, body.account]).toEqual([200, undefined])
  return body.second.token
}
const inAMinute = (moment: Date, seconds: number) => new Date(moment.getTime() + seconds * 1000)

describe('an authenticator app', () => {
  test('is asked for after the password; nothing is open before its code', async () => {
    const { account, codeAt } = await withTotp()
    later(60)
    const browser = browserAt('203.0.113.61')
    const token = await asked(browser, account)
    expect(browser.jar.has('tan-trao')).toBe(false)
    expect((await browser.get('/api/me')).status).toBe(401)
    const answer = await browser.second(token, { way: 'totp', code: codeAt() })
    expect([answer.status, answer.body.account]).toEqual([200, account])
    expect((await browser.get('/api/me')).status).toBe(200)
  })

  test('takes a code once, the one it was added by included', async () => {
    const { account, first, codeAt } = await withTotp()
    const browser = browserAt('203.0.113.62')
    const token = await asked(browser, account)
    expect((await browser.second(token, { way: 'totp', code: first })).status).toBe(401)
    later(60)
    const code = codeAt()
    expect((await browser.second(token, { way: 'totp', code })).status).toBe(200)
    const thief = browserAt('203.0.113.63')
    const again = await thief.second(await asked(thief, account), { way: 'totp', code })
    expect([again.status, again.body.code]).toEqual([401, 'identity.wrong-factor'])
  })

  test('of two that bring the same code at one moment, one is let in', async () => {
    const { account, codeAt } = await withTotp()
    later(60)
    const two = [browserAt('203.0.113.64'), browserAt('203.0.113.65')]
    const tokens = await Promise.all(two.map((each) => asked(each, account)))
    const answers = await Promise.all(
      two.map((each, n) => each.second(tokens[n]!, { way: 'totp', code: codeAt() })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  test('may be one step early or late, not two', async () => {
    for (const [drift, status] of [
      [-60, 401],
      [60, 401],
      [-30, 200],
      [30, 200],
    ] as const) {
      const { account, codeAt } = await withTotp()
      later(300)
      const browser = browserAt(`203.0.113.${100 + people}`)
      const token = await asked(browser, account)
      const answer = await browser.second(token, { way: 'totp', code: codeAt(inAMinute(now, drift)) })
      expect([drift, answer.status]).toEqual([drift, status])
    }
  })

  test('lies sealed in the database, and no kept answer holds its secret or a recovery code', async () => {
    const { account, secret, recoveryCodes } = await withTotp()
    const row = await world.house.db
      .selectFrom('identity.totp')
      .select('secret')
      .where('account', '=', account)
      .executeTakeFirstOrThrow()
    expect(row.secret).toMatch(/^v1\./)
    expect(row.secret).not.toContain(secret)
    expect(world.house.vault.open(`totp:${account}`, row.secret)).toBe(secret)
    const browser = browserAt('203.0.113.66')
    const other = await someone()
    await browser.password(other)
    const headers = {
      cookie: `tan-trao=${browser.jar.get('tan-trao')}`,
      'x-requested-with': 'tan-trao',
      'idempotency-key': 'shown-once',
    }
    const begun = await served.call('POST', '/api/account/totp/begin', {}, headers)
    const again = await served.call('POST', '/api/account/totp/begin', {}, headers)
    expect([begun.status, again.status, again.body.code]).toEqual([200, 409, 'idempotency.shown-once'])
    const kept = await world.house.db.selectFrom('platform.idempotency').select('answer').execute()
    expect(JSON.stringify(kept)).not.toContain(begun.body.secret)
    expect(JSON.stringify(kept)).not.toContain(recoveryCodes[0])
  })
})

describe('recovery codes', () => {
  test('are ten, open once each, and their owner is written to', async () => {
    const { account, recoveryCodes } = await withTotp()
    expect(new Set(recoveryCodes).size).toBe(10)
    const browser = browserAt('203.0.113.70')
    const token = await asked(browser, account)
    expect(
      (await browser.second(token, { way: 'recovery', code: recoveryCodes[3].toLowerCase() })).status,
    ).toBe(200)
    const thief = browserAt('203.0.113.71')
    const again = await thief.second(await asked(thief, account), { way: 'recovery', code: recoveryCodes[3] })
    expect([again.status, again.body.code]).toEqual([401, 'identity.wrong-factor'])
    await drain()
    const told = mails.filter(({ to }) => to === `${account}@example.vn`)
    expect(told.map(({ subject }) => subject).sort()).toEqual([
      'Một mã dự phòng của bạn vừa được dùng',
      'Tài khoản của bạn vừa thêm cách xác thực',
    ])
    expect(told.some(({ text }) => text.includes('Còn 9 mã'))).toBe(true)
    const rows = await world.house.db
      .selectFrom('identity.recovery_code')
      .selectAll()
      .where('account', '=', account)
      .execute()
    expect(rows.some(({ hash }) => Buffer.from(hash).toString('utf8').includes(recoveryCodes[0]))).toBe(false)
  })
})

describe('who guesses', () => {
  test('must wait after five wrong codes; the owner elsewhere, and on a known browser beside, need not', async () => {
    const { account, browser: known, codeAt } = await withTotp('203.0.113.80')
    later(60)
    // The browser has shown the factor, so it is known from now on.
    expect((await known.second(await asked(known, account), { way: 'totp', code: codeAt() })).status).toBe(
      200,
    )
    const guesser = browserAt('203.0.113.80')
    const token = await asked(guesser, account)
    for (let n = 0; n < 5; n += 1)
      expect((await guesser.second(token, { way: 'totp', code: `00000${n}` })).status).toBe(401)
    later(60)
    expect((await guesser.second(token, { way: 'totp', code: codeAt() })).status).toBe(429)
    expect((await known.second(await asked(known, account), { way: 'totp', code: codeAt() })).status).toBe(
      200,
    )
    later(60)
    const elsewhere = browserAt('203.0.113.81')
    expect(
      (await elsewhere.second(await asked(elsewhere, account), { way: 'totp', code: codeAt() })).status,
    ).toBe(200)
  })

  test('from many addresses is stopped for all but the account’s known browsers', async () => {
    const { account, browser: known, codeAt } = await withTotp('203.0.113.90')
    later(60)
    await known.second(await asked(known, account), { way: 'totp', code: codeAt() })
    let stopped = 0
    for (let n = 0; n < 13; n += 1) {
      const guesser = browserAt(`198.51.100.${n + 1}`)
      const token = await asked(guesser, account)
      for (let tries = 0; tries < 5; tries += 1)
        if ((await guesser.second(token, { way: 'totp', code: '000000' })).status === 429) stopped += 1
    }
    // Sixty an hour, the owner's own first one among them.
    expect(stopped).toBe(6)
    later(60)
    expect((await known.second(await asked(known, account), { way: 'totp', code: codeAt() })).status).toBe(
      200,
    )
  })
})

describe('a passkey', () => {
  async function withPasskey() {
    const account = await someone()
    const browser = browserAt('203.0.113.120')
    await browser.password(account)
    const key = softwarePasskey(served.url)
    const { token, options } = (await browser.post('/api/account/passkeys/question')).body
    const made = { token, response: key.make(options), name: 'Điện thoại' }
    const added = await browser.post('/api/account/passkeys', made)
    return { account, browser, key, added, made }
  }
  const show = async (browser: Browsing, key: ReturnType<typeof softwarePasskey>, from?: string) => {
    const { token, options } = (await browser.post('/api/passkeys/question')).body
    return { token, response: key.show(options, from) }
  }

  test('signs in alone, and answers a question once', async () => {
    const { account, key, added } = await withPasskey()
    expect([added.status, added.body.recoveryCodes.length]).toEqual([201, 10])
    const browser = browserAt('203.0.113.121')
    const answer = await show(browser, key)
    const signedIn = await browser.post('/api/sign-in/passkey', answer)
    expect([signedIn.status, signedIn.body.account]).toEqual([200, account])
    const replayed = await browserAt('203.0.113.122').post('/api/sign-in/passkey', answer)
    expect([replayed.status, replayed.body.code]).toEqual([410, 'identity.question-over'])
  })

  test('is a second factor of its own account only', async () => {
    const { account } = await withPasskey()
    const stranger = await withPasskey()
    const browser = browserAt('203.0.113.123')
    const token = await asked(browser, account)
    const wrong = await browser.second(token, { way: 'passkey', ...(await show(browser, stranger.key)) })
    expect([wrong.status, wrong.body.code]).toEqual([401, 'identity.wrong-factor'])
  })

  test('answered to another site, unknown, or added for another session’s question, opens nothing', async () => {
    const { key, made } = await withPasskey()
    const browser = browserAt('203.0.113.124')
    const lured = await browser.post(
      '/api/sign-in/passkey',
      await show(browser, key, 'https://tan-trao.example'),
    )
    expect(lured.status).toBe(401)
    const unknown = await browser.post(
      '/api/sign-in/passkey',
      await show(browser, softwarePasskey(served.url)),
    )
    expect(unknown.status).toBe(401)
    const other = await someone()
    await browser.password(other)
    expect((await browser.post('/api/account/passkeys', made)).status).toBe(410)
  })

  test('whose counter goes back is a copy: neither opens any more, and the owner is told', async () => {
    const { account, key } = await withPasskey()
    const browser = browserAt('203.0.113.125')
    expect((await browser.post('/api/sign-in/passkey', await show(browser, key))).status).toBe(200)
    key.device.counter = 0
    const copied = await browser.post('/api/sign-in/passkey', await show(browser, key))
    expect([copied.status, copied.body.code]).toEqual([401, 'identity.passkey-cloned'])
    key.device.counter = 9
    expect((await browser.post('/api/sign-in/passkey', await show(browser, key))).status).toBe(401)
    await drain()
    expect(mails.filter(({ to }) => to === `${account}@example.vn`).map(({ subject }) => subject)).toContain(
      'Một khóa truy cập của bạn đã bị khóa lại',
    )
  })
})

describe('a session', () => {
  test('rises under a new token; the old one is worth nothing', async () => {
    const { browser, proof, account } = await withTotp()
    const before = browser.jar.get('tan-trao')!
    const stranger = browserAt('203.0.113.130')
    await stranger.password(await someone())
    expect((await stranger.post('/api/step-up', { proof })).status).toBe(410)
    const fresh = await withTotp()
    const old = fresh.browser.jar.get('tan-trao')!
    expect((await fresh.browser.post('/api/step-up', { proof: fresh.proof })).status).toBe(200)
    expect(fresh.browser.jar.get('tan-trao')).not.toBe(old)
    expect((await fresh.browser.get('/api/me')).body.account).toBe(fresh.account)
    await expect
      .poll(
        async () => (await served.call('GET', '/api/me', undefined, { cookie: `tan-trao=${old}` })).status,
        { timeout: 4000 },
      )
      .toBe(401)
    // A proof that somebody else tried is used up.
    expect((await browser.post('/api/step-up', { proof })).status).toBe(410)
    expect(browser.jar.get('tan-trao')).toBe(before)
    expect(account).not.toBe(fresh.account)
  })

  test('must show the factor within ten minutes before it changes factors', async () => {
    const { browser, proof, codeAt } = await withTotp()
    const remove = () => browser.post('/api/account/factors/remove', { factor: 'totp' })
    const refused = await remove()
    expect([refused.status, refused.body.code]).toEqual([403, 'identity.fresh-factor'])
    expect((await browser.post('/api/step-up', { proof })).status).toBe(200)
    later(601)
    expect((await remove()).body.code).toBe('identity.fresh-factor')
    expect((await browser.post('/api/step-up', { answer: { way: 'totp', code: codeAt() } })).status).toBe(200)
    const removed = await remove()
    expect([removed.status, removed.body.left]).toEqual([200, 0])
    expect((await browser.get('/api/account/factors')).body).toMatchObject({
      totp: null,
      recoveryCodesLeft: 0,
    })
  })
})

describe('where policy asks', () => {
  test('an officer without a second factor may only add one, and cannot take the last away', async () => {
    const officer = browserAt('203.0.113.140')
    expect((await officer.password('H60.07-head')).status).toBe(200)
    expect((await officer.get('/api/dossiers?limit=1')).status).toBe(200)
    const setPolicy = (roles: string[], since = '2022-05-01') =>
      world.ask(administrator(), 'identity.setPolicy', { roles, since }, { now })
    await setPolicy(['head'], '2022-06-01')
    expect((await officer.get('/api/dossiers?limit=1')).status).toBe(200)
    await setPolicy(['head'])
    later(2)
    await expect
      .poll(async () => (await officer.get('/api/dossiers?limit=1')).body.code, { timeout: 4000 })
      .toBe('identity.must-enrol')
    expect((await officer.get('/api/me')).body.mustEnrol).toBe(true)
    expect((await officer.post('/api/account/password', { password: 'mật khẩu mới 2022' })).body.code).toBe(
      'identity.must-enrol',
    )
    const begun = (await officer.post('/api/account/totp/begin')).body
    const code = generateSync({ secret: begun.secret, epoch: now.getTime() / 1000 })
    const added = await officer.post('/api/account/totp', { token: begun.token, code })
    expect((await officer.get('/api/dossiers?limit=1')).body.code).toBe('identity.fresh-factor')
    await officer.post('/api/step-up', { proof: added.body.proof })
    expect((await officer.get('/api/dossiers?limit=1')).status).toBe(200)
    const last = await officer.post('/api/account/factors/remove', { factor: 'totp' })
    expect([last.status, last.body.code]).toEqual([409, 'identity.last-factor'])
    expect((await officer.get('/api/account/factors')).body.totp).not.toBeNull()

    // Whoever has lost every device: an administrator starts them anew, and every session of theirs is over.
    await world.ask(administrator(), 'identity.resetFactors', { account: 'H60.07/head' }, { now })
    await expect.poll(async () => (await officer.get('/api/me')).status, { timeout: 4000 }).toBe(401)
    await setPolicy([])
    expect((await officer.password('H60.07-head')).body.account).toBe('H60.07/head')
  })

  test('a role that is none is named', async () => {
    const asking = world.ask(
      administrator(),
      'identity.setPolicy',
      { roles: ['king'], since: '2022-05-01' },
      { now },
    )
    await expect(asking).rejects.toMatchObject({ status: 422, errors: [{ path: 'roles' }] })
  })

  test('an administrator who has a factor shows it anew before administration; a system is not asked', async () => {
    const policy = { roles: [], since: '2022-05-01' }
    const stale = { held: true, required: false, shownAt: now.getTime() - 601_000 }
    await expect(
      world.ask({ ...administrator(), factor: stale }, 'identity.setPolicy', policy, { now }),
    ).rejects.toMatchObject({ status: 403, code: 'identity.fresh-factor' })
    const shown = { ...stale, shownAt: now.getTime() - 599_000 }
    await world.ask({ ...administrator(), factor: shown }, 'identity.setPolicy', policy, { now })
    await world.ask(administrator(), 'identity.setPolicy', policy, { now })
  })
})

function administrator() {
  return {
    ...world.system,
    kind: 'person' as const,
    account: 'quan-tri',
    caller: 'account:quan-tri',
    grants: [{ permission: 'identity.administer', scope: 'all' as const, agency: null }],
  }
}
