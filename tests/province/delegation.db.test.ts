import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Played } from '../../demo/play/walker.ts'
import { at, openWorld, refusal, type World } from './world.ts'

/** The head of H60.07 is away for a week; a specialist of the department stands in. */
const HEAD = 'H60.07/head'
const DEPUTY = 'H60.07/specialist-2'
const SPECIALIST = 'H60.07/specialist-1'
const WEEK = { from: '2022-05-10', to: '2022-05-16' }
const REASON = 'Đi công tác dài ngày tại Hà Nội'
const PROCEDURE = '1.001686'

let world: World
let waiting: Played
let second: Played
let week: { id: string }
beforeAll(async () => {
  world = await openWorld()
  const open = () => world.open({ procedure: PROCEDURE, agency: 'H60.07', now: at('08:00') })
  waiting = await world.take(await open(), ['transfer'], at('08:10'))
  second = await world.take(await open(), ['transfer'], at('08:10'))
})
afterAll(() => world?.close())

const lend = (input: object = {}, who = HEAD, now = at()) =>
  world.ask(
    who,
    'organisation.delegate',
    { position: HEAD, delegate: DEPUTY, reason: REASON, ...WEEK, ...input },
    { now },
  )
const asHead = (now = at()) => world.seat(DEPUTY, now, HEAD)
const assign = (actor: Awaited<ReturnType<typeof asHead>>, code: string, now = at('09:30')) =>
  world.ask(actor, 'dossier.move', { code, move: 'assign', assignee: SPECIALIST }, { now })

test.each([
  ['a seat of somebody else', { position: 'H60.07/leader' }, 403, 'position'],
  ['to oneself', { delegate: HEAD }, 422, 'delegate'],
  ['to nobody', { delegate: 'H60.07/nobody' }, 422, 'delegate'],
  ['to another agency', { delegate: 'H60.03/specialist-1' }, 422, 'delegate'],
  ['what the seat may not do', { permissions: ['organisation.change'] }, 422, 'permissions'],
  ['from yesterday', { from: '2022-05-09' }, 422, 'from'],
  ['to a day before it begins', { from: '2022-05-12', to: '2022-05-11' }, 422, 'to'],
  ['for more than four weeks', { to: '2022-06-07' }, 422, 'to'],
] as const)('the head cannot lend %s', async (_what, input, status, path) => {
  const problem = await refusal(lend(input))
  expect([problem.status, problem.errors[0]?.path]).toEqual([status, path])
})

test('without a delegation nobody acts from the seat, whatever they choose', async () => {
  const actor = await asHead()
  expect([actor.position, actor.actingFor]).toEqual([DEPUTY, undefined])
})

test('lent, the deputy acts by the head’s rights and no others, from the seat they chose', async () => {
  week = await lend()
  const own = await world.seat(DEPUTY)
  expect([own.position, own.actingFor]).toEqual([DEPUTY, undefined])
  const actor = await asHead()
  const head = await world.seat(HEAD)
  expect([actor.position, actor.agency, actor.roles]).toEqual([HEAD, 'H60.07', ['head']])
  expect(actor.grants).toEqual(head.grants)
  expect(actor.actingFor).toMatchObject({ account: HEAD, hand: DEPUTY })
})

test('what they do is written down as done for the head, in move, audit and history', async () => {
  const actor = await asHead()
  await assign(actor, waiting.code)
  const { id } = await world.row(waiting.code)
  const move = await world.house.db
    .selectFrom('dossier.dossier_move')
    .select(['account', 'position', 'acting_for', 'agency'])
    .where('dossier_id', '=', id)
    .where('move', '=', 'assign')
    .executeTakeFirstOrThrow()
  expect(move).toEqual({ account: DEPUTY, position: DEPUTY, acting_for: HEAD, agency: 'H60.07' })
  const audit = (await world.audits('dossier.move')).at(-1)
  expect(audit).toMatchObject({ account: DEPUTY, position: DEPUTY, acting_for: HEAD })
  const { items } = await world.ask(HEAD, 'dossier.history', { code: waiting.code })
  const line = items.find((each: { move: string }) => each.move === 'assign')
  const holder = async (position: string) =>
    (
      await world.house.db
        .selectFrom('organisation.holding')
        .select('person_name')
        .where('position', '=', position)
        .executeTakeFirstOrThrow()
    ).person_name
  expect(line.by).toBe(await holder(DEPUTY))
  expect(line.actingFor).toBe(`làm thay ${await holder(HEAD)}, Trưởng phòng chuyên môn`)
  expect(items.filter((each: { actingFor: unknown }) => each.actingFor !== null)).toHaveLength(1)
})

test('who was lent a seat lends it to nobody', async () => {
  const problem = await refusal(
    world.ask(await asHead(), 'organisation.delegate', {
      position: HEAD,
      delegate: SPECIALIST,
      reason: REASON,
      ...WEEK,
    }),
  )
  expect([problem.status, problem.code]).toEqual([403, 'organisation.no-redelegation'])
  expect((await refusal(lend({ delegate: SPECIALIST }, DEPUTY))).code).toBe('organisation.not-your-seat')
})

