import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Played } from '../../demo/play/walker.ts'
import { dossierJobs } from '../../src/blocks/dossier/index.ts'
import { at, openWorld, refusal, type World } from './world.ts'

const DIRECTOR = 'H60.01.01/director'
const HEAD = 'H60.07/head'
let world: World
let late: Played
beforeAll(async () => {
  world = await openWorld()
  late = await world.open({ procedure: '1.001686', agency: 'H60.07', now: at('08:00', '2022-03-01') })
  await world.open({ procedure: '1.010727', agency: 'H60.10', now: at('08:00') })
})
afterAll(() => world?.close())

const remind = (who: string, input: object, now = at('09:00')) =>
  world.ask(who, 'dossier.remind', input, { now })

test('the director sees what every department is late with; a leader only their own', async () => {
  const { items } = await world.ask(DIRECTOR, 'dossier.watch', {})
  expect(items[0]).toMatchObject({ agency: { code: 'H60.07' }, open: 1, late: 1, reminded: null })
  expect(items.map((each: any) => each.agency.code)).toEqual(['H60.07', 'H60.10'])
  const own = await world.ask('H60.10/leader', 'dossier.watch', {})
  expect(own.items.map((each: any) => each.agency.code)).toEqual(['H60.10'])
  expect((await refusal(world.ask(HEAD, 'dossier.watch', {}))).status).toBe(403)
})

test('one reminder a day, again only on purpose; two clicks at once make one', async () => {
  const both = await Promise.allSettled([
    remind(DIRECTOR, { agency: 'H60.07' }),
    remind(DIRECTOR, { agency: 'H60.07' }),
  ])
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const twice = await refusal(remind(DIRECTOR, { agency: 'H60.07' }, at('10:00')))
  expect([twice.code, twice.message]).toEqual([
    'dossier.already-reminded',
    expect.stringContaining('lúc 09:00'),
  ])
  expect(await remind(DIRECTOR, { agency: 'H60.07', again: true }, at('10:00'))).toMatchObject({ late: 1 })
  await remind(DIRECTOR, { agency: 'H60.07', code: late.code }, at('10:05'))
  const nothing = await refusal(remind(DIRECTOR, { agency: 'H60.10' }))
  expect(nothing.code).toBe('dossier.nothing-to-remind')
  const foreign = await refusal(remind('H60.10/leader', { agency: 'H60.07' }))
  expect(foreign.status).toBe(404)
})

test('the head sees it, acknowledges and answers once; nobody else answers for them', async () => {
  const { items } = await world.ask(HEAD, 'dossier.reminders', {})
  expect(items).toHaveLength(3)
  const { id } = items.at(-1)
  expect(items.at(-1)).toMatchObject({ mine: true, seenAt: null, late: 1 })
  const answer = (who: string, input: object) => world.ask(who, 'dossier.answerReminder', { id, ...input })
  expect((await refusal(answer('H60.10/head', {}))).status).toBe(404)
  expect((await answer(HEAD, {})).seenAt).not.toBeNull()
  expect((await answer(HEAD, { reply: 'Trình ký trong chiều nay.' })).reply).toBe('Trình ký trong chiều nay.')
  expect((await refusal(answer(HEAD, { reply: 'Lần hai' }))).code).toBe('dossier.reminder-answered')
  const elsewhere = await world.ask('H60.10/head', 'dossier.reminders', {})
  expect(elsewhere.items).toEqual([])
})

