import { afterAll, beforeAll, expect, test } from 'vitest'
import { person } from '../../demo/people/people.ts'
import { seeded } from '../../demo/people/random.ts'
import { seededId } from '../../demo/play/ids.ts'
import type { Played } from '../../demo/play/walker.ts'
import {
  findDossiers,
  getDossier,
  history,
  makeMove,
  result,
  reveal,
} from '../../src/blocks/dossier/index.ts'
import { mergeAgencies } from '../../src/blocks/organisation/index.ts'
import { competentAgencies, definitionFor, editionInForce } from '../../src/blocks/procedure/index.ts'
import type { Definition } from '../../src/blocks/procedure/model/definition.ts'
import { ask } from '../../src/platform/command/run.ts'
import { extractedPages } from '../../src/platform/pdf/extracted-text.ts'
import { movesOf, refold, rowOf } from './dossier-rows.ts'
import { type OpenProvince, openProvince } from './open-province.ts'

/** A district and one of its communes that ended on 2025-07-01, and who goes on with their work. */
const DISTRICT = 'H60.37'
const COMMUNE = 'H60.37.03'
const DESK = 'H60.37.01'
const DISTRICT_HEIR = 'H60.215'
const COMMUNE_HEIR = 'H60.218'
const MERGED_AT = '2025-07-01'
const DECISION = 'Nghị quyết về sắp xếp đơn vị hành chính (thử nghiệm), ngày 16/6/2025'
const BUSINESS = '1.001612'
const MARRIAGE_STATUS = '1.004873'
const at = (text: string) => new Date(`2025-${text}:00+07:00`)

let province: OpenProvince
const dossiers: Record<string, Played> = {}
/** Each dossier's row and moves as they were on the eve of the merger. */
const eve: Record<string, { row: any; moves: any[] }> = {}

const merge = async (input: Record<string, unknown>, now = at('07-01T07:00')) =>
  ask(
    province.house,
    mergeAgencies,
    { at: MERGED_AT, decision: DECISION, ...input },
    { actor: await province.signedIn('H60/administrator', now), now },
  )

async function open(name: string, agency: string, code: string, path: string[], desk = agency) {
  const { house, walker } = province
  const entry = await editionInForce(house, code, '2025-06-25')
  const definition = await definitionFor(house, code, entry.edition, agency)
  const random = seeded(`merge:${name}`)
  let now = at('06-26T09:00')
  let played = await walker.open(
    {
      id: seededId(`merge:${name}`),
      stage: { code, definition },
      agency,
      desk,
      channel: path[0] === 'accept' ? 'online' : 'counter',
      person: person(random, { at: '2025-06-26' }),
      random,
      turn: 0,
    },
    now,
  )
  for (const key of path) {
    now = new Date(now.getTime() + 20 * 60_000)
    const arrow = definition.moves.find((each) => each.key === key)!
    played = await walker.take(played, arrow, now)
  }
  dossiers[name] = played
}

async function bound(name: string): Promise<Definition> {
  const { row } = eve[name]!
  return definitionFor(province.house, row.procedure, row.edition, row.agency)
}

beforeAll(async () => {
  province = await openProvince('2025-06-25', ['H60', DISTRICT, COMMUNE, DESK, DISTRICT_HEIR, COMMUNE_HEIR])
  // This commune promised a day less: whoever goes on with it keeps the promise.
  await province.house.db
    .insertInto('procedure.procedure_variant')
    .values({
      procedure: MARRIAGE_STATUS,
      edition: 1,
      agency: COMMUNE,
      overrides: JSON.stringify({ agency: COMMUNE, term: 2 }),
    })
    .execute()
  await open('assigned', COMMUNE, MARRIAGE_STATUS, ['transfer', 'assign'])
  await open('touched first', COMMUNE, MARRIAGE_STATUS, ['transfer', 'assign'])
  await open('waiting for papers', COMMUNE, MARRIAGE_STATUS, [
    'transfer',
    'assign',
    'draftCorrection',
    'signCorrection',
    'sendCorrection',
  ])
  await open('returned', COMMUNE, MARRIAGE_STATUS, [
    'transfer',
    'assign',
    'proposeApproval',
    'initial',
    'signApproval',
    'handOver',
  ])
  await open('district online', DISTRICT, BUSINESS, ['accept', 'transfer', 'assign'])
  await open('received elsewhere', DISTRICT, BUSINESS, [], DESK)
  for (const [name, played] of Object.entries(dossiers)) {
    const row = await rowOf(province.house.db, played.code)
    eve[name] = { row, moves: await movesOf(province.house.db, row.id) }
  }
})
afterAll(() => province.close())

