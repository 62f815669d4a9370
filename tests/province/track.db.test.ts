import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, openWorld, refusal, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

let addresses = 0
const stranger = () => {
  addresses += 1
  return world.visitor(`192.0.2.${addresses}`)
}
const track = (code: string, check?: string, who = stranger(), now = at('17:00')) =>
  world.ask(who, 'dossier.track', { code, check }, { now })
const applicantOf = async (code: string) => {
  const { id } = await world.row(code)
  const { content } = await world.house.db
    .selectFrom('dossier.dossier_answer')
    .select('content')
    .where('dossier_id', '=', id)
    .where('seq', '=', 0)
    .executeTakeFirstOrThrow()
  return content.applicant as { name: string; citizenNumber: string; phone: string; address: string }
}

test('by its code alone it tells step, agency and dates, and nobody’s name, words or papers', async () => {
  const played = await world.to(await world.open(), 'appraising')
  const told = await track(played.code)
  expect(told).toMatchObject({
    verified: false,
    agency: expect.stringContaining('Nông nghiệp'),
    procedure: null,
  })
  expect([told.correction, told.messages, told.resultReady, told.mayWithdraw]).toEqual([[], [], false, false])
  const said = JSON.stringify(told)
  const applicant = await applicantOf(played.code)
  const secrets = [
    applicant.name,
    applicant.citizenNumber,
    applicant.phone,
    (await world.row(played.code)).check_secret,
  ]
  const staff = await world.ask('H60.07/head', 'organisation.staff', { agency: 'H60.07' })
  for (const hidden of [...secrets, ...staff.items.map((seat: { holder: string }) => seat.holder)])
    expect(said).not.toContain(hidden)
  // Looked at by nobody in particular and showing nobody: no row about a person.
  expect((await world.audits('dossier.track')).filter((row) => row.outcome === 'done')).toEqual([])
})

test('of a confidential procedure not even the agency is told without the secret', async () => {
  const played = await world.to(await world.open({ procedure: '2.000488', agency: 'H60.03' }), 'appraising')
  const told = await track(played.code)
  expect(told.agency).toBeNull()
  expect(JSON.stringify(told)).not.toMatch(/Tư pháp|lý lịch/i)
  const { check_secret: check } = await world.row(played.code)
  expect((await track(played.code, check)).agency).toContain('Tư pháp')
})

test.each(['citizenNumber', 'phone'] as const)(
  'the last four of the %s open the whole story',
  async (key) => {
    const played = await world.open()
    const told = await track(played.code, (await applicantOf(played.code))[key].slice(-4))
    expect(told.verified).toBe(true)
    expect(told.procedure.code).toBe('1.001686')
    // To act in the applicant's name takes the receipt's own secret.
    expect(told.mayWithdraw).toBe(false)
    expect((await track(played.code, (await world.row(played.code)).check_secret)).mayWithdraw).toBe(true)
  },
)

test('an empty check proves nothing', async () => {
  const played = await world.open()
  for (const check of ['', '   ']) expect((await track(played.code, check)).verified).toBe(false)
})

test('a wrong check and an unknown code are answered alike, word for word', async () => {
  const played = await world.open()
  const wrong = (await applicantOf(played.code)).phone.slice(-4) === '0000' ? '1111' : '0000'
  const unknown = 'H60.07-220510-9876'
  const said = async (code: string, check?: string) => {
    const { status, message, errors, code: name } = await refusal(track(code, check))
    return JSON.stringify({ status, message, errors, name }).replaceAll(code, '<code>')
  }
  const first = await said(unknown)
  expect(first).toContain('404')
  const { check_secret } = await world.row(played.code)
  for (const check of [
    wrong,
    'x'.repeat(22),
    `${check_secret}x`,
    check_secret.slice(0, -1),
    '123',
    '0000000000000000',
  ])
    expect(await said(played.code, check), check).toBe(first)
  expect(await said(unknown, '0000')).toBe(first)
})

test('lower case and spaces around a typed code are no mistake', async () => {
  const played = await world.open()
  expect((await track(` ${played.code.toLowerCase()} `)).code).toBe(played.code)
})

test('thirty a minute from one address; another address and the next minute are free', async () => {
  const played = await world.open()
  const greedy = stranger()
  for (let n = 0; n < 30; n += 1) await track(played.code, undefined, greedy)
  const problem = await refusal(track(played.code, undefined, greedy))
  expect([problem.status, problem.code]).toEqual([429, 'request.too-many'])
  expect(problem.message).toContain('60 giây')
  expect((await track(played.code)).code).toBe(played.code)
  expect((await track(played.code, undefined, greedy, at('17:01'))).code).toBe(played.code)
})

test('the letters are no way to try the last four digits without end', async () => {
  const played = await world.open()
  const guesser = stranger()
  const guess = (n: number) =>
    refusal(
      world.ask(guesser, 'dossier.receipt', { code: played.code, check: `wrong-${n}` }, { now: at('17:30') }),
    )
  const statuses: number[] = []
  for (let n = 0; n < 35; n += 1) statuses.push((await guess(n)).status)
  expect(statuses.slice(0, 30)).toEqual(Array(30).fill(404))
  expect(statuses.slice(30)).toEqual(Array(5).fill(429))
  const rows = (await world.audits('dossier.receipt')).filter((row) => row.outcome === 'refused')
  expect(rows.length).toBeGreaterThanOrEqual(30)
})

test('after correction is asked, the applicant sees which field by its own label', async () => {
  const played = await world.open({ channel: 'online' })
  await world.ask('H60.07/counter', 'dossier.requestCorrection', {
    code: played.code,
    items: [world.marked(played)],
  })
  await world.drain()
  const { check_secret: check } = await world.row(played.code)
  const told = await track(played.code, check)
  expect(told.correction[0]).toMatchObject({
    path: world.marked(played).path,
    note: 'Ghi rõ theo giấy tờ gốc.',
  })
  expect(told.correction[0].label.vi).not.toContain('answers.')
  expect(told.messages).toHaveLength(1)
  expect((await track(played.code)).correction).toEqual([])
})