test('a day is closed with the report’s figures, stays as it was, and opens again only with a reason', async () => {
  const day = '2022-05-10'
  const now = at('17:30')
  const ask = (name: string, more = {}, when = now) =>
    world.ask(DIRECTOR, name, { day, ...more }, { now: when })
  const closed = await ask('indicator.closeDay')
  const report = await world.ask(world.visitor(), 'report.get', { id: 'centre-trend', from: day, to: day })
  const sum = (key: string) => closed.desks.reduce((so: number, desk: any) => so + desk[key], 0)
  expect(sum('received')).toBe(report.points[0].received)
  expect(sum('received')).toBe(1)
  expect(closed.closed.by).toContain('Giám đốc')
  await world.open({ procedure: '1.010727', agency: 'H60.10', now: at('17:00') })
  expect((await ask('indicator.day')).desks).toEqual(closed.desks)
  expect((await refusal(ask('indicator.closeDay'))).code).toBe('indicator.day-closed')
  expect((await refusal(ask('indicator.reopenDay', { reason: 'sửa' }))).errors[0]?.path).toBe('reason')
  const open = await ask('indicator.reopenDay', { reason: 'Nhập bù một hồ sơ tiếp nhận bằng giấy' })
  expect([open.closed, open.reopened.length]).toEqual([null, 1])
  expect(open.desks.reduce((so: number, desk: any) => so + desk.received, 0)).toBe(2)
  expect((await refusal(ask('indicator.reopenDay', { reason: 'Mở lại lần nữa xem' }))).code).toBe(
    'indicator.day-open',
  )
  expect((await refusal(world.ask(HEAD, 'indicator.day', { day }))).status).toBe(403)
})

test('numbers still waiting, and a day to come, are not closed', async () => {
  const future = await refusal(world.ask(DIRECTOR, 'indicator.closeDay', { day: '2022-05-11' }))
  expect(future.code).toBe('indicator.day-unsettled')
})

test('what dossiers of this procedure needed before makes an open one likely to be late, and the list says why', async () => {
  const weigh = dossierJobs(world.house).find(({ queue }) => queue === 'dossier.weighRisks')!
  const row = await world.row(late.code)
  // Forty dossiers of the year before needed twice their term from this step on.
  const rests = Array<number>(81).fill(0).with(80, 40)
  const steps = Array<number>(14).fill(0).with(7, 40)
  const open = await world.open({ procedure: '1.001686', agency: 'H60.07', now: at('07:30') })
  const { state } = await world.row(open.code)
  await sql`
    insert into dossier.step_history (month, agency, procedure, state, steps, rests)
    values ('2022-01-01', 'H60.07', '1.001686', ${state}, ${steps}::int[], ${rests}::int[])`.execute(
    world.house.db,
  )
  await weigh.work({}, at('09:00'))
  const { items } = await world.ask(DIRECTOR, 'dossier.find', { likely: 'true', agency: 'H60.07' })
  expect(items.map((each: any) => each.code)).toEqual([open.code])
  expect(items[0].risk.probability).toBeGreaterThan(0.9)
  expect(items[0].risk.why).toMatch(/thường mất .* ngày, cả hồ sơ còn .* \(theo 40 hồ sơ trước đây\)/)
  const watched = await world.ask(DIRECTOR, 'dossier.watch', {})
  expect(watched.items.find((each: any) => each.agency.code === 'H60.07')).toMatchObject({
    late: 1,
    likely: 1,
  })
  // What is late already is told as late, and what moved on waits to be weighed anew.
  expect(items.map((each: any) => each.code)).not.toContain(row.code)
  await world.take(open, ['transfer'], at('10:00'))
  const after = await world.ask(DIRECTOR, 'dossier.find', { likely: 'true', agency: 'H60.07' })
  expect(after.items).toEqual([])
})

test('what ended yesterday is learnt once, however often it is asked', async () => {
  const weigh = dossierJobs(world.house).find(({ queue }) => queue === 'dossier.weighRisks')!
  const done = await world.open({ procedure: '1.001686', agency: 'H60.07', now: at('08:00') })
  await world
    .take(await world.take(done, ['transfer'], at('09:00')), ['withdraw'], at('10:00'))
    .catch(() => {})
  await sql`update dossier.dossier set finished_at = ${at('15:00')} where id = (select id from dossier.dossier where code = ${done.code}) and finished_at is null`.execute(
    world.house.db,
  )
  const learnt = async () => {
    await weigh.work({}, at('02:00', '2022-05-12'))
    const { rows } = await sql<{ n: number }>`
      select coalesce(sum((select sum(c) from unnest(rests) c)), 0)::int as n from dossier.step_history where month = '2022-05-01'`.execute(
      world.house.db,
    )
    return rows[0]!.n
  }
  const first = await learnt()
  expect(first).toBeGreaterThan(0)
  expect(await learnt()).toBe(first)
})