test('a merger is refused with a reason when it cannot be', async () => {
  const refusals: [input: Record<string, unknown>, code: string, path?: string][] = [
    [{ code: 'H60.999', into: COMMUNE_HEIR }, 'organisation.not-found'],
    [{ code: COMMUNE, into: 'H60.999' }, 'request.invalid', 'into'],
    [{ code: COMMUNE, into: COMMUNE }, 'request.invalid', 'into'],
    [{ code: COMMUNE, into: COMMUNE_HEIR, partial: [COMMUNE_HEIR] }, 'request.invalid', 'partial.0'],
    // The heir of another year: it had already ended by then.
    [{ code: COMMUNE, into: 'H60.37.02' }, 'request.invalid', 'into'],
    // The release knows the day it ends; a decision of another day is a mistake.
    [{ code: COMMUNE, into: COMMUNE_HEIR, at: '2025-08-01' }, 'organisation.already-ended', 'at'],
    [{ code: DISTRICT_HEIR, into: COMMUNE_HEIR, at: '2025-07-01' }, 'request.invalid', 'at'],
    [{ code: 'H60', into: COMMUNE_HEIR, at: '2025-09-01' }, 'organisation.has-agencies-below'],
  ]
  for (const [input, code, path] of refusals)
    await expect(merge(input), JSON.stringify(input)).rejects.toMatchObject({
      code,
      ...(path ? { errors: [{ path }] } : {}),
    })
  expect((await rowOf(province.house.db, dossiers.assigned!.code)).agency).toBe(COMMUNE)
})

test('without the right to change the organisation nobody merges anything', async () => {
  const actor = await province.signedIn(`${COMMUNE}/leader`, at('06-30T08:00'))
  await expect(
    ask(
      province.house,
      mergeAgencies,
      { code: COMMUNE, into: COMMUNE_HEIR, at: MERGED_AT, decision: DECISION },
      { actor, now: at('06-30T08:00') },
    ),
  ).rejects.toMatchObject({ code: 'access.denied' })
})

test('the merged agencies hand their seats on, and what was said twice is refused', async () => {
  const first = await merge({ code: COMMUNE, into: COMMUNE_HEIR })
  expect(first).toEqual({ code: COMMUNE, into: COMMUNE_HEIR, at: MERGED_AT, seatsMoved: 5 })
  await merge({ code: DESK, into: DISTRICT_HEIR, seats: 'end' })
  await merge({ code: DISTRICT, into: DISTRICT_HEIR, partial: [COMMUNE_HEIR] })
  await expect(merge({ code: COMMUNE, into: COMMUNE_HEIR })).rejects.toMatchObject({
    code: 'organisation.already-merged',
    status: 409,
  })
  const successions = await province.house.db
    .selectFrom('organisation.succession')
    .select(['to_code', 'partial'])
    .where('from_code', '=', DISTRICT)
    .orderBy('to_code')
    .execute()
  expect(successions).toEqual([
    { to_code: DISTRICT_HEIR, partial: true },
    { to_code: COMMUNE_HEIR, partial: true },
  ])
})

test('an officer acts from the old seat to the last day, from its twin after it', async () => {
  const account = `${COMMUNE}/specialist-1`
  const before = await province.signedIn(account, at('06-30T16:00'))
  const after = await province.signedIn(account, at('07-01T07:30'))
  expect([before.position, before.agency]).toEqual([account, COMMUNE])
  expect([after.position, after.agency]).toEqual([`${COMMUNE_HEIR}/${account}`, COMMUNE_HEIR])
  expect(after.roles).toEqual(before.roles)
  expect(after.grants.map(({ permission, scope }) => `${permission} ${scope}`).sort()).toEqual(
    before.grants.map(({ permission, scope }) => `${permission} ${scope}`).sort(),
  )
  expect(new Set(after.grants.map((each) => each.agency))).toEqual(new Set([COMMUNE_HEIR]))
  const ended = await province.signedIn(`${DESK}/counter`, at('07-01T07:30'))
  expect([ended.position, ended.grants]).toEqual([null, []])
})

