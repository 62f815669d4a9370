import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { nationalIdentity } from '../../src/connectors/national-identity/adapter.ts'
import type { NationalClaims } from '../../src/connectors/national-identity/port.ts'
import { openSimulator, type Simulator } from '../../src/connectors/national-identity/simulator/simulator.ts'
import { Browser, type Site, serveSite, textOf } from './browsing.ts'
import { at, openWorld, refusal, type World } from './world.ts'

/** Fictitious people as the nation knows them; each test signs in its own. */
const person = (sub: string, more: Partial<NationalClaims> = {}): NationalClaims => ({
  sub,
  LoaiTaiKhoan: '1',
  HoVaTen: 'Ma Thị Thử',
  NgayThangNamSinh: '01/02/1990',
  loAs: '2',
  IAL: '2',
  ...more,
})
const PEOPLE = [
  person('a', { SoDinhDanh: '008190991001', ThuDienTu: 'a@example.vn', SoDienThoai: '0531234567' }),
  person('b', { SoDinhDanh: '008190991002' }),
  person('c', { SoDinhDanh: '008190991003' }),
  person('d', { SoDinhDanh: '008190991004', IAL: '1' }),
  person('incomplete', { SoDinhDanh: '' }),
  person('company', {
    LoaiTaiKhoan: '2',
    SoDinhDanh: '008190991005',
    MaSoThue: '5099000037',
    TenDoanhNghiep: 'Hợp tác xã Thử',
  }),
  person('e', { SoDinhDanh: '008190991006' }),
]

let world: World
let site: Site
let simulator: Simulator

beforeAll(async () => {
  world = await openWorld()
  const ways: ReturnType<typeof nationalIdentity>[] = []
  site = await serveSite(world, () => ways)
  const redirectUri = `${site.url}/dang-nhap/quoc-gia/ve`
  simulator = await openSimulator(0, redirectUri, PEOPLE)
  ways.push(...simulator.settings.map((settings) => nationalIdentity(settings, redirectUri)))
})
afterAll(async () => {
  await site?.close()
  await simulator?.close()
  await world?.close()
})
beforeEach(() => site.turnClock(at()))

const counter = () => world.seat('H60.07/counter')
const accounts = (number: string) =>
  world.house.db.selectFrom('identity.account').selectAll().where('citizen_number', '=', number).execute()

/** Chooses this person at the simulator; where the browser stands then. */
async function signIn(sub: string, by = 'vneid', browser = new Browser(site)) {
  const page = await browser.get('/dang-nhap')
  const there = await browser.get(new URL(`${new URL(page.url).pathname}/quoc-gia/${by}`, site.url).href)
  expect(textOf(there)).toContain('(giả lập)')
  const back = await browser.send(there, { sub, go: 'yes' })
  return { browser, back }
}
const me = async (browser: Browser) =>
  (await site.call('GET', '/api/me', undefined, { cookie: `tan-trao=${browser.cookie('tan-trao')}` })).body

test('the nation’s word makes the account: number, name, birth date, level; the next time it is the same', async () => {
  const { browser, back } = await signIn('a', 'dvcqg')
  expect(new URL(back.url).pathname).toBe('/tai-khoan')
  // The Portal tells no IAL: what it says of the sign-in counts for both.
  expect(await me(browser)).toMatchObject({ name: 'Ma Thị Thử', kind: 'citizen', assurance: 3 })
  const [account] = await accounts('008190991001')
  expect(account).toMatchObject({
    birth_date: '1990-02-01',
    phone: '0531234567',
    email: 'a@example.vn',
    proved_by: 'nation',
    password_hash: null,
  })
  const again = await signIn('a', 'vneid')
  expect((await me(again.browser)).account).toBe(account!.id)
  expect(await accounts('008190991001')).toHaveLength(1)
})

test('a weaker identity is kept as one: a session is never surer than the sign-in that opened it', async () => {
  const { browser } = await signIn('d')
  expect(await me(browser)).toMatchObject({ assurance: 2 })
})

test('a company is an account of its own, with who acts for it', async () => {
  const { browser } = await signIn('company')
  expect(await me(browser)).toMatchObject({ name: 'Hợp tác xã Thử', kind: 'company' })
  const account = await site.call('GET', '/api/account', undefined, {
    cookie: `tan-trao=${browser.cookie('tan-trao')}`,
  })
  expect(account.body).toMatchObject({
    taxCode: '5099000037',
    representedBy: 'Ma Thị Thử',
    citizenNumber: null,
  })
})

test('without a citizen number nobody is signed in, and it is said why', async () => {
  const { browser, back } = await signIn('incomplete')
  expect(textOf(back)).toContain('chưa gửi đủ thông tin')
  expect(browser.cookie('tan-trao')).toBeUndefined()
})

test('made at the counter and named the same: one account, joined by the number', async () => {
  const made = await world.ask(await counter(), 'identity.openCitizenAccount', {
    name: 'ma thi thu',
    citizenNumber: '008190991002',
    birthDate: '1990-02-01',
  })
  expect(made.outcome).toBe('opened')
  const { browser } = await signIn('b')
  expect((await me(browser)).account).toBe(made.account)
})

test('the same number under another name is a conflict told, never merged; the counter mends it', async () => {
  const made = await world.ask(await counter(), 'identity.openCitizenAccount', {
    name: 'Hoàng Văn Khác',
    citizenNumber: '008190991003',
  })
  const { browser, back } = await signIn('c')
  expect(textOf(back)).toContain('họ tên hoặc ngày sinh ở đó khác')
  expect(textOf(back)).not.toContain('Hoàng Văn Khác')
  expect(browser.cookie('tan-trao')).toBeUndefined()

  const again = { name: 'Ma Thị Thử', citizenNumber: '008190991003' }
  const told = await refusal(world.ask(await counter(), 'identity.openCitizenAccount', again))
  expect(told.code).toBe('identity.account-exists')
  await world.ask(await counter(), 'identity.openCitizenAccount', { ...again, existing: 'renew' })
  expect((await me((await signIn('c')).browser)).account).toBe(made.account)
})

