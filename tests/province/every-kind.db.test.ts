import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadPacks } from '../../src/blocks/procedure/index.ts'
import { EVERY_KIND, everyKindPack } from '../packs/every-kind.ts'
import { goodAnswers } from '../packs/sample-answers.ts'
import { flows } from '../packs/shipped.ts'
import { at, openWorld, refusal, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  const shipped = { packs: [everyKindPack()], flows: Object.fromEntries(flows) }
  await loadPacks(world.house.db, shipped, at('00:30'), true)
  world.house.memory.forget('procedure.')
})
afterAll(() => world.close())

const AGENCY = 'H60.07'
const applicant = {
  kind: 'person',
  name: 'Nguyễn Thị Thử',
  citizenNumber: '008190001234',
  phone: '0912345678',
}
const answers = async () => {
  const drawn = await world.definition(EVERY_KIND, AGENCY)
  return {
    ...goodAnswers(drawn, () => 0),
    hasPlan: false,
    plan: undefined,
    site: { detail: 'Tổ 5', commune: 'xã Tràng Đà' },
    owner: { card: '008190001234||Nguyễn Thị Hòa|05091990|Nữ|Tổ 5, Tràng Đà|01012022' },
    plots: [
      { number: '<b>12</b>', area: '100,5' },
      { number: '13', area: 50 },
    ],
    totalArea: 1,
  } as Record<string, unknown>
}
const receive = async (change: Record<string, unknown> = {}) => {
  const all = { ...(await answers()), ...change }
  for (const key of Object.keys(all)) if (all[key] === undefined) delete all[key]
  return world.ask('H60.07/counter', 'dossier.receive', {
    procedure: EVERY_KIND,
    agency: AGENCY,
    applicant,
    answers: all,
    documents: [],
  })
}

test('what is kept is what was meant: the card’s person, today’s commune, the sum the server worked out', async () => {
  const { code } = await receive()
  const { answers: kept, fees } = await world.ask('H60.07/counter', 'dossier.get', { code })
  expect(kept).toMatchObject({
    owner: { name: 'Nguyễn Thị Hòa', citizenNumber: '008190001234', birthDate: '1990-09-05', sex: 'female' },
    site: {
      detail: 'Tổ 5',
      commune: 'Phường Nông Tiến',
      code: '02212',
      former: 'Xã Tràng Đà, Thành phố Tuyên Quang',
    },
    totalArea: 150.5,
  })
  expect(kept.plots[0].number).toBe('<b>12</b>')
  expect(fees).toMatchObject([{ amount: 150_500 }])
})

test('each wrong part is refused at its own path', async () => {
  const wrong = {
    site: { commune: 'Xã Không Có' },
    company: { name: 'Công ty', taxCode: '0106026490', representative: 'Hòa' },
    plots: [{ number: '1', area: 'rộng' }],
    point: { lat: '48,85', lng: '2,35' },
  }
  const { errors } = await refusal(receive(wrong))
  expect(errors.map(({ path }: { path: string }) => path)).toEqual([
    'answers.company.taxCode',
    'answers.site.commune',
    'answers.point.lat',
    'answers.point.lng',
    'answers.plots.0.area',
  ])
})

test('a file that was never uploaded is no answer; one that was is read with the dossier', async () => {
  const unknown = { hash: 'b'.repeat(64), name: 'ban-ve.pdf', size: 1, mediaType: 'application/pdf' }
  expect(await refusal(receive({ hasPlan: true, plan: [unknown] }))).toMatchObject({
    errors: [{ path: 'answers.plan', message: expect.stringContaining('chưa được tải lên') }],
  })
  const file = await world.house.files.put(Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n'), 'ban-ve.pdf')
  const { hash, size, mediaType } = file
  await world.ask('H60.07/counter', 'document.upload', {
    file: { hash, size, mediaType, name: 'ban-ve.pdf' },
  })
  const { code } = await receive({
    hasPlan: true,
    plan: [{ hash, name: 'khác.exe', size: 9, mediaType: 'x/y' }],
  })
  const dossier = await world.ask('H60.07/counter', 'dossier.get', { code })
  // The store's own word counts, not what was sent.
  expect(dossier.answers.plan).toEqual([{ hash, name: 'ban-ve.pdf', size, mediaType }])
  const download = await world.ask('H60.07/counter', 'dossier.file', { code, hash })
  expect(download).toMatchObject({ fileName: 'ban-ve.pdf', contentType: 'application/pdf' })
})

test('a draft takes files for an answer, and hands in only its own', async () => {
  const visitor = world.visitor('192.0.2.9')
  const { token } = await world.ask(visitor, 'dossier.openDraft', { procedure: EVERY_KIND, agency: AGENCY })
  const file = await world.house.files.put(Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd4\n'), 'cua-toi.pdf')
  const mine = { hash: file.hash, size: file.size, mediaType: file.mediaType, name: 'cua-toi.pdf' }
  const draft = await world.ask(visitor, 'dossier.attachToDraft', { token, key: 'plan', file: mine })
  expect(draft.documents).toEqual([{ key: 'plan', files: [mine] }])
  expect(
    await refusal(world.ask(visitor, 'dossier.attachToDraft', { token, key: 'owner', file: mine })),
  ).toMatchObject({ status: 422 })
  const all = { ...(await answers()), hasPlan: true }
  const submit = (plan: object) =>
    world.ask(visitor, 'dossier.submit', {
      draft: token,
      procedure: EVERY_KIND,
      agency: AGENCY,
      applicant,
      answers: { ...all, plan: [plan] },
    })
  const others = { ...mine, hash: 'c'.repeat(64) }
  expect(await refusal(submit(others))).toMatchObject({ errors: [{ path: 'answers.plan' }] })
  expect((await submit(mine)).code).toMatch(/^H60\.07-/)
})

test('where an old commune lies today is public', async () => {
  const { found } = await world.ask(world.visitor('192.0.2.10'), 'organisation.findPlaces', { q: 'trang da' })
  expect(found).toEqual([
    {
      name: 'Xã Tràng Đà, Thành phố Tuyên Quang',
      former: true,
      present: [{ code: '02212', name: 'Phường Nông Tiến' }],
    },
  ])
})
