import { afterAll, beforeAll, expect, test } from 'vitest'
import writeXlsx from 'write-excel-file/node'
import { makeAccounts } from '../../src/blocks/identity/index.ts'
import { openHeadSigner } from '../../src/platform/audit/index.ts'
import { leafHash } from '../../src/platform/audit/merkle.ts'
import { sealRows } from '../../src/platform/audit/seal.ts'
import { canonical, rootFromInclusion } from '../../src/platform/audit/verifier.mjs'
import type { Actor } from '../../src/platform/command/actor.ts'
import { at, openWorld, refusal, type World } from './world.ts'

/** People, seats, rights, imports and the audit, as administrators manage them; how far each reaches. */
let world: World
const ADMIN = 'H60/administrator'
/** An administrator of one department only, as grants of the seat make them. */
let small: Actor

beforeAll(async () => {
  world = await openWorld()
  const officer = (id: string, userName: string, name: string) => ({
    id,
    userName,
    name,
    kind: 'officer' as const,
    password: 'x'.repeat(12),
  })
  await makeAccounts(
    world.house.db,
    [officer(ADMIN, 'quantri', 'Quản Trị Thử'), officer('H60.07/head', 'truongphong', 'Hoàng Thị Đào')],
    at(),
  )
  const head = await world.seat('H60.07/head')
  const grants = ['organisation.change', 'identity.administer', 'audit.read'].map((permission) => ({
    permission,
    scope: 'agency' as const,
    agency: 'H60.07',
  }))
  small = { ...head, grants: [...head.grants, ...grants] }
})
afterAll(() => world?.close())

const openSeat = (actor: Actor | string, input: object = {}) =>
  world.ask(actor, 'organisation.openPosition', {
    agency: 'H60.07',
    title: 'Chuyên viên thử',
    roles: ['specialist'],
    from: '2022-05-01',
    ...input,
  })
const seatOf = async (position: string) =>
  (await world.ask(ADMIN, 'organisation.findPositions', { position })).items[0]

test('a seat is opened with what its part starts with, held, left and held by the next; rights follow the dates', async () => {
  const { id } = await openSeat(ADMIN)
  const made = await world.ask(ADMIN, 'identity.openAccount', {
    userName: 'lan.nt',
    name: 'Nguyễn Thị Lan',
    position: id,
    from: '2022-05-02',
  })
  expect(made.link).toContain('/kich-hoat?ma=')
  const working = await world.seat(made.account)
  expect(working.grants.map((each) => each.permission)).toContain('dossier.move')
  expect((await world.seat(made.account, at('09:00', '2022-05-01'))).grants).toEqual([])
  const other = await world.ask(ADMIN, 'identity.openAccount', { userName: 'nam.tv', name: 'Trần Văn Nam' })
  const taken = await refusal(world.ask(ADMIN, 'identity.appoint', { account: other.account, position: id }))
  expect([taken.code, taken.message]).toEqual([
    'organisation.seat-held',
    expect.stringContaining('Nguyễn Thị Lan'),
  ])
  await world.ask(ADMIN, 'organisation.endHolding', { position: id, account: made.account, to: '2022-05-09' })
  await world.ask(ADMIN, 'identity.appoint', { account: other.account, position: id, from: '2022-05-09' })
  expect((await world.seat(made.account)).grants).toEqual([])
  expect((await seatOf(id)).holders.map((each: any) => [each.name, each.from, each.to])).toEqual([
    ['Trần Văn Nam', '2022-05-09', null],
    ['Nguyễn Thị Lan', '2022-05-02', '2022-05-09'],
  ])
  await world.ask(ADMIN, 'organisation.endPosition', { position: id, to: '2022-05-10' })
  expect((await world.seat(other.account)).grants).toEqual([])
  expect((await refusal(world.ask(ADMIN, 'organisation.endPosition', { position: id }))).code).toBe(
    'organisation.position-ended',
  )
})

