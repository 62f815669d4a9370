import { afterAll, beforeAll, expect, test } from 'vitest'
import { shippedProcedures } from '../../src/areas/read-areas.ts'
import { loadPacks } from '../../src/blocks/procedure/index.ts'
import { type TestDatabase, testDatabase } from '../../src/platform/testing/database.ts'

const NOW = new Date('2026-11-20T09:00:00+07:00')
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const statusOf = (code: string) =>
  database.db
    .selectFrom('procedure.procedure_edition')
    .select(['number', 'status', 'published_at'])
    .where('procedure', '=', code)
    .orderBy('number')
    .execute()

test('a pack that the publish check refuses stays a draft and is told of; the others go into force', async () => {
  const { packs, flows } = shippedProcedures() as { packs: any[]; flows: Record<string, any> }
  const pack = (code: string) => packs.find((each) => each.code === code)
  const shipped = {
    packs: [
      { ...pack('1.004873'), flow: 'never-signed' },
      { ...pack('1.001193'), variants: [{ agency: 'H60.175', term: 9999 }] },
      pack('1.000656'),
    ],
    flows: {
      ...flows,
      'never-signed': {
        ...flows['agency-decides'],
        moves: flows['agency-decides'].moves.filter((move: any) => move.kind !== 'sign'),
      },
    },
  }
  const refused = new Map<string, string[]>()
  const tell = (code: string, reasons: string[]) => refused.set(code, reasons)
  const added = await loadPacks(database.db, shipped, NOW, true, tell)
  expect(added).toBe(3)
  expect([...refused.keys()].sort()).toEqual(['1.001193', '1.004873'])
  expect(refused.get('1.001193')?.[0]).toContain('rút ngắn')
  expect((await statusOf('1.004873')).map((each) => each.status)).toEqual(['draft'])
  expect((await statusOf('1.001193')).map((each) => each.status)).toEqual(['draft'])
  expect(await statusOf('1.000656')).toEqual([{ number: 1, status: 'published', published_at: NOW }])
})

test('mended in the next release, it goes into force beside its draft', async () => {
  const { packs, flows } = shippedProcedures() as { packs: any[]; flows: Record<string, any> }
  const mended = { packs: packs.filter((each) => ['1.004873', '1.001193'].includes(each.code)), flows }
  const refused: string[] = []
  await loadPacks(database.db, mended, NOW, true, (code) => refused.push(code))
  expect(refused).toEqual([])
  expect((await statusOf('1.004873')).map((each) => each.status)).toEqual(['draft', 'published'])
  // Only its variant was wrong: the definition is the draft's own, so the draft itself goes into force.
  expect((await statusOf('1.001193')).map((each) => each.status)).toEqual(['published'])
  const variants = await database.db.selectFrom('procedure.procedure_variant').select('agency').execute()
  expect(variants).toEqual([])
})

test('a release does not overrule what is in force', async () => {
  const { packs, flows } = shippedProcedures() as { packs: any[]; flows: Record<string, any> }
  const [pack] = packs.filter((each) => each.code === '1.004873')
  const renamed = { ...pack, definition: { ...pack.definition, title: { vi: 'Tên của bản sau' } } }
  await loadPacks(database.db, { packs: [renamed], flows }, NOW, true)
  expect((await statusOf('1.004873')).map((each) => each.status)).toEqual(['draft', 'published', 'draft'])
})