test('a dossier that the job has not come round to works at once for the successor', async () => {
  const { house } = province
  const { code } = dossiers['touched first']!
  const now = at('07-01T07:40')
  expect((await rowOf(house.db, code)).agency).toBe(COMMUNE)
  const actor = await province.signedIn(`${COMMUNE}/specialist-1`, now)
  const seen = await ask(house, getDossier, { code }, { actor, now })
  expect(seen.allowed.map((each) => each.key)).toContain('proposeApproval')
  const moved = await ask(
    house,
    makeMove,
    { code, move: 'proposeApproval', resultDraft: { title: 'Giấy xác nhận', body: ['Xác nhận.'] } },
    { actor, now },
  )
  expect(moved.state.key).toBe('initialling')
  const row = await rowOf(house.db, code)
  expect([row.agency, row.holder_agency]).toEqual([COMMUNE_HEIR, COMMUNE_HEIR])
  expect((await movesOf(house.db, row.id)).map((each) => each.move).slice(-2)).toEqual([
    'inherit',
    'proposeApproval',
  ])
})

test('open work goes to the successors with clock, code, edition and history intact', async () => {
  const { house } = province
  expect(await province.drain()).toBeGreaterThan(0)
  for (const [name, { row, moves }] of Object.entries(eve)) {
    const after = await rowOf(house.db, row.code)
    const history = await movesOf(house.db, row.id)
    expect(history.slice(0, moves.length), name).toEqual(moves)
    expect(after.first_due_at, name).toEqual(row.first_due_at)
    expect([after.code, after.edition, after.accepted_at], name).toEqual([
      row.code,
      row.edition,
      row.accepted_at,
    ])
    expect(await refold(house.db, row.id, await bound(name)), name).toEqual(after.folded)
    if (name === 'returned') {
      expect([after.agency, history.length], name).toEqual([COMMUNE, moves.length])
      continue
    }
    const heir = row.agency === COMMUNE ? COMMUNE_HEIR : DISTRICT_HEIR
    expect([after.agency, after.desk, after.return_desk, after.variant_agency], name).toEqual([
      heir,
      heir,
      heir,
      row.agency,
    ])
    if (row.assignee) expect(after.assignee, name).toBe(`${heir}/${row.assignee}`)
  }
  expect(eve.assigned!.row.first_due_at).toEqual(at('06-30T09:00'))
})

test('a second run of the job finds nothing more to do', async () => {
  const { house } = province
  const count = () =>
    house.db.selectFrom('dossier.dossier_move').select(house.db.fn.countAll().as('n')).execute()
  const before = await count()
  await house.db
    .transaction()
    .execute((trx) =>
      house.jobs.sender(trx)('dossier.inherit', { from: COMMUNE, at: at('07-02T08:00').toISOString() }),
    )
  await province.drain()
  expect(await count()).toEqual(before)
})

test('a dossier begun under a commune finishes under its successor', async () => {
  const { house, cast } = province
  const { code } = dossiers.assigned!
  let now = at('07-01T08:00')
  const specialist = await province.signedIn(`${COMMUNE}/specialist-1`, now)
  const steps = [
    ['proposeApproval', specialist, { resultDraft: { title: 'Giấy xác nhận', body: ['Xác nhận.'] } }],
    ['initial', await province.signedIn(`${COMMUNE}/head`, now), {}],
    ['signApproval', cast.who(COMMUNE_HEIR, 'leader'), {}],
    ['handOver', cast.who(COMMUNE_HEIR, 'counter'), { recipient: 'Người nộp hồ sơ' }],
  ] as const
  for (const [move, actor, extra] of steps) {
    now = new Date(now.getTime() + 600_000)
    await ask(house, makeMove, { code, move, ...extra }, { actor, now })
  }
  const row = await rowOf(house.db, code)
  expect([row.state, row.code.startsWith(`${COMMUNE}-250626-`), row.timeliness]).toEqual([
    'returned',
    true,
    'late',
  ])
  const line = await ask(house, history, { code }, { actor: specialist, now })
  const inherited = line.items.find((each) => each.move === 'inherit')
  expect(inherited?.name).toBe('Chuyển sang cơ quan kế thừa')
  expect(inherited?.note).toContain(DECISION)
  // Whoever acted before the merger keeps their name in the history.
  expect(line.items.every((each) => each.by !== 'Cán bộ')).toBe(true)
})