test('nobody gives more than they hold, nor to themselves, nor outside their reach', async () => {
  const refused = async (call: Promise<unknown>) => (await refusal(call)).code
  expect(await refused(openSeat(small, { agency: 'H60.03' }))).toBe('organisation.out-of-reach')
  // An administrator's part reaches the whole province; theirs does not.
  expect(await refused(openSeat(small, { roles: ['administrator'] }))).toBe('organisation.grant-beyond-own')
  // A leader reads the subtree: wider than one agency.
  expect(await refused(openSeat(small, { roles: ['leader'] }))).toBe('organisation.grant-beyond-own')
  const { id } = await openSeat(small)
  const grant = (actor: Actor | string, permission: string, scope: string, position = id) =>
    world.ask(actor, 'organisation.addGrant', { position, permission, scope })
  expect(await refused(grant(small, 'calendar.change', 'agency'))).toBe('organisation.grant-beyond-own')
  expect(await refused(grant(ADMIN, 'dossier.receive', 'all'))).toBe('organisation.grant-beyond-own')
  expect(await refused(grant(ADMIN, 'procedure.publish', 'own', ADMIN))).toBe('organisation.own-seat')
  await grant(small, 'audit.read', 'agency')
  expect(await refused(grant(small, 'audit.read', 'agency'))).toBe('organisation.granted')
  await world.ask(small, 'organisation.endGrant', { position: id, permission: 'audit.read', scope: 'agency' })
  expect((await seatOf(id)).grants.map((each: any) => each.permission)).not.toContain('audit.read')
  expect(await refused(world.ask(ADMIN, 'identity.appoint', { account: ADMIN, position: id }))).toBe(
    'identity.own-appointment',
  )
  // Who could set an administrator's password could act as them: theirs is out of a department's reach.
  expect(await refused(world.ask(small, 'identity.resetPassword', { account: ADMIN }))).toBe(
    'identity.no-account',
  )
})

test('an administrator cannot end their own last administration', async () => {
  const ended = (name: string, input: object) => refusal(world.ask(ADMIN, name, input))
  const grant = { position: ADMIN, permission: 'organisation.change', scope: 'all' }
  expect((await ended('organisation.endGrant', grant)).code).toBe('organisation.last-administration')
  expect((await ended('organisation.endPosition', { position: ADMIN })).code).toBe(
    'organisation.last-administration',
  )
  expect((await ended('organisation.endHolding', { position: ADMIN, account: ADMIN })).code).toBe(
    'organisation.last-administration',
  )
  expect((await ended('identity.closeAccount', { account: ADMIN })).code).toBe('identity.own-account')
  // Nothing of it was kept.
  expect((await world.seat(ADMIN)).grants.map((each) => each.permission)).toContain('organisation.change')
})

test('a closed account opens nothing; a reset takes the password away and its link works once', async () => {
  const made = await world.ask(ADMIN, 'identity.openAccount', {
    userName: 'hoa.lt',
    name: 'Lê Thị Hòa',
    email: 'hoa.lt@example.vn',
  })
  expect(made.mailed).toBe(true)
  const token = (link: string) => new URL(link).searchParams.get('ma')!
  const password = 'một câu dài dễ nhớ'
  await world.ask(world.visitor(), 'identity.activate', { token: token(made.link), password })
  const reset = await world.ask(ADMIN, 'identity.resetPassword', { account: made.account })
  const of = async () =>
    (await world.ask(ADMIN, 'identity.findAccounts', { account: made.account, status: 'all' })).items[0]
  expect((await of()).hasPassword).toBe(false)
  await world.ask(world.visitor(), 'identity.activate', { token: token(reset.link), password })
  const again = world.ask(world.visitor(), 'identity.activate', { token: token(reset.link), password })
  expect((await refusal(again)).code).toBe('identity.link-over')
  await world.ask(ADMIN, 'identity.closeAccount', { account: made.account })
  expect((await of()).closedAt).not.toBeNull()
  await world.ask(ADMIN, 'identity.reopenAccount', { account: made.account })
  expect((await of()).closedAt).toBeNull()
  const plainly = await world.ask(ADMIN, 'identity.findAccounts', { q: 'le thi hoa' })
  expect(plainly.items.map((each: any) => each.userName)).toEqual(['hoa.lt'])
})

