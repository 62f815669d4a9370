import { afterAll, beforeAll, expect, test } from 'vitest'
import { shippedProcedures, shippedProvince } from '../../areas/read-areas.ts'
import { type Actor, visitor } from '../../platform/command/actor.ts'
import { Memory } from '../../platform/command/memory.ts'
import { ask, type House } from '../../platform/command/run.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/database.ts'
import { loadAgencies, loadCalendar } from '../organisation/index.ts'
import { loadPacks } from '../procedure/index.ts'
import { findDossiers } from './queries/find-dossiers.ts'
import type { DossierRecord } from './tables.ts'

const NOW = new Date('2026-03-20T03:00:00Z')
const DAY = 86_400_000
const [HERE, THERE] = ['H60.21', 'H60.175']
const ROWS = 160

let database: TestDatabase
let house: House
let rows: DossierRecord[]

const officer: Actor = {
  ...visitor('test'),
  kind: 'person',
  account: 'H60.21/specialist-1',
  position: 'H60.21/specialist-1',
  agency: HERE,
  grants: [{ permission: 'dossier.read', scope: 'agency', agency: HERE }],
  roles: ['specialist'],
  caller: 'account:test',
}
const director: Actor = {
  ...officer,
  grants: [{ permission: 'dossier.read', scope: 'all', agency: 'H60.01.01' }],
  agency: 'H60.01.01',
}

beforeAll(async () => {
  database = await testDatabase()
  const { agencies, successions, calendar } = shippedProvince()
  await database.db.transaction().execute(async (trx) => {
    await loadAgencies(trx, agencies, successions)
    await loadCalendar(trx, calendar, 'Lịch làm việc của tỉnh')
    await loadPacks(trx, shippedProcedures(), NOW, true)
  })
  const jobs = { sender: () => async () => undefined } as unknown as House['jobs']
  house = {
    db: database.db,
    jobs,
    files: {} as House['files'],
    vault: {} as House['vault'],
    memory: new Memory(),
    publicUrl: '',
    clock: () => NOW,
    log: { warn: () => undefined },
  }
  await database.db
    .insertInto('dossier.dossier')
    .values(Array.from({ length: ROWS }, (_, at) => dossier(at)))
    .execute()
  rows = (await database.db.selectFrom('dossier.dossier').selectAll().execute()) as DossierRecord[]
})
afterAll(() => database.close())

/** Every mix of agency, desk, deadline (many alike, many without) and acceptance. */
function dossier(at: number) {
  const accepted = new Date(NOW.getTime() - (at % 23) * DAY)
  const closed = at % 7 === 0
  const due = at % 4 === 0 ? null : new Date(accepted.getTime() + ((at % 6) + 1) * DAY)
  const finished = closed ? new Date(accepted.getTime() + (at % 9) * DAY) : null
  return {
    id: crypto.randomUUID(),
    code: `H60.21-260301-${String(at).padStart(4, '0')}`,
    procedure: '1.001193',
    edition: 1,
    channel: 'counter',
    agency: at % 3 === 0 ? THERE : HERE,
    desk: at % 5 === 0 ? HERE : THERE,
    return_desk: THERE,
    holder_agency: at % 2 === 0 ? THERE : null,
    return_by: 'desk',
    check_secret: 'x',
    state: 'appraising',
    status: 4,
    phase: closed ? 'closed' : 'working',
    seq: 0,
    submitted_at: new Date(accepted.getTime() - DAY),
    accepted_at: at % 11 === 0 ? null : accepted,
    first_due_at: due,
    finished_at: finished,
    timeliness: finished && (due && finished > due ? 'late' : 'onTime'),
    last_at: accepted,
    clock_runs: !closed,
    folded: JSON.stringify({
      state: {
        key: 'appraising',
        name: { vi: 'Thẩm định' },
        status: 4,
        phase: 'working',
        role: 'specialist',
      },
    }),
  }
}

/** The whole list, page after page. */
async function listed(actor: Actor, question: Record<string, string>): Promise<string[]> {
  const codes: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const asked = { ...question, limit: '7', ...(cursor ? { cursor } : {}) }
    const page: { items: { code: string }[]; nextCursor: string | null } = await ask(
      house,
      findDossiers,
      asked,
      { actor },
    )
    codes.push(...page.items.map((item) => item.code))
    cursor = page.nextCursor
  }
  return codes
}

const due = (row: DossierRecord) => row.first_due_at?.getTime() ?? Number.POSITIVE_INFINITY
function expected(keep: (row: DossierRecord) => boolean, key: (row: DossierRecord) => number): string[] {
  return rows
    .filter(keep)
    .sort((a, b) => (key(a) === key(b) ? (a.id < b.id ? -1 : 1) : key(a) - key(b)))
    .map((row) => row.code)
}
const theirs = (row: DossierRecord) =>
  [row.agency, row.desk, row.return_desk, row.holder_agency].includes(HERE)
const open = (row: DossierRecord) => row.phase !== 'closed'

test('pages by deadline hold every dossier within reach once, those without a deadline last', async () => {
  expect(await listed(officer, {})).toEqual(expected(theirs, due))
  expect(await listed(officer, { phase: 'open' })).toEqual(expected((row) => theirs(row) && open(row), due))
  expect(await listed(director, {})).toEqual(expected(() => true, due))
})

test('a period by deadline misses nobody accepted in it', async () => {
  const from = new Date('2026-03-04T17:00:00Z')
  const to = new Date('2026-03-12T17:00:00Z')
  const within = (row: DossierRecord) =>
    row.accepted_at !== null && row.accepted_at >= from && row.accepted_at < to
  const period = { receivedFrom: '2026-03-05', receivedTo: '2026-03-12' }
  expect(await listed(director, period)).toEqual(expected(within, due))
  expect(await listed(officer, period)).toEqual(expected((row) => within(row) && theirs(row), due))
})

test('a period of finishing misses nobody, due within it, before it or never', async () => {
  const from = new Date('2026-03-07T17:00:00Z')
  const to = new Date('2026-03-16T17:00:00Z')
  const within = (row: DossierRecord) =>
    row.finished_at !== null && row.finished_at >= from && row.finished_at < to
  const period = { finishedFrom: '2026-03-08', finishedTo: '2026-03-16' }
  expect(rows.some((row) => within(row) && row.first_due_at && row.first_due_at < from)).toBe(true)
  expect(await listed(director, period)).toEqual(expected(within, due))
  expect(await listed(officer, period)).toEqual(expected((row) => within(row) && theirs(row), due))
})

test('late and not late are the whole, finished or running', async () => {
  const late = (row: DossierRecord) =>
    row.timeliness === 'late' ||
    (row.finished_at === null && row.clock_runs && row.first_due_at !== null && row.first_due_at < NOW)
  expect(await listed(officer, { late: 'true' })).toEqual(expected((row) => theirs(row) && late(row), due))
  expect(await listed(officer, { late: 'false' })).toEqual(expected((row) => theirs(row) && !late(row), due))
})

test('newest first is the order of receipt turned round', async () => {
  const received = expected(theirs, (row) => row.submitted_at.getTime())
  expect(await listed(officer, { sort: 'received' })).toEqual(received)
  expect(await listed(officer, { sort: '-received' })).toEqual(received.toReversed())
})

test('a code finds its dossier only within reach', async () => {
  const stranger = rows.find((row) => !theirs(row))!
  const own = rows.find(theirs)!
  expect(await listed(officer, { q: own.code })).toEqual([own.code])
  expect(await listed(officer, { q: stranger.code })).toEqual([])
  expect(await listed(director, { q: stranger.code })).toEqual([stranger.code])
})
