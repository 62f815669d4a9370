import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, DAY, openWorld, refusal, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const later = (day: string, clock = '09:00') => ({ now: at(clock, day) })
const PETITION = {
  class: 'conduct',
  agency: 'H60.07',
  subject: 'Chờ lâu ở quầy',
  body: 'Tôi chờ hai giờ ở quầy mà không ai gọi số.',
  contact: 'Nguyễn Văn Thử, 0912 345 678',
}

async function finished(agency = 'H60.07', procedure = '1.001686') {
  const played = await world.to(await world.open({ agency, procedure }), 'ready')
  const { check_secret: check } = await world.row(played.code)
  return { code: played.code, check }
}

test('somebody without an account reports, is asked for more, answered and says whether it helped', async () => {
  const sent = await world.ask(world.visitor(), 'feedback.submit', PETITION)
  expect(sent.number).toMatch(/^PA-220510-\d{4}$/)
  expect(sent.dueAt).toBe('2022-05-31T09:00:00+07:00')
  const { number, secret } = sent
  const { rows } = await sql<{
    contact: string
  }>`select contact from content.feedback where number = ${number}`.execute(world.house.db)
  expect(rows[0]!.contact).not.toContain('0912')

  const work = await world.ask('H60.07/head', 'feedback.get', { number })
  expect(work.contact).toBe(PETITION.contact)
  await world.ask('H60.07/head', 'feedback.askSupplement', { number, note: 'Ông, bà đến ngày nào?' })
  expect(
    (await refusal(world.ask('H60.07/head', 'feedback.answer', { number, answer: 'Đã rõ.' }))).code,
  ).toBe('feedback.not-now')
  await world.ask(world.visitor(), 'feedback.supplement', { number, secret, text: 'Sáng ngày 9 tháng 5.' })
  const early = world.ask(world.visitor(), 'feedback.rate', { number, secret, verdict: 'like' })
  expect((await refusal(early)).code).toBe('feedback.not-answered')
  await world.ask('H60.07/head', 'feedback.answer', {
    number,
    answer: 'Đơn vị đã thêm quầy, xin lỗi ông, bà.',
  })
  const rated = await world.ask(world.visitor(), 'feedback.rate', { number, secret, verdict: 'dislike' })
  expect(rated).toMatchObject({ state: 'answered', verdict: 'dislike', late: false })
  expect(rated.events.map((each: { kind: string }) => each.kind)).toEqual([
    'submit',
    'askSupplement',
    'supplement',
    'answer',
  ])

  const leaking = { number, body: 'Ông Thử, 0912 345 678, chờ lâu.', answer: 'Đã thêm quầy.' }
  expect((await refusal(world.ask('H60.07/head', 'feedback.publish', leaking))).code).toBe(
    'feedback.personal-data',
  )
  await world.ask('H60.07/head', 'feedback.publish', { ...leaking, body: 'Người dân chờ lâu tại quầy.' })
  const { items } = await world.ask(world.visitor(), 'feedback.published', {})
  expect(items[0]).toMatchObject({ number, body: 'Người dân chờ lâu tại quầy.', answer: 'Đã thêm quầy.' })
  expect(JSON.stringify(items)).not.toMatch(/0912|Thử/)
})

test('a wrong secret and an unknown number get the same words', async () => {
  const { number } = await world.ask(world.visitor(), 'feedback.submit', PETITION)
  const secret = 'x'.repeat(22)
  const wrong = await refusal(world.ask(world.visitor(), 'feedback.follow', { number, secret }))
  const unknown = await refusal(
    world.ask(world.visitor(), 'feedback.follow', { number: 'PA-220510-9999', secret }),
  )
  expect([wrong.code, wrong.message]).toEqual([unknown.code, unknown.message])
})

test('only the agency that must answer reads it; forwarded too late, it is late for good', async () => {
  const { number } = await world.ask(world.visitor(), 'feedback.submit', PETITION)
  expect((await refusal(world.ask('H60.05/head', 'feedback.get', { number }))).code).toBe(
    'feedback.not-found',
  )
  const forward = { number, to: 'H60.05', note: 'Thuộc thẩm quyền của Sở.' }
  const moved = await world.ask('H60.07/head', 'feedback.forward', forward, later('2022-05-13'))
  expect(moved).toMatchObject({ agency: { code: 'H60.05' }, late: true })
  expect(moved.dueAt).toBe('2022-06-03T09:00:00+07:00')
  expect((await refusal(world.ask('H60.07/head', 'feedback.get', { number }))).code).toBe(
    'feedback.not-found',
  )
  const { items } = await world.ask('H60.05/head', 'feedback.find', {}, later('2022-05-13'))
  expect(items.map((each: { number: string }) => each.number)).toContain(number)
})

