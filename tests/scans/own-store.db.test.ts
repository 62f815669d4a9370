import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, openWorld, refusal, type World } from '../province/world.ts'

/** The citizen's own store: theirs by the number their account has proved, reused at home, watched over. */
let world: World
const NUMBERS = { mai: '008185000111', nam: '008085000222' }
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
let paper = ''
let ended = ''
const LICENCE = 'diploma'

beforeAll(async () => {
  world = await openWorld()
  for (const [id, number] of Object.entries(NUMBERS))
    await world.house.db
      .insertInto('identity.account')
      .values({
        id,
        user_name: id,
        name: 'Người dân',
        kind: 'citizen',
        created_at: at('07:00'),
        citizen_number: number,
        proved_by: id === 'mai' ? 'counter' : null,
        assurance: 2,
      })
      .execute()
  paper = await kept({ valid_until: '2030-01-01' })
  ended = await kept({ valid_until: '2022-05-09', number: '41' })
})
afterAll(() => world?.close())

/** A paper an officer accepted some time ago. */
async function kept(change: object): Promise<string> {
  const id = randomUUID()
  const bytes = Buffer.from(`%PDF-1.7\n% ${id}\n`)
  const file = {
    ...(await world.house.files.put(bytes, 'so-hoa.pdf')),
    name: 'Chứng chỉ hành nghề thú y.pdf',
  }
  await world.ask('H60.07/counter', 'document.upload', { file })
  await world.house.db
    .insertInto('document.kept_paper')
    .values({
      id,
      citizen_number: NUMBERS.mai,
      kind: LICENCE,
      title: 'Chứng chỉ hành nghề thú y',
      number: '42',
      fields: '{}',
      file: JSON.stringify(file),
      pages: 1,
      agency: 'H60.07',
      accepted_by: 'officer',
      accepted_at: at('08:00', '2022-05-01'),
      ...change,
    })
    .execute()
  return id
}

const mine = (who: string) => world.ask(citizen(who), 'paper.mine', {})

test('opens by a proved number only; what has run out is told so', async () => {
  const { items, proved } = await mine('mai')
  expect([proved, items.map((each: any) => [each.id, each.valid])]).toEqual([
    true,
    expect.arrayContaining([
      [paper, true],
      [ended, false],
    ]),
  ])
  // A number only typed at home opens nothing.
  expect(await mine('nam')).toEqual({ items: [], proved: false })
  expect((await refusal(world.ask(citizen('nam'), 'paper.file', { id: paper }))).code).toBe('paper.not-found')
})

test('a paper of the store goes into an application made at home, and the dossier says it was reused', async () => {
  const input = await world.goodInput('1.001686', 'H60.07')
  const opened = await world.ask(citizen('mai'), 'dossier.openDraft', {
    procedure: '1.001686',
    agency: 'H60.07',
  })
  const { token } = opened
  const key = 'licence'
  const expired = await refusal(
    world.ask(citizen('mai'), 'dossier.reuseInDraft', { token, key, paper: ended }),
  )
  expect(expired.message).toContain('09/05/2022')
  expect(
    (await refusal(world.ask(citizen('nam'), 'dossier.reuseInDraft', { token, key, paper }))).status,
  ).toBeGreaterThanOrEqual(400)
  const draft = await world.ask(citizen('mai'), 'dossier.reuseInDraft', { token, key, paper })
  const [{ hash }] = draft.documents.find((each: any) => each.key === key).files
  const others = []
  for (const each of input.documents.filter((each: any) => each.key !== key)) {
    const bytes = Buffer.from(`%PDF-1.7\n% ${each.key}\n`)
    const file = { ...(await world.house.files.put(bytes, 'giay.pdf')), name: 'giay.pdf' }
    await world.ask(citizen('mai'), 'dossier.attachToDraft', { token, key: each.key, file })
    others.push({ ...each, files: [file.hash] })
  }
  const sent = {
    ...input,
    applicant: { ...input.applicant, citizenNumber: NUMBERS.mai },
    documents: [...others, { key, form: 'copy', copies: 1, files: [hash] }],
    draft: token,
  }
  const stranger = { ...sent, applicant: { ...sent.applicant, citizenNumber: NUMBERS.nam } }
  expect((await refusal(world.ask(citizen('mai'), 'dossier.submit', stranger))).errors[0]?.path).toBe(
    `documents.${key}`,
  )
  const { code } = await world.ask(citizen('mai'), 'dossier.submit', sent)
  const { documents } = await world.ask('H60.07/head', 'dossier.get', { code })
  expect(documents.find((each: any) => each.key === key)).toMatchObject({
    digital: 'reused',
    files: [{ hash }],
  })
})

test('every look of an officer stands in My data; taken out, it is found no more', async () => {
  await world.ask('H60.07/counter', 'paper.find', {
    citizenNumber: NUMBERS.mai,
    requirement: 'Chứng chỉ hành nghề',
  })
  const { items } = await world.ask(citizen('mai'), 'audit.myData', {})
  expect(items.find((each: any) => each.operation === 'paper.find')).toMatchObject({
    by: { kind: 'officer', agency: expect.stringContaining('Sở') },
  })
  expect((await refusal(world.ask(citizen('nam'), 'paper.end', { id: paper }))).code).toBe('paper.not-found')
  await world.ask(citizen('mai'), 'paper.end', { id: paper })
  const left = await world.ask('H60.07/counter', 'paper.find', { citizenNumber: NUMBERS.mai })
  expect(left.items.map((each: any) => each.id)).toEqual([ended])
})