test('a number only typed at home is not joined silently: whoever it truly belongs to may take it back', async () => {
  // Somebody signs up with another's number, hoping that the other's sign-in will come to their account.
  await world.ask(world.visitor(), 'identity.signUp', {
    name: 'Ma Thị Thử',
    email: 'ke-xau@example.vn',
    citizenNumber: '008190991006',
  })
  await site.drain()
  const token = /ma=([\w-]+)/.exec(site.mails.find((mail) => mail.to === 'ke-xau@example.vn')!.text)![1]!
  const password = 'mật khẩu đủ dài'
  await world.ask(world.visitor(), 'identity.confirmSignUp', { token, password })
  const [planted] = await accounts('008190991006')
  expect(planted).toMatchObject({ proved_by: null, assurance: 1 })
  expect(
    (await refusal(world.ask(world.visitor(), 'identity.confirmSignUp', { token, password }))).code,
  ).toBe('identity.link-over')

  const { browser, back } = await signIn('e')
  expect(textOf(back)).toContain('ke…@example.vn')
  expect(textOf(back)).not.toContain('ke-xau')
  const done = await browser.send(back, { go: 'separate' })
  expect(new URL(done.url).pathname).toBe('/tai-khoan')
  const mine = await me(browser)
  expect(mine.account).not.toBe(planted!.id)
  expect((await accounts('008190991006')).map((row) => [row.id, row.proved_by])).toEqual([
    [mine.account, 'nation'],
  ])
})

test('signing up with an e-mail that has an account says the same, and only the letter tells', async () => {
  const asked = { name: 'Ai Đó', email: 'ke-xau@example.vn' }
  site.mails.length = 0
  expect(await world.ask(world.visitor(), 'identity.signUp', asked)).toEqual({ sent: true })
  await site.drain()
  expect(site.mails.map((mail) => mail.subject)).toEqual(['Bạn đã có tài khoản'])
})

test('a number that has an account is not taken by signing up', async () => {
  await world.ask(world.visitor(), 'identity.signUp', {
    name: 'Ma Thị Thử',
    email: 'hai@example.vn',
    citizenNumber: '008190991001',
  })
  await site.drain()
  const token = /ma=([\w-]+)/.exec(site.mails.at(-1)!.text)![1]!
  const told = await refusal(
    world.ask(world.visitor(), 'identity.confirmSignUp', { token, password: 'mật khẩu đủ dài' }),
  )
  expect(told.code).toBe('identity.number-taken')
})

test('at the counter an unproved claim is joined or released as the person says, never by itself', async () => {
  for (const [email, number, existing, outcome] of [
    ['join@example.vn', '008190991011', 'join', 'joined'],
    ['release@example.vn', '008190991012', 'release', 'opened'],
  ] as const) {
    await world.ask(world.visitor(), 'identity.signUp', { name: 'Ma Văn Thử', email, citizenNumber: number })
    await site.drain()
    const token = /ma=([\w-]+)/.exec(site.mails.at(-1)!.text)![1]!
    await world.ask(world.visitor(), 'identity.confirmSignUp', { token, password: 'mật khẩu đủ dài' })
    const [claimed] = await accounts(number)
    const input = { name: 'Ma Văn Thử', citizenNumber: number }
    const told = await refusal(world.ask(await counter(), 'identity.openCitizenAccount', input))
    expect(told.code).toBe('identity.unproved-account')
    const done = await world.ask(await counter(), 'identity.openCitizenAccount', { ...input, existing })
    expect(done.outcome).toBe(outcome)
    expect(done.account === claimed!.id).toBe(existing === 'join')
    expect((await accounts(number)).map((row) => row.proved_by)).toEqual(['counter'])
  }
})

test('only who may open citizens’ accounts does', async () => {
  const input = { name: 'Ma Văn Thử', citizenNumber: '008190991020' }
  for (const seat of ['H60.07/specialist-1', 'H60/chairman'])
    expect(
      (await refusal(world.ask(await world.seat(seat), 'identity.openCitizenAccount', input))).status,
    ).toBe(403)
  expect((await refusal(world.ask(world.visitor(), 'identity.openCitizenAccount', input))).status).toBe(401)
})

test('what came back for another browser’s sign-in opens nothing here', async () => {
  const attacker = new Browser(
    site,
    (url) => url.pathname.endsWith('/quoc-gia') && url.search.includes('ma='),
  )
  const { back } = await signIn('a', 'vneid', attacker)
  const mark = new URL(back.url).searchParams.get('ma')!
  const victim = new Browser(site)
  const page = await victim.get('/dang-nhap')
  const lured = await victim.get(`${new URL(page.url).pathname}/quoc-gia?ma=${mark}`)
  expect(textOf(lured)).toContain('hết hạn')
  expect(victim.cookie('tan-trao')).toBeUndefined()
})

test('a nation out of reach is said so, and the other ways stay', async () => {
  const gone = nationalIdentity(
    { key: 'x', name: 'X', issuer: 'http://127.0.0.1:9/x', clientId: 'a', clientSecret: 'b' },
    `${site.url}/dang-nhap/quoc-gia/ve`,
  )
  const told = await refusal(gone.begin())
  expect([told.status, told.code]).toEqual([503, 'identity.nation-unavailable'])
})
