import { afterAll, beforeAll, expect, test } from 'vitest'
import { person } from '../../demo/people/people.ts'
import { seeded } from '../../demo/people/random.ts'
import { seededId } from '../../demo/play/ids.ts'
import { explainDueDate } from '../../src/blocks/dossier/index.ts'
import { dueDateOf, setCalendarDay, setCalendarYear } from '../../src/blocks/organisation/index.ts'
import { definitionFor } from '../../src/blocks/procedure/index.ts'
import { ask } from '../../src/platform/command/run.ts'
import { rowOf } from './dossier-rows.ts'
import { type OpenProvince, openProvince } from './open-province.ts'

const COMMUNE = 'H60.175'
const PROCEDURE = '1.004873'
const at = (text: string) => new Date(`${text}:00+07:00`)
const RECEIVED = at('2026-12-29T09:00')

let province: OpenProvince
const codes: Record<string, string> = {}

async function open(name: string, path: string[], received = RECEIVED) {
  const { house, walker } = province
  const definition = await definitionFor(house, PROCEDURE, 1, COMMUNE)
  const random = seeded(`recount:${name}`)
  let played = await walker.open(
    {
      id: seededId(`recount:${name}`),
      stage: { code: PROCEDURE, definition },
      agency: COMMUNE,
      desk: COMMUNE,
      channel: 'counter',
      person: person(random, { at: '2026-12-29' }),
      random,
      turn: 0,
    },
    received,
  )
  for (const [index, key] of path.entries())
    played = await walker.take(
      played,
      definition.moves.find((each) => each.key === key)!,
      new Date(received.getTime() + (index + 1) * 600_000),
    )
  codes[name] = played.code
}

const due = async (name: string): Promise<Date> => (await rowOf(province.house.db, codes[name]!)).first_due_at

const administrator = () => province.signedIn('H60/administrator', RECEIVED)
const setDay = async (input: Record<string, unknown>) =>
  ask(
    province.house,
    setCalendarDay,
    { calendar: 'default', ...input },
    { actor: await administrator(), now: RECEIVED },
  )

const DONE = ['transfer', 'assign', 'proposeApproval', 'initial', 'signApproval']

beforeAll(async () => {
  province = await openProvince('2026-12-28', ['H60', COMMUNE])
  await open('open', ['transfer', 'assign'])
  await open('waiting for papers', [
    'transfer',
    'assign',
    'draftCorrection',
    'signCorrection',
    'sendCorrection',
  ])
  await open('ready', DONE)
  await open('returned', [...DONE, 'handOver'])
})
afterAll(() => province.close())

test('a term that reaches a year not yet published is promised provisionally, and says so', async () => {
  // Three working days from 29 December: 30, 31, then over New Year's Day to Monday 4 January.
  for (const name of Object.keys(codes)) expect(await due(name), name).toEqual(at('2027-01-04T09:00'))
  const actor = province.cast.who(COMMUNE, 'head')
  const told = await ask(province.house, explainDueDate, { code: codes.open }, { actor, now: RECEIVED })
  expect(told.provisional).toBe(true)
  // The law's own count, asked for in public, does not promise on days that may yet become holidays.
  await expect(
    ask(
      province.house,
      dueDateOf,
      { receivedAt: '2026-12-29T09:00:00+07:00', term: 3, unit: 'workingDays' },
      { actor, now: RECEIVED },
    ),
  ).rejects.toMatchObject({ status: 422 })
})

test('a new holiday moves what is still being counted and nothing that is finished', async () => {
  await setDay({ date: '2027-01-04', kind: 'off', name: 'Nghỉ bù Tết Dương lịch (thử nghiệm)' })
  expect(await due('open')).toEqual(at('2027-01-04T09:00'))
  await province.drain()
  expect(await due('open')).toEqual(at('2027-01-05T09:00'))
  expect(await due('ready')).toEqual(at('2027-01-04T09:00'))
  expect(await due('returned')).toEqual(at('2027-01-04T09:00'))
})

test('a paused dossier is counted anew too, without its pause', async () => {
  expect(await due('waiting for papers')).toEqual(at('2027-01-05T09:00'))
})

test('a holiday taken back gives the old date again', async () => {
  await setDay({ date: '2027-01-04', kind: 'plain' })
  await province.drain()
  expect(await due('open')).toEqual(at('2027-01-04T09:00'))
})

test('publishing the year makes provisional dates certain, with the days off it was published with', async () => {
  const { house, cast } = province
  await setDay({ date: '2027-01-04', kind: 'off', name: 'Nghỉ bù Tết Dương lịch (thử nghiệm)' })
  await ask(
    house,
    setCalendarYear,
    { calendar: 'default', year: 2027, status: 'published' },
    { actor: await administrator(), now: RECEIVED },
  )
  await province.drain()
  expect(await due('open')).toEqual(at('2027-01-05T09:00'))
  const actor = cast.who(COMMUNE, 'head')
  const told = await ask(house, explainDueDate, { code: codes.open }, { actor, now: RECEIVED })
  expect([told.provisional, told.firstDueAt]).toEqual([false, '2027-01-05T09:00:00+07:00'])
  const counted = await ask(
    house,
    dueDateOf,
    { receivedAt: '2026-12-29T09:00:00+07:00', term: 3, unit: 'workingDays' },
    { actor, now: RECEIVED },
  )
  expect(counted.dueAt).toBe('2027-01-05T09:00:00+07:00')
})

test('a day is refused with its own name in the error, and nothing of it is kept', async () => {
  const refusals = [
    { date: '2031-05-04', kind: 'off', name: 'Ngày của năm chưa mở' },
    { date: '2027-01-06', kind: 'working', name: 'Thứ Tư vốn là ngày làm việc' },
  ]
  for (const input of refusals)
    await expect(setDay(input), input.date).rejects.toMatchObject({ status: 422, errors: [{ path: 'date' }] })
  await expect(setDay({ date: '2027-01-06', kind: 'off' })).rejects.toMatchObject({
    errors: [{ path: 'name' }],
  })
  const kept = await province.house.db
    .selectFrom('organisation.calendar_day')
    .select('date')
    .where('date', 'in', ['2031-05-04', '2027-01-06'])
    .execute()
  expect(kept).toEqual([])
})