/** A session of this account on some browser, by its id. */
async function signedIn(account: string): Promise<string> {
  const { id } = await world.house.db
    .insertInto('identity.session')
    .values({
      token_hash: Buffer.from(account.padEnd(32).slice(0, 32)),
      account,
      created_at: at(),
      seen_at: at(),
      expires_at: at('20:00'),
      origin: '203.0.113.1',
      provider_session: null,
      assurance: 2,
      way: 'password',
      agent: '',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id as string
}

test('who administers one department ends no session and takes no second factor outside it', async () => {
  const other = await world.ask(ADMIN, 'identity.openAccount', { userName: 'xa.vt', name: 'Vừ Thị Xá' })
  const code = async (call: Promise<unknown>) => (await refusal(call)).code
  const away = { id: await signedIn(other.account) }
  expect(await code(world.ask(small, 'identity.endSession', away))).toBe('identity.no-account')
  const factors = { account: other.account }
  expect(await code(world.ask(small, 'identity.resetFactors', factors))).toBe('identity.no-account')
  expect(await code(world.ask(small, 'identity.endSession', { id: await signedIn(ADMIN) }))).toBe(
    'identity.no-account',
  )
  expect(await world.ask(ADMIN, 'identity.endSession', away)).toEqual({ ended: true })
  expect(await world.ask(ADMIN, 'identity.resetFactors', factors)).toEqual({ reset: true })
})

test('a password set by a link signs everybody out of the account', async () => {
  const made = await world.ask(ADMIN, 'identity.openAccount', { userName: 'bich.nt', name: 'Nông Thị Bích' })
  await signedIn(made.account)
  const token = new URL(made.link).searchParams.get('ma')!
  await world.ask(world.visitor(), 'identity.activate', { token, password: 'một câu dài dễ nhớ' })
  const left = await world.house.db
    .selectFrom('identity.session')
    .select('id')
    .where('account', '=', made.account)
    .execute()
  expect(left).toEqual([])
})

const HEADINGS = ['Họ tên', 'Tên đăng nhập', 'Thư điện tử', 'Cơ quan', 'Chức danh', 'Vai trò', 'Từ ngày']
const GOOD = [
  'Ma Thị Sen',
  'sen.mt',
  'sen@example.vn',
  'H60.07',
  'Chuyên viên nhập',
  'Chuyên viên',
  '01/05/2022',
]
const csv = (...rows: string[][]) => ({
  format: 'csv',
  content: Buffer.from(
    [HEADINGS, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(';')).join('\r\n'),
  ).toString('base64'),
})

test('a staff sheet names each bad row and saves nothing of it; mended it goes in once, however often it comes', async () => {
  const bad = [
    ['', 'x', 'not mail', 'Sở Không Có', '', 'Thợ hàn', '31/02/2022'],
    ['Vi Văn Hai', 'sen.mt', 'hai@example.vn', 'H60.07', 'Chuyên viên nhập', 'Chuyên viên', '2022-05-01'],
  ]
  const checked = await world.ask(ADMIN, 'identity.checkStaff', csv(GOOD, ...bad))
  expect([checked.fresh, checked.wrong]).toEqual([1, 2])
  expect(checked.rows[1].problems.map((each: any) => each.column)).toEqual([
    'Họ tên',
    'Tên đăng nhập',
    'Thư điện tử',
    'Chức danh',
    'Từ ngày',
    'Vai trò',
    'Cơ quan',
  ])
  expect(checked.rows[2].problems).toEqual([
    { column: 'Tên đăng nhập', message: 'Tên đăng nhập này đã có ở dòng 2.' },
  ])
  const refused = await refusal(world.ask(ADMIN, 'identity.importStaff', csv(GOOD, ...bad)))
  expect(refused.code).toBe('identity.staff-rows-wrong')
  expect(new Set(refused.errors.map((each) => each.path))).toEqual(new Set(['rows.3', 'rows.4']))
  const known = () => world.ask(ADMIN, 'identity.findAccounts', { q: 'sen.mt' }).then((told) => told.items)
  expect(await known()).toEqual([])

  const sheet = await writeXlsx(
    [HEADINGS, [...GOOD.slice(0, 6), new Date('2022-05-01T00:00:00Z')]].map((row) =>
      row.map((value) =>
        value instanceof Date ? { value, type: Date, format: 'dd/mm/yyyy' } : { value, type: String },
      ),
    ) as any,
  ).toBuffer()
  const xlsx = { format: 'xlsx', content: sheet.toString('base64') }
  expect((await world.ask(ADMIN, 'identity.importStaff', xlsx)).fresh).toBe(1)
  expect((await known())[0].seats).toMatchObject([{ title: 'Chuyên viên nhập', agency: 'H60.07' }])
  const again = await world.ask(ADMIN, 'identity.importStaff', csv(GOOD))
  expect([again.fresh, again.seated, again.same]).toEqual([0, 0, 1])
  expect(await known()).toHaveLength(1)
  // Reach holds row by row.
  const elsewhere = csv([...GOOD.slice(0, 1), 'sen.2', ...GOOD.slice(2, 3), 'H60.03', ...GOOD.slice(4)])
  expect((await world.ask(small, 'identity.checkStaff', elsewhere)).wrong).toBe(1)
})

test('a file that is none is refused by name, and so is a sheet without a column', async () => {
  const sent = (format: string, text: string) =>
    refusal(
      world.ask(ADMIN, 'identity.checkStaff', { format, content: Buffer.from(text).toString('base64') }),
    )
  expect((await sent('xlsx', 'PK but no archive')).errors[0]?.path).toBe('content')
  expect((await sent('csv', 'Họ tên,Cơ quan\nA,B')).message).toContain('Tên đăng nhập')
  const latin = await refusal(
    world.ask(ADMIN, 'identity.checkStaff', {
      format: 'csv',
      content: Buffer.from([0x48, 0xe0, 0x6f]).toString('base64'),
    }),
  )
  expect(latin.message).toContain('UTF-8')
})

test('the directory finds people with and without diacritics, for officers only', async () => {
  const found = await world.ask('H60.07/counter', 'organisation.directory', { q: 'ma thi sen' })
  expect(found.items.map((each: any) => [each.name, each.agency])).toEqual([['Ma Thị Sen', 'H60.07']])
  const citizen = { ...world.visitor(), kind: 'person' as const, account: 'citizen-1', name: 'Người dân' }
  expect((await refusal(world.ask(citizen, 'organisation.directory', {}))).code).toBe(
    'organisation.officers-only',
  )
})

test('the report of equipment counts rows: each figure with what it is a share of', async () => {
  const report = () =>
    world.ask('H60/chairman', 'report.get', {
      id: 'staff-equipment',
      from: '2022-05-01',
      to: '2022-05-31',
      unit: 'H60.07',
    })
  const before = await report()
  const position = 'H60.07/head'
  await world.ask(ADMIN, 'organisation.setEquipment', { position, computer: true, internet: false })
  const after = await report()
  expect(after.computer.value).toBe(before.computer.value + 1)
  expect(after.internet.value).toBe(before.internet.value)
  expect(after.computerShare).toMatchObject({
    numerator: 1,
    denominator: after.staff.value,
    to: '2022-05-31',
  })
  expect(after.account.value).toBeGreaterThan(0)
  await world.ask('H60.07/counter', 'dossier.counts', {})
  await world.ask('H60.07/head', 'dossier.find', {})
  await world.ask(ADMIN, 'organisation.setEquipment', { position, computer: false, internet: false })
  expect((await report()).computer.value).toBe(before.computer.value)
})

test('a partner is registered, its secret shown once and kept sealed; addresses and scopes are checked', async () => {
  const facts = { name: 'Cổng thử', scopes: ['profile'], redirectUris: ['https://doi-tac.example.vn/ve'] }
  const { secret } = await world.ask(ADMIN, 'identity.registerPartner', { id: 'cong-thu', ...facts })
  const kept = () =>
    world.house.db
      .selectFrom('identity.client')
      .selectAll()
      .where('id', '=', 'cong-thu')
      .executeTakeFirstOrThrow()
  expect((await kept()).secret).not.toContain(secret)
  expect(world.house.vault.open('identity.client.cong-thu', (await kept()).secret)).toBe(secret)
  const rotated = await world.ask(ADMIN, 'identity.rotatePartnerSecret', { id: 'cong-thu' })
  expect(rotated.secret).not.toBe(secret)
  for (const [field, wrong] of [
    ['redirectUris.0', { redirectUris: ['http://doi-tac.example.vn/ve'] }],
    ['redirectUris.0', { redirectUris: ['https://*.example.vn/ve'] }],
    ['scopes.0', { scopes: ['mọi thứ'] }],
  ] as const) {
    const refused = await refusal(
      world.ask(ADMIN, 'identity.changePartner', { id: 'cong-thu', ...facts, ...wrong }),
    )
    expect(refused.errors[0]?.path).toBe(field)
  }
  expect((await refusal(world.ask(small, 'identity.rotatePartnerSecret', { id: 'cong-thu' }))).code).toBe(
    'identity.province-only',
  )
  await world.ask(ADMIN, 'identity.enablePartner', { id: 'cong-thu', enabled: false })
  expect((await world.ask(ADMIN, 'identity.findPartners', {})).items[0].closedAt).not.toBeNull()
})

test('the audit is searched by who, what, which object, where and when; pages do not overlap; a search leaves its row', async () => {
  const search = (input: object, who: Actor | string = ADMIN) => world.ask(who, 'audit.search', input)
  const played = await world.open({ channel: 'online' })
  await world.ask(
    'H60.07/counter',
    'dossier.move',
    { code: played.code, move: 'accept' },
    { now: at('11:00') },
  )
  const named = await search({ object: played.code })
  expect(named.items.map((each: any) => each.operation)).toContain('dossier.move')
  const moves = await search({
    operation: 'dossier.move',
    object: played.code,
    from: '2022-05-10T10:59:00+07:00',
  })
  expect(moves.items).toHaveLength(1)
  expect((await search({ operation: 'dossier.move', to: '2022-05-10T08:00:00+07:00' })).items).toEqual([])
  const refused = await search({ outcome: 'refused', account: ADMIN })
  expect(refused.items.length).toBeGreaterThan(0)
  expect(refused.items.every((each: any) => each.account === ADMIN && each.outcome === 'refused')).toBe(true)
  const first = await search({ account: ADMIN, limit: '3' })
  const second = await search({ account: ADMIN, limit: '3', cursor: first.nextCursor })
  const ids = [...first.items, ...second.items].map((each: any) => each.id)
  expect(new Set(ids).size).toBe(6)
  const own = await search({ operation: 'audit.search' })
  expect(own.items.map((each: any) => each.wording)).toContain(`searched the audit ${played.code}`)
  // One department's reader sees that department's rows.
  const theirs = await search({}, small)
  expect(new Set(theirs.items.map((each: any) => each.agency))).toEqual(new Set(['H60.07']))
  expect((await refusal(search({ cursor: 'x' }))).errors[0]?.path).toBe('cursor')
})

test('a row found is proved to stand in the signed tree', async () => {
  const { house } = world
  const [row] = (await world.ask(ADMIN, 'audit.search', { operation: 'organisation.openPosition' })).items
  const proof = () => world.ask(ADMIN, 'audit.proveRow', { id: row.id })
  expect((await refusal(proof())).code).toBe('audit.not-sealed')
  const signer = await openHeadSigner(house.db, house.vault, at())
  await sealRows(house.db, { issuer: house.publicUrl, signer, now: at(), everything: true })
  const { record, index, path, head } = await proof()
  const root = (of: object) =>
    rootFromInclusion(
      leafHash(canonical(of)),
      index,
      head.size,
      path.map((each: string) => Buffer.from(each, 'hex')),
    )?.toString('hex')
  expect(root(record)).toBe(head.root)
  expect(root({ ...record, wording: 'opened nothing' })).not.toBe(head.root)
  expect((await refusal(world.ask(ADMIN, 'audit.proveRow', { id: 999_999_999 }))).code).toBe('audit.no-row')
})