test('a complaint names a step of one’s own dossier and goes to who took it', async () => {
  const { code, check } = await finished()
  const told = await world.ask(world.visitor(), 'dossier.track', { code, check })
  const complaint = {
    ...PETITION,
    agency: undefined,
    kind: 'complaint',
    dossier: code,
    step: told.steps[1].at,
  }
  expect((await refusal(world.ask(world.visitor(), 'feedback.submit', complaint))).code).toBe(
    'dossier.not-found',
  )
  const noStep = { ...complaint, check, step: '2022-05-10T03:33:00+07:00' }
  expect((await refusal(world.ask(world.visitor(), 'feedback.submit', noStep))).errors[0]?.path).toBe('step')
  const { number } = await world.ask(world.visitor(), 'feedback.submit', { ...complaint, check })
  const work = await world.ask('H60.07/head', 'feedback.get', { number })
  expect(work).toMatchObject({ kind: 'complaint', dossier: code, step: { at: told.steps[1].at } })
})

test('a dossier is rated once, changeably, only after its result and until it closes', async () => {
  const open = await world.open()
  const { check_secret: secret } = await world.row(open.code)
  const marks = { time: 'satisfied', attitude: 'verySatisfied' }
  const tooEarly = world.ask(world.visitor(), 'survey.submit', { dossier: open.code, check: secret, marks })
  expect((await refusal(tooEarly)).code).toBe('survey.too-early')

  const { code, check } = await finished()
  const rate = (given: object, call = {}) =>
    world.ask(world.visitor(), 'survey.submit', { dossier: code, check, marks: given }, call)
  expect((await refusal(rate({}))).errors[0]?.path).toBe('marks')
  await rate(marks)
  const changed = await rate({ time: 'dissatisfied' })
  expect(changed).toMatchObject({ answered: true, marks: { time: 'dissatisfied' } })
  const { rows } = await sql<{ n: number; named: number }>`
    select count(*)::int as n, (count(*) filter (where row_to_json(s)::text like ${`%${code}%`}))::int as named
    from content.survey_answer s`.execute(world.house.db)
  expect(rows).toEqual([{ n: 1, named: 0 }])
  expect((await refusal(rate(marks, later('2022-06-20')))).code).toBe('survey.closed')
  const guessing = world.ask(world.visitor(), 'survey.submit', { dossier: code, check: '0000', marks })
  expect((await refusal(guessing)).code).toBe('dossier.not-found')
})

test('results of fewer than five are told to nobody; comments neither', async () => {
  const period = DAY.slice(0, 7)
  const before = await world.ask(world.visitor(), 'survey.results', { period })
  expect(before.rows.map((row: { answers: number | null }) => row.answers)).toEqual([null])
  expect(before.total.answers).toBeNull()
  for (let n = 0; n < 5; n += 1) {
    const { code, check } = await finished()
    const marks = { time: 'satisfied', desk: 'verySatisfied' }
    await world.ask(world.visitor(), 'survey.submit', { dossier: code, check, marks, comment: `Ý kiến ${n}` })
  }
  const after = await world.ask(world.visitor(), 'survey.results', { period })
  expect(after.rows[0]).toMatchObject({ key: 'H60.07', answers: 6, satisfied: 83.33 })
  expect(after.rows[0].indices.desk).toEqual({ answers: 5, satisfied: 100 })
  expect(after.rows[0].indices.online).toEqual({ answers: null, satisfied: null })
  const told = await world.ask('H60.07/head', 'survey.comments', { period, agency: 'H60.07' })
  expect(told.items).toHaveLength(5)
  const other = world.ask('H60.07/head', 'survey.comments', { period, agency: 'H60.05' })
  expect((await refusal(other)).errors[0]?.path).toBe('agency')
})

test('a limit set from a day on holds from that day', async () => {
  const rule = { key: 'resolveDays', validFrom: '2022-05-20', value: 10, source: 'Quyết định thử nghiệm' }
  await world.ask('H60/administrator', 'feedback.setRule', rule)
  const { dueAt } = await world.ask(
    world.visitor('203.0.113.8'),
    'feedback.submit',
    PETITION,
    later('2022-05-23'),
  )
  expect(dueAt).toBe('2022-06-06T09:00:00+07:00')
})
