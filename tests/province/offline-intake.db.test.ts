import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, DAY, openWorld, refusal, type World } from './world.ts'

const DESK = 'H60.07/counter'
let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

/** Sends at 09:00 of DAY what a device took in at `taken`, its clock wrong by `wrong` milliseconds. */
const taking = (taken: Date, wrong = 0, change: object = {}) => ({
  device: 'K7QM2R',
  localNumber: 'TẠM-K7QM2R-001',
  at: new Date(taken.getTime() + wrong).toISOString(),
  offsetMs: -wrong,
  offsetWhenSentMs: -wrong,
  ...change,
})
const send = async (offline: object, change: object = {}, call: object = {}) =>
  world.ask(
    DESK,
    'dossier.receive',
    { ...(await world.goodInput('1.001686', 'H60.07')), offline, ...change },
    call,
  )

test('what a counter took in yesterday without a line is received yesterday, and both times are kept', async () => {
  const yesterday = at('15:00', '2022-05-09')
  const receipt = await send(taking(yesterday, 86_400_000))
  expect(receipt.code).toMatch(/^H60\.07-220509-\d{4}$/)
  expect(receipt.submittedAt).toBe('2022-05-09T15:00:00+07:00')
  expect(receipt.offline).toMatchObject({ verdict: 'accepted', told: null })
  const { rows } = await sql<Record<string, unknown>>`
    select o.claimed_at, o.received_at, o.sent_at, o.device_at, a.at, a.wording
    from dossier.offline_intake o join audit.audit_row a on a.subjects @> array[o.dossier_id::text]
    where o.dossier_id = ${receipt.id} and a.operation = 'dossier.receive'`.execute(world.house.db)
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ claimed_at: yesterday, received_at: yesterday, sent_at: at(), at: at() })
  expect(rows[0]!.device_at).toEqual(at('15:00', '2022-05-10'))
  expect(rows[0]!.wording).toContain('TẠM-K7QM2R-001')
})

test('further back than the rule in force it is received now, and that is told', async () => {
  const old = at('08:00', '2022-05-07')
  const receipt = await send(taking(old))
  expect(receipt.submittedAt).toBe(`${DAY}T09:00:00+07:00`)
  expect(receipt.offline.verdict).toBe('tooOld')
  expect(receipt.offline.told).toContain('quá 72 giờ')
  await world.ask('H60/administrator', 'dossier.setOfflineRule', { backHours: 100, from: DAY })
  expect((await send(taking(old))).submittedAt).toBe('2022-05-07T08:00:00+07:00')
  await world.ask('H60/administrator', 'dossier.setOfflineRule', { backHours: 72, from: DAY })
})

test('two tablets with the same running number are told apart; the same one sent twice is one dossier', async () => {
  const moment = at('08:30')
  const input = await world.goodInput('1.001686', 'H60.07')
  const id = randomUUID()
  const body = { ...input, id, offline: taking(moment) }
  const key = { idempotencyKey: `offline.${id}` }
  const first = await world.ask(DESK, 'dossier.receive', body, key)
  const again = await world.ask(DESK, 'dossier.receive', body, key)
  const other = await send(taking(moment, 0, { device: 'A2B3C4', localNumber: 'TẠM-A2B3C4-001' }))
  expect(again.code).toBe(first.code)
  expect(other.code).not.toBe(first.code)
})

test('who asks by the id of the device learns the code; nobody else does', async () => {
  const id = randomUUID()
  const receipt = await send(taking(at('08:40')), { id })
  expect((await refusal(send(taking(at('08:40')), { id }))).code).toBe('dossier.already-exists')
  const found = await world.ask(DESK, 'dossier.findReceived', { id })
  expect([found.code, found.check]).toEqual([receipt.code, receipt.check])
  expect((await refusal(world.ask('H60.09/counter', 'dossier.findReceived', { id }))).code).toBe(
    'dossier.not-found',
  )
})

test('a counter takes along which editions hold, the calendar and the time', async () => {
  const provision = await world.ask(DESK, 'dossier.prepareOffline', {})
  expect(provision.serverTime).toBe(at().toISOString())
  expect(provision.backHours).toBe(72)
  expect(provision.procedures).toContainEqual({ code: '1.001686', edition: 1 })
  expect(provision.calendar.years.map(({ year }: { year: number }) => year)).toContain(2022)
})

test('the key of a device is given back to its own officer only, and rests sealed', async () => {
  const key = Buffer.alloc(32, 7).toString('base64url')
  await world.ask(DESK, 'dossier.keepOfflineKey', { device: 'K7QM2R', key })
  expect(await world.ask(DESK, 'dossier.openOfflineKey', { device: 'K7QM2R' })).toEqual({ key })
  const others = await refusal(world.ask('H60.09/counter', 'dossier.openOfflineKey', { device: 'K7QM2R' }))
  expect(others.code).toBe('dossier.no-offline-key')
  const { rows } = await sql<{ sealed: string }>`select sealed from dossier.offline_key`.execute(
    world.house.db,
  )
  expect(rows[0]!.sealed).not.toContain(key)
})

test('a counter knows how a person was reached last time at that desk, and at that desk only', async () => {
  const { citizenNumber, phone } = (await world.goodInput('1.001686', 'H60.07')).applicant
  const input = await world.goodInput('1.001686', 'H60.07')
  const applicant = { ...input.applicant, citizenNumber, phone }
  expect(await world.ask(DESK, 'dossier.knownApplicant', { citizenNumber })).toEqual({})
  await world.ask(DESK, 'dossier.receive', { ...input, applicant })
  expect(await world.ask(DESK, 'dossier.knownApplicant', { citizenNumber })).toEqual({ phone })
  expect(await world.ask('H60.09/counter', 'dossier.knownApplicant', { citizenNumber })).toEqual({})
})