test('both see it in their lists; to anybody else it is nothing to take back', async () => {
  const given = await world.ask(HEAD, 'organisation.delegations', {})
  expect(given.given).toMatchObject([{ id: week.id, state: 'running', from: WEEK.from, to: WEEK.to }])
  expect(given.seats.map((each: { id: string }) => each.id)).toEqual([HEAD])
  const taken = await world.ask(DEPUTY, 'organisation.delegations', {})
  expect(taken.taken.map((each: { id: string }) => each.id)).toEqual([week.id])
  for (const who of [DEPUTY, 'H60.07/leader'])
    expect((await refusal(world.ask(who, 'organisation.revokeDelegation', { id: week.id }))).status).toBe(404)
  expect(
    (await refusal(world.ask(await asHead(), 'organisation.revokeDelegation', { id: week.id }))).status,
  ).toBe(404)
})

test('it ends by itself with its last day', async () => {
  const last = at('16:59', WEEK.to)
  expect((await asHead(last)).actingFor?.account).toBe(HEAD)
  const over = at('00:00', '2022-05-17')
  const actor = await asHead(over)
  expect([actor.position, actor.actingFor]).toEqual([DEPUTY, undefined])
  expect((await refusal(assign(actor, second.code, over))).status).toBe(403)
})

test('it ends at once when it is taken back', async () => {
  await assign(await asHead(), second.code)
  await world.ask(HEAD, 'organisation.revokeDelegation', { id: week.id }, { now: at('11:00') })
  expect((await asHead(at('10:59'))).actingFor?.account).toBe(HEAD)
  expect((await asHead(at('11:00'))).actingFor).toBeUndefined()
  const { given } = await world.ask(HEAD, 'organisation.delegations', {}, { now: at('11:00') })
  expect(given[0]).toMatchObject({ id: week.id, state: 'revoked' })
  expect((await refusal(world.ask(HEAD, 'organisation.revokeDelegation', { id: week.id }))).status).toBe(404)
})

test('what the head loses meanwhile the deputy loses too', async () => {
  const now = at('13:30')
  await lend({ permissions: ['dossier.read', 'dossier.assign'] }, HEAD, now)
  const permissions = async (day: string) =>
    [...new Set((await asHead(at('09:00', day))).grants.map((each) => each.permission))].sort()
  expect(await permissions('2022-05-12')).toEqual(['dossier.assign', 'dossier.read'])
  await world.house.db
    .updateTable('organisation.seat_grant')
    .set({ valid_to: '2022-05-13' })
    .where('position', '=', HEAD)
    .where('permission', '=', 'dossier.assign')
    .execute()
  expect(await permissions('2022-05-12')).toEqual(['dossier.assign', 'dossier.read'])
  expect(await permissions('2022-05-13')).toEqual(['dossier.read'])
})

test('the administrator sets how long a delegation may last', async () => {
  await world.ask('H60/administrator', 'organisation.setDelegationRule', { maxDays: 7 })
  const input = { from: '2022-05-20', to: '2022-05-27' }
  expect((await refusal(lend(input))).errors[0]?.path).toBe('to')
  expect(await lend({ ...input, to: '2022-05-26' })).toMatchObject({ state: 'coming' })
})

test('one person in two seats has the rights of both, each measured from its own, and acts from one', async () => {
  await world.house.db
    .insertInto('organisation.holding')
    .values({
      position: 'H60.09/specialist-1',
      account: 'H60.07/counter',
      person_name: 'Người giữ hai việc',
      valid_from: '2022-05-12',
      valid_to: '2022-05-14',
    })
    .execute()
  const on = (day: string, chosen?: string) => world.seat('H60.07/counter', at('09:00', day), chosen)
  const agencies = (actor: Awaited<ReturnType<typeof on>>, permission: string) =>
    actor.grants
      .filter((each) => each.permission === permission)
      .map((each) => `${each.scope} ${each.agency}`)
  const both = await on('2022-05-12')
  expect(both.position).toBe('H60.07/counter')
  expect(agencies(both, 'dossier.read')).toEqual(['agency H60.07', 'agency H60.09'])
  expect(agencies(both, 'dossier.move')).toEqual(['agency H60.07', 'assigned H60.09'])
  const chosen = await on('2022-05-12', 'H60.09/specialist-1')
  expect([chosen.position, chosen.agency, chosen.actingFor]).toEqual([
    'H60.09/specialist-1',
    'H60.09',
    undefined,
  ])
  expect(agencies(await on('2022-05-14'), 'dossier.read')).toEqual(['agency H60.07'])
  // Reads the other agency's dossier from either seat; takes in at the desk only from the desk's own.
  const other = await world.open({ procedure: '1.013236', agency: 'H60.09' })
  const now = at('09:00', '2022-05-12')
  for (const actor of [both, chosen])
    expect((await world.ask(actor, 'dossier.get', { code: other.code }, { now })).code).toBe(other.code)
  const input = await world.goodInput(PROCEDURE, 'H60.07')
  expect((await refusal(world.ask(chosen, 'dossier.receive', input, { now }))).code).toBe('dossier.no-desk')
  expect((await world.ask(both, 'dossier.receive', input, { now })).code).toMatch(/^H60\.07-/)
})
