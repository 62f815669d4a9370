import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

const COPY = { procedure: '1.001686', agency: 'H60.07' }
const set = async (regime: number, from: string, now: Date, extra: object = {}) =>
  world.ask(
    'H60/administrator',
    'organisation.setRegime',
    { regime, from, decision: 'Quyết định thử', ...extra },
    { now },
  )

test('from its first day the regime of 2025 sends citizens elsewhere, lets begun drafts finish, and lets systems and desks in', async () => {
  const begun = await world.ask(world.visitor(), 'dossier.openDraft', COPY)
  await set(2025, '2022-05-12', at())
  // Until that day nothing changes.
  await world.ask(world.visitor(), 'dossier.openDraft', COPY, { now: at('16:59', '2022-05-11') })
  const then = at('00:00', '2022-05-12')
  const closed = { code: 'dossier.use-national-portal', status: 409 }
  await expect(world.ask(world.visitor(), 'dossier.openDraft', COPY, { now: then })).rejects.toMatchObject(
    closed,
  )
  const good = await world.goodInput(COPY.procedure, COPY.agency)
  const own = await world
    .ask(world.visitor(), 'dossier.submit', { ...good, documents: [], draft: begun.token }, { now: then })
    .catch((problem: { code: string }) => problem)
  // Past the door: only papers are missing.
  expect(own).toMatchObject({ code: 'request.invalid' })
  const citizen = {
    ...world.visitor(),
    kind: 'person' as const,
    account: 'c1',
    grants: [{ permission: 'dossier.submit', scope: 'own' as const, agency: null }],
  }
  await expect(
    world.ask(citizen, 'dossier.submit', { ...good, documents: [] }, { now: then }),
  ).rejects.toMatchObject(closed)
  const system = { ...world.system, caller: 'client:kiosk' }
  await expect(
    world.ask(system, 'dossier.submit', { ...good, documents: [] }, { now: then }),
  ).rejects.toMatchObject({
    code: 'request.invalid',
  })
  await world.ask('H60.07/counter', 'dossier.openDraft', COPY, { now: then })
  await world.ask('H60.07/counter', 'dossier.receive', good, { now: then })
  expect((await world.ask(world.visitor(), 'organisation.regime', {}, { now: then })).current.regime).toBe(
    2025,
  )
  await set(2022, '2022-05-13', then)
  await world.ask(world.visitor(), 'dossier.openDraft', COPY, { now: at('08:00', '2022-05-13') })
})

test('no past day changes its rules, and what would stand as a link must be one', async () => {
  await expect(set(2025, '2022-05-09', at())).rejects.toMatchObject({ errors: [{ path: 'from' }] })
  for (const page of ['javascript:alert(1)', 'dichvucong', 'https://x:y@cong.example.vn/'])
    await expect(set(2025, '2022-05-20', at(), { page })).rejects.toMatchObject({
      errors: [{ path: 'page' }],
    })
})
