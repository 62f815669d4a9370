import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eraseNow } from './erase-now.ts'
import { at, openWorld, refusal, type World } from './world.ts'

/** What a citizen learns of their own data, asks about it, takes away; and what is left when retention is over. */
let world: World
let code = ''
let other = ''
const citizen = (account: string) => ({
  ...world.visitor(),
  kind: 'person' as const,
  account,
  name: 'Người dân',
  caller: `account:${account}`,
  grants: ['dossier.read', 'dossier.submit'].map((permission) => ({
    permission,
    scope: 'own' as const,
    agency: null,
  })),
})

beforeAll(async () => {
  world = await openWorld()
  const submit = async (account: string) => {
    const { code } = await world.open({ channel: 'online' })
    // As if they had been signed in when they sent it.
    await world.house.db
      .updateTable('dossier.dossier')
      .set({ applicant_account: account })
      .where('code', '=', code)
      .execute()
    return code
  }
  code = await submit('citizen-mai')
  other = await submit('citizen-nam')
  await world.ask('H60.07/counter', 'dossier.move', { code, move: 'accept' }, { now: at('09:10') })
  await world.ask('H60.07/head', 'dossier.get', { code }, { now: at('09:20') })
  await refusal(world.ask('H60.03/leader', 'dossier.get', { code }, { now: at('09:30') }))
})
afterAll(() => world?.close())

const accesses = (account: string, input: object = {}) =>
  world.ask(citizen(account), 'audit.myData', input).then((told) => told.items)

test('a citizen sees who looked at their dossier, when, for what, from which seat; not their own readings', async () => {
  await world.ask(citizen('citizen-mai'), 'dossier.get', { code })
  const seen = await accesses('citizen-mai')
  expect(seen.map((each: any) => each.operation)).toEqual(['dossier.get', 'dossier.move', 'dossier.submit'])
  expect(seen[0]).toMatchObject({
    dossiers: [code],
    by: { kind: 'officer', agency: expect.stringContaining('Sở'), title: expect.stringContaining('Trưởng') },
  })
  const all = await accesses('citizen-mai', { own: 'true' })
  expect(all.map((each: any) => each.by.kind)).toContain('self')
  const page = await world.ask(citizen('citizen-mai'), 'audit.myData', { limit: '1' })
  expect(page.items).toEqual(seen.slice(0, 1))
  const next = await world.ask(citizen('citizen-mai'), 'audit.myData', {
    limit: '1',
    cursor: page.nextCursor,
  })
  expect(next.items).toEqual(seen.slice(1, 2))
})

test('nobody sees who looked at another’s', async () => {
  expect(await accesses('citizen-nam', { dossier: code })).toEqual([])
  expect((await accesses('citizen-nam')).flatMap((each: any) => each.dossiers)).not.toContain(code)
  expect((await refusal(world.ask(world.visitor(), 'audit.myData', {}))).status).toBe(401)
})

test('a question about a reading goes to the agency that looked, is answered once, by it alone', async () => {
  const [reading] = await accesses('citizen-mai')
  const id = randomUUID()
  const question = {
    id,
    kind: 'access',
    access: reading.id,
    dossier: code,
    text: 'Vì sao hồ sơ của tôi được mở?',
  }
  const asked = await world.ask(citizen('citizen-mai'), 'dossier.askAboutData', question)
  expect(asked).toMatchObject({ agency: { code: 'H60.07' }, dossier: code, answer: null })
  const stranger = await refusal(
    world.ask(citizen('citizen-nam'), 'dossier.askAboutData', {
      ...question,
      id: randomUUID(),
      dossier: undefined,
    }),
  )
  expect(stranger.code).toBe('audit.no-such-access')
  const answer = { id, answer: 'Trưởng phòng mở để phân công người xử lý.' }
  expect((await refusal(world.ask('H60.03/head', 'dossier.answerDataQuestion', answer))).code).toBe(
    'dossier.no-question',
  )
  expect((await refusal(world.ask('H60.07/specialist-1', 'dossier.answerDataQuestion', answer))).status).toBe(
    403,
  )
  const open = await world.ask('H60.07/head', 'dossier.findDataQuestions', { which: 'open' })
  expect(open.items.map((each: any) => each.id)).toContain(id)
  await world.ask('H60.07/head', 'dossier.answerDataQuestion', answer)
  expect((await refusal(world.ask('H60.07/head', 'dossier.answerDataQuestion', answer))).code).toBe(
    'dossier.question-answered',
  )
  const mine = await world.ask(citizen('citizen-mai'), 'dossier.findDataQuestions', {})
  expect(mine.items[0]).toMatchObject({ id, answer: answer.answer })
  expect((await world.ask(citizen('citizen-nam'), 'dossier.findDataQuestions', {})).items).toEqual([])
})

test('a wish to have something put right names the dossier, and only one’s own', async () => {
  const wish = { id: randomUUID(), kind: 'correction', text: 'Năm sinh của tôi ghi sai.' }
  expect(
    (await refusal(world.ask(citizen('citizen-mai'), 'dossier.askAboutData', wish))).errors[0]?.path,
  ).toBe('dossier')
  const foreign = world.ask(citizen('citizen-mai'), 'dossier.askAboutData', { ...wish, dossier: other })
  expect((await refusal(foreign)).code).toBe('dossier.not-found')
  expect(
    await world.ask(citizen('citizen-mai'), 'dossier.askAboutData', { ...wish, dossier: code }),
  ).toMatchObject({ kind: 'correction' })
})

test('the export holds everything of one’s own and nothing of another’s', async () => {
  const file = await world.ask(citizen('citizen-mai'), 'dossier.exportMyData', {})
  const data = JSON.parse(file.body.toString('utf8'))
  expect(data.dossiers.map((each: any) => each.code)).toEqual([code])
  expect(data.dossiers[0].applicant.name.length).toBeGreaterThan(3)
  expect(data.dossiers[0].steps.map((each: any) => each.move)).toEqual(['submit', 'accept'])
  expect(file.body.toString('utf8')).not.toContain(other)
})

test('retention takes words and papers of what is over, not before its day, and leaves history and shared files', async () => {
  const played = await world.to(await world.open(), 'returned')
  const kept = await world.open()
  const before = await world.ask(
    'H60.07/head',
    'dossier.history',
    { code: played.code },
    { now: at('18:00') },
  )
  const { id, finished_at } = await world.row(played.code)
  const shared = await world.house.db
    .selectFrom('dossier.dossier_document')
    .select('files')
    .where('dossier_id', '=', id)
    .execute()
  const years = (n: number) => new Date(finished_at.getTime() + n * 366 * 86_400_000)
  expect(await eraseNow(world, years(1))).toBe(0)
  expect(await eraseNow(world, years(71))).toBeGreaterThan(0)
  const after = await world.ask('H60.07/head', 'dossier.history', { code: played.code }, { now: at('18:00') })
  expect(after.items.map((each: any) => each.move)).toEqual(before.items.map((each: any) => each.move))
  expect(after.items.every((each: any) => each.note === null)).toBe(true)
  const row = await world.row(played.code)
  expect(row.erased_at).not.toBeNull()
  expect((await world.row(kept.code)).erased_at).toBeNull()
  // The demonstration's papers are one file that other dossiers hold too: its bytes stay.
  for (const { hash } of shared.flatMap((each) => each.files as { hash: string }[]))
    expect(await world.house.files.has(hash)).toBe(true)
  expect((await world.audits('dossier.erase')).map((each: any) => each.subjects)).toContainEqual([id])
  expect(await eraseNow(world, years(72))).toBe(0)
})
