import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../platform/testing/database.ts'
import { type Reach, within } from './policy.ts'
import type { DossierRecord } from './tables.ts'

const AGENCIES = ['H60.01', 'H60.02', 'H60.03', 'H60.04']
const ACCOUNTS = ['an', 'binh']
const SEATS = ['H60.01/specialist-1', 'H60.02/specialist-1']
const ROWS = 400

let database: TestDatabase
let rows: DossierRecord[]

beforeAll(async () => {
  database = await testDatabase()
  const any = fc.constantFrom(...AGENCIES)
  const standing = fc.record({
    agency: any,
    desk: any,
    return_desk: any,
    holder_agency: fc.option(any),
    consulted_agency: fc.option(any),
    applicant_account: fc.option(fc.constantFrom(...ACCOUNTS)),
    assignee: fc.option(fc.constantFrom(...SEATS)),
  })
  const at = new Date('2026-03-02T01:00:00Z')
  const made = fc.sample(standing, ROWS).map((each, index) => ({
    ...each,
    id: crypto.randomUUID(),
    code: `H60.01-260302-${String(index).padStart(4, '0')}`,
    procedure: '1.001193',
    edition: 1,
    channel: 'counter',
    return_by: 'desk',
    check_secret: 'x',
    state: 'received',
    status: 2,
    phase: 'working',
    seq: 0,
    submitted_at: at,
    last_at: at,
    clock_runs: true,
    folded: '{}',
  }))
  await database.db.insertInto('dossier.dossier').values(made).execute()
  rows = (await database.db.selectFrom('dossier.dossier').selectAll().execute()) as DossierRecord[]
})
afterAll(() => database.close())

const reaches: fc.Arbitrary<Reach> = fc.record({
  all: fc.constant(false),
  agencies: fc.subarray(AGENCIES),
  seats: fc.subarray(SEATS),
  account: fc.option(fc.constantFrom(...ACCOUNTS)),
})

async function foundBy(reach: Reach): Promise<string[]> {
  const found: string[] = []
  for (const way of within.ways(reach)) {
    const some = await database.db
      .selectFrom('dossier.dossier as d')
      .select('d.id')
      .where(within.condition(way))
      .execute()
    found.push(...some.map((row) => row.id))
  }
  return found.sort()
}

test('a list finds each dossier that the detail check lets through, once, and no other', async () => {
  await fc.assert(
    fc.asyncProperty(reaches, async (reach) => {
      const allowed = rows.filter((row) => within.check(row, reach)).map((row) => row.id)
      expect(await foundBy(reach)).toEqual(allowed.sort())
    }),
    { numRuns: 60 },
  )
})

test('who reaches everything finds everything; who reaches nothing finds nothing', async () => {
  const nothing: Reach = { all: false, agencies: [], seats: [], account: null }
  expect(await foundBy({ ...nothing, all: true })).toHaveLength(ROWS)
  expect(within.ways(nothing)).toEqual([])
  expect(rows.some((row) => within.check(row, nothing))).toBe(false)
})

test('the rows hold every kind of standing the ways tell apart', async () => {
  const { rows: told } = await sql<Record<string, number>>`
    select count(*) filter (where holder_agency is null)::int as unheld,
      count(*) filter (where consulted_agency is not null and consulted_agency not in (agency, desk, return_desk))::int as consulted,
      count(*) filter (where desk <> agency)::int as elsewhere,
      count(*) filter (where applicant_account is not null)::int as owned from dossier.dossier`.execute(
    database.db,
  )
  expect(Object.values(told[0]!).every((count) => count > 10)).toBe(true)
})
