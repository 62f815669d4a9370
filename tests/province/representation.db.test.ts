import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, DAY, openWorld, refusal, type World } from './world.ts'

/** Mai helps her father Nam; the company Hoa is run by her as well; Lan is anybody else. */
const MAI = 'citizen-mai'
const NAM = 'citizen-nam'
const LAN = 'citizen-lan'
const NUMBERS = { [MAI]: '008190001234', [NAM]: '008055004321', [LAN]: '008188007777' }
const COUNTER = 'H60.07/counter'
const SPAN = { from: DAY, to: '2022-05-20' }
const ONLINE = '1.001686'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await world.house.db
    .insertInto('identity.account')
    .values(
      Object.entries(NUMBERS).map(([id, citizen_number]) => ({
        id,
        user_name: id,
        name: `Người dân ${id}`,
        kind: 'citizen',
        created_at: at(),
        citizen_number,
        proved_by: id === LAN ? null : 'counter',
        assurance: id === LAN ? 1 : 2,
      })),
    )
    .execute()
})
afterAll(() => world?.close())

const askIt = (input: object = {}, who = MAI, now = at()) =>
  world.ask(
    who,
    'identity.askToRepresent',
    { kind: 'elder', number: NUMBERS[NAM], ...SPAN, ...input },
    { now },
  )
const submit = async (representation: string, who = MAI, now = at('10:00'), procedure = ONLINE) => {
  const input = await world.goodInput(procedure, 'H60.07')
  const documents = input.documents.map((paper) => ({ ...paper, form: 'electronic' }))
  const actor = await world.seat(who, now)
  const opened = await world.ask(actor, 'dossier.openDraft', { procedure, agency: 'H60.07' }, { now })
  const { token } = opened
  const file = Buffer.from(`%PDF-1.4\n% ${randomUUID()}\n`)
  const stored = await world.house.files.put(file, 'giay.pdf')
  for (const { key } of documents)
    await world.ask(
      actor,
      'dossier.attachToDraft',
      { token, key, file: { ...stored, name: 'giay.pdf' } },
      { now },
    )
  const handed = documents.map((paper) => ({ ...paper, files: [stored.hash] }))
  return world.ask(
    actor,
    'dossier.submit',
    { ...input, documents: handed, draft: token, representation, onBehalfOf: 'Tên tự gõ' },
    { now },
  )
}

test.each([
  ['one’s own number', { number: NUMBERS[MAI] }, 'number'],
  ['from yesterday', { from: '2022-05-09' }, 'from'],
  ['to before it begins', { to: '2022-05-09' }, 'to'],
  ['for more than a year', { to: '2023-06-01' }, 'to'],
  ['what is no number', { number: '12' }, 'number'],
] as const)('not %s', async (_what, input, path) => {
  expect((await refusal(askIt(input))).errors[0]?.path).toBe(path)
})

test('an officer’s account represents nobody', async () => {
  expect((await refusal(askIt({}, COUNTER))).code).toBe('identity.citizens-only')
})

test('asking tells nothing of whose number it is, known or not', async () => {
  const known = await askIt()
  const unknown = await askIt({ number: '008012340000' })
  expect([known.name, unknown.name, known.state, unknown.state]).toEqual([null, null, 'asked', 'asked'])
  for (const { id } of [known, unknown]) {
    const problem = await refusal(submit(id))
    expect([problem.status, problem.errors[0]?.path]).toEqual([422, 'representation'])
    await world.ask(MAI, 'identity.endRepresentation', { id })
  }
})

test('only who is proved to own the number accepts; then it may be asked for in their name', async () => {
  const { id } = await askIt()
  for (const who of [MAI, LAN, COUNTER])
    expect((await refusal(world.ask(who, 'identity.acceptRepresentation', { id }))).status).toBe(404)
  const seen = await world.ask(NAM, 'identity.representations', {})
  const asked = seen.representedBy.find((each: { id: string }) => each.id === id)
  expect(asked).toMatchObject({ state: 'asked', representative: `Người dân ${MAI}` })
  const accepted = await world.ask(NAM, 'identity.acceptRepresentation', { id }, { now: at('09:30') })
  expect(accepted).toMatchObject({ state: 'running', name: `Người dân ${NAM}` })
  expect(
    (await refusal(world.ask(NAM, 'identity.acceptRepresentation', { id }, { now: at('09:31') }))).status,
  ).toBe(409)

  const { code } = await submit(id)
  const dossier = await world.ask('H60.07/head', 'dossier.get', { code }, { now: at('10:05') })
  expect(dossier.onBehalfOf).toBe(`Người dân ${NAM}`)
  const move = await world.house.db
    .selectFrom('dossier.dossier_move')
    .select('facts')
    .where('dossier_id', '=', dossier.id)
    .executeTakeFirstOrThrow()
  expect(move.facts).toEqual({ representation: id })

  expect((await refusal(submit(id, NAM))).errors[0]?.path).toBe('representation')
  expect((await refusal(submit(id, MAI, at('10:00', '2022-05-21')))).errors[0]?.path).toBe('representation')
  expect((await refusal(world.ask(LAN, 'identity.endRepresentation', { id }))).status).toBe(404)
  await world.ask(NAM, 'identity.endRepresentation', { id }, { now: at('11:00') })
  expect((await refusal(submit(id, MAI, at('11:00')))).errors[0]?.path).toBe('representation')
})

test('a limit to some procedures holds', async () => {
  const { id } = await askIt({ procedures: ['2.000635'] })
  await world.ask(NAM, 'identity.acceptRepresentation', { id }, { now: at('09:30') })
  expect((await refusal(submit(id))).errors[0]?.path).toBe('representation')
})

test('a counter registers a child’s parent by the papers, in force at once, and may end it', async () => {
  const input = { representative: NUMBERS[MAI], kind: 'child', name: 'Nguyễn Thị Bé', ...SPAN }
  for (const who of ['H60.07/head', MAI])
    expect((await refusal(world.ask(who, 'identity.registerRepresentation', input))).status).toBe(403)
  const unproved = { ...input, representative: NUMBERS[LAN] }
  expect(
    (await refusal(world.ask(COUNTER, 'identity.registerRepresentation', unproved))).errors[0]?.path,
  ).toBe('representative')
  const { id, state } = await world.ask(COUNTER, 'identity.registerRepresentation', input)
  expect(state).toBe('running')
  const { code } = await submit(id)
  const dossier = await world.ask('H60.07/head', 'dossier.get', { code }, { now: at('10:05') })
  expect(dossier.onBehalfOf).toBe('Nguyễn Thị Bé')
  await world.ask('H60.09/counter', 'identity.endRepresentation', { id }, { now: at('11:00') })
  const { represents } = await world.ask(MAI, 'identity.representations', {}, { now: at('11:00') })
  expect(represents.find((each: { id: string }) => each.id === id)?.state).toBe('ended')
})
