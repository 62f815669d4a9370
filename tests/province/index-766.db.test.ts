import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MEASURES } from '../../src/blocks/indicator/index.ts'
import { COMPONENTS } from '../../src/blocks/indicator/model/components-766.ts'
import { DAY as DAY_MS } from '../../src/kernel/local-time.ts'
import { at, openWorld, refusal, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const NOW = at('16:00', '2022-05-31')
const call = { now: NOW }
const component = (index: any, code: string) => index.components.find((each: any) => each.code === code)
async function index(period = '2022-05', unit?: string) {
  // What is kept for a second is of before.
  world.house.memory.forget('indicator.')
  return world.ask(world.visitor(), 'indicator.index', { period, ...(unit && { unit }) }, call)
}

test('every component has its measure', () => {
  expect(Object.keys(MEASURES).toSorted()).toEqual(COMPONENTS.map(({ code }) => code).toSorted())
})

test('a province in which nothing happened earns nothing, and says of how much', async () => {
  const empty = await index()
  expect(empty.total.of).toBe(100)
  expect(component(empty, '2.1')).toMatchObject({ state: 'empty', score: null, rate: null })
  for (const code of ['1.1', '1.4', '3.5']) expect(component(empty, code).state, code).toBe('noData')
  const measured = empty.components.filter((each: any) => each.state === 'scored')
  expect(empty.total.outOf).toBe(measured.reduce((sum: number, each: any) => sum + each.points, 0))
  expect(empty.total.outOf).toBeLessThan(100)
})

test('dossiers, ratings and complaints show in their components, per unit, and open to the dossiers', async () => {
  const done = []
  for (let n = 0; n < 3; n += 1) done.push(await world.to(await world.open(), 'ready'))
  // Taken in long before its term ran out in this very month, and still open.
  const late = await world.open({ now: new Date(at().getTime() - 60 * DAY_MS) })
  await world.open({ procedure: '2.000635', agency: 'H60.03', now: at('14:00', '2022-05-31') })

  const province = await index()
  expect(component(province, '2.1')).toMatchObject({ numerator: 4, denominator: 5, rate: 80, score: 16 })
  expect(component(province, '2.2')).toMatchObject({ denominator: 3, state: 'told', score: null })
  expect(component(province, '3.3')).toMatchObject({ numerator: 0, denominator: 4, rate: 0 })
  const unit = province.units.find((each: any) => each.unit.code === 'H60.07')
  expect(unit).toMatchObject({ received: 3, finished: 3 })
  const own = await index('2022-05', 'H60.07')
  expect(component(own, '2.1')).toMatchObject({ numerator: 3, denominator: 4, rate: 75, score: 15 })
  expect(unit.score).toBe(own.total.score)

  const behind = (part: string, who = 'H60.07/leader') =>
    world.ask(who, 'indicator.dossiers', { component: '2.1', period: '2022-05', unit: 'H60.07', part }, call)
  expect((await behind('missed')).items.map((each: any) => each.code)).toEqual([late.code])
  expect((await behind('met')).items.map((each: any) => each.code)).toEqual(done.map(({ code }) => code))
  expect((await behind('all', 'H60.05/specialist-1')).items).toEqual([])
  const page = { component: '2.1', period: '2022-05', part: 'all', limit: 3 }
  const first = await world.ask('H60.01.01/director', 'indicator.dossiers', page, call)
  const rest = await world.ask(
    'H60.01.01/director',
    'indicator.dossiers',
    { ...page, cursor: first.nextCursor },
    call,
  )
  expect(first.items).toHaveLength(3)
  expect([...first.items, ...rest.items]).toHaveLength(5)
  const feedback = world.ask('H60.07/leader', 'indicator.dossiers', { ...page, component: '5.2' }, call)
  expect((await refusal(feedback)).errors[0]?.path).toBe('component')

  const complaint = {
    kind: 'complaint',
    class: 'conduct',
    dossier: done[0]!.code,
    check: (await world.row(done[0]!.code)).check_secret,
    step: (await world.ask(world.visitor(), 'dossier.track', { code: done[0]!.code })).steps[0].at,
    subject: 'Thái độ tiếp nhận',
    body: 'Cán bộ tiếp nhận không hướng dẫn rõ.',
  }
  const { number } = await world.ask(world.visitor(), 'feedback.submit', complaint)
  const complained = await index('2022-05', 'H60.07')
  expect(component(complained, '5.4')).toMatchObject({ numerator: 2, denominator: 4 })
  expect(component(complained, '5.1')).toMatchObject({ numerator: 1, denominator: 1, state: 'told' })
  // Sent on the 10th, its fifteen working days are over.
  expect(component(complained, '5.2')).toMatchObject({ numerator: 0, denominator: 1, score: 0 })
  await world.ask('H60.07/head', 'feedback.answer', { number, answer: 'Đã nhắc nhở cán bộ.' })
  expect(component(await index('2022-05', 'H60.07'), '5.2')).toMatchObject({
    numerator: 1,
    denominator: 1,
    score: 6,
  })
})

test('the month the late one fell due in and the months after tell it; those before do not', async () => {
  const { rows } = await sql<{ due: Date }>`
    select first_due_at as due from dossier.dossier where finished_at is null order by first_due_at limit 1`.execute(
    world.house.db,
  )
  const month = rows[0]!.due.toISOString().slice(0, 7)
  expect(month < '2022-05').toBe(true)
  const missed = async (period: string) => {
    const { numerator, denominator } = component(await index(period), '2.1')
    return denominator - numerator
  }
  expect(await missed('2022-03')).toBe(month === '2022-03' ? 1 : 0)
  expect(await missed(month)).toBe(1)
  expect(await missed('2022-Q2')).toBe(1)
  expect(await missed('2022')).toBe(1)
})

test('a fee paid from afar counts for its procedure and its dossier, one at the desk does not', async () => {
  const pay = async (method: 'cash' | 'transfer') => {
    const { code } = await world.open({ procedure: '1.012787', agency: 'H60.10' })
    const { id } = await world.row(code)
    const { rows } = await sql<{ id: string }>`
      insert into payment.charge (id, dossier_id, code, procedure, edition, agency, desk, lines, total, status, made_at)
      values (gen_random_uuid(), ${id}, ${code}, '1.012787', 1, 'H60.10', 'H60.10', '[]', 1000, 'paid', ${NOW}) returning id`.execute(
      world.house.db,
    )
    await sql`
      insert into payment.payment (id, charge_id, method, amount, standing, received_at, desk)
      values (gen_random_uuid(), ${rows[0]!.id}, ${method}, 1000, 'counted', ${NOW}, 'H60.10')`.execute(
      world.house.db,
    )
  }
  await pay('cash')
  expect(component(await index('2022-05', 'H60.10'), '3.4').numerator).toBe(0)
  expect(component(await index('2022-05', 'H60.10'), '3.6')).toMatchObject({ numerator: 0, denominator: 1 })
  await pay('transfer')
  const paid = await index('2022-05', 'H60.10')
  expect(component(paid, '3.4').numerator).toBe(1)
  expect(component(paid, '3.6')).toMatchObject({ numerator: 1, denominator: 2, rate: 50, score: 6 })
})

test('a setting with its source changes points from its day on', async () => {
  const setting = { key: 'points.2.1', validFrom: '2022-05-15', value: 10, source: 'Quyết định thử nghiệm' }
  await world.ask('H60/administrator', 'indicator.setIndex', setting)
  expect(component(await index('2022-05', 'H60.07'), '2.1')).toMatchObject({ points: 10, score: 7.5 })
  const wrong = world.ask('H60/administrator', 'indicator.setIndex', { ...setting, key: 'points.9.9' })
  expect((await refusal(wrong)).errors[0]?.path).toBe('key')
})