test('a result signed before the merger keeps its letterhead and its signature', async () => {
  const { house, cast } = province
  const now = at('07-02T08:00')
  const { code } = dossiers.returned!
  const actor = cast.who(COMMUNE_HEIR, 'head')
  await ask(house, reveal, { code, reason: 'In lại kết quả cho người dân' }, { actor, now })
  const letter = (await ask(house, result, { code }, { actor, now })) as unknown as { body: Uint8Array }
  const text = (await extractedPages(letter.body)).join(' ')
  const signer = await house.db
    .selectFrom('organisation.holding')
    .select('person_name')
    .where('position', '=', `${COMMUNE}/leader`)
    .executeTakeFirstOrThrow()
  expect(text).toContain(signer.person_name)
  expect(text).toContain('MINH THANH')
})

test("the old officers lose their rights, the new ones see the old agency's closed dossiers too", async () => {
  const { house, cast } = province
  const now = at('07-02T08:00')
  const { code } = dossiers.returned!
  const leftOver = await province.signedIn(`${DESK}/counter`, now)
  await expect(ask(house, getDossier, { code }, { actor: leftOver, now })).rejects.toMatchObject({
    code: 'access.denied',
  })
  const native = cast.who(COMMUNE_HEIR, 'head')
  expect((await ask(house, getDossier, { code }, { actor: native, now })).agency.code).toBe(COMMUNE)
  const found = await ask(house, findDossiers, { agency: COMMUNE }, { actor: native, now })
  expect(found.items.map((each) => each.code)).toEqual([code])
  // Before the day it was none of theirs.
  await expect(
    ask(house, getDossier, { code }, { actor: native, now: at('06-30T08:00') }),
  ).rejects.toMatchObject({ code: 'dossier.not-found' })
})

test('procedures that name an ended agency are decided by its successor', async () => {
  const { house } = province
  const entry = {
    ...(await editionInForce(house, BUSINESS, '2025-07-02')),
    competentKinds: [],
    competentAgencies: [DISTRICT],
  }
  const codes = async (day: string) => (await competentAgencies(house, entry, day)).map((each) => each.code)
  expect(await codes('2025-06-30')).toEqual([DISTRICT])
  expect(await codes('2025-07-01')).toEqual([DISTRICT_HEIR])
})

test('what an officer did after the day cannot be undone by an earlier one', async () => {
  const { house, cast } = province
  const now = at('07-10T08:00')
  const head = cast.who(COMMUNE_HEIR, 'head')
  await ask(house, getDossier, { code: dossiers.returned!.code }, { actor: head, now })
  const input = { code: COMMUNE_HEIR, into: DISTRICT_HEIR }
  await expect(merge({ ...input, at: '2025-07-09' }, now)).rejects.toMatchObject({
    code: 'organisation.acted-since',
    errors: [{ path: 'at' }],
  })
})

test('a merger of the next month changes nothing before its day', async () => {
  const { house } = province
  const now = at('07-10T09:00')
  const { code } = dossiers['waiting for papers']!
  await merge({ code: COMMUNE_HEIR, into: DISTRICT_HEIR, at: '2025-08-01' }, now)
  const account = `${COMMUNE_HEIR}/head`
  expect((await province.signedIn(account, now)).agency).toBe(COMMUNE_HEIR)
  expect((await province.signedIn(account, at('08-01T08:00'))).agency).toBe(DISTRICT_HEIR)
  // Two mergers on: the twin of a twin may work on it, the term still the first commune's.
  const leader = await province.signedIn(`${COMMUNE}/leader`, at('08-01T08:00'))
  await ask(
    house,
    makeMove,
    { code, move: 'stop', note: 'Quá hạn bổ sung.' },
    { actor: leader, now: at('08-01T08:10') },
  )
  const row = await rowOf(house.db, code)
  expect([row.state, row.agency, row.variant_agency]).toEqual(['stopped', DISTRICT_HEIR, COMMUNE])
  expect(await refold(house.db, row.id, await bound('waiting for papers'))).toEqual(row.folded)
})
