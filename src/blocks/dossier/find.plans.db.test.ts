import { Kysely, type LogEvent, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shippedProcedures, shippedProvince } from '../../areas/read-areas.ts'
import { type Actor, visitor } from '../../platform/command/actor.ts'
import { Memory } from '../../platform/command/memory.ts'
import { ask, type House } from '../../platform/command/run.ts'
import { types } from '../../platform/database/connection.ts'
import { withClient } from '../../platform/database/roles.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/database.ts'
import { loadAgencies, loadCalendar } from '../organisation/index.ts'
import { loadPacks } from '../procedure/index.ts'
import { findDossiers } from './queries/find-dossiers.ts'
import { queueCounts } from './queries/queue-counts.ts'
import { contentsOf, movesOf, readableDossier } from './read.ts'

const NOW = new Date('2026-03-20T03:00:00Z')
const HERE = 'H60.21'
/** So many that reading them all costs more than looking them up. */
const DOSSIERS = 10_000
/** One list shows 50 of them and may look at some more; it never goes through all. */
const MOST_READ = 2000
const GROWING = ['dossier', 'dossier_move', 'dossier_answer', 'dossier_document']

let database: TestDatabase
let house: House
let listened: Kysely<any>
let heard: { sql: string; parameters: readonly unknown[] }[] = []

const someone: Actor = {
  ...visitor('test'),
  kind: 'person',
  account: `${HERE}/specialist-1`,
  position: `${HERE}/specialist-1`,
  agency: HERE,
  grants: [],
  roles: ['specialist'],
  caller: 'account:test',
}
const reading = (
  scope: Actor['grants'][number]['scope'],
  agency: string | null,
  over: Partial<Actor> = {},
) => ({
  ...someone,
  grants: [{ permission: 'dossier.read', scope, agency }],
  ...over,
})
const READERS: Record<string, Actor> = {
  own: reading('own', null, { roles: [], agency: null, position: null, account: 'citizen-7' }),
  assigned: reading('assigned', HERE),
  agency: reading('agency', HERE, { roles: ['head', 'counter'] }),
  subtree: reading('subtree', 'H60', { roles: ['leader'] }),
  all: reading('all', 'H60.01.01', { agency: 'H60.01.01', roles: ['director'] }),
}

beforeAll(async () => {
  database = await testDatabase()
  const { agencies, successions, calendar } = shippedProvince()
  await database.db.transaction().execute(async (trx) => {
    await loadAgencies(trx, agencies, successions)
    await loadCalendar(trx, calendar, 'Lịch làm việc của tỉnh')
    await loadPacks(trx, shippedProcedures(), NOW, true)
  })
  await withClient(database.ownerUrl, async (client) => {
    await client.query(FILLED, [NOW, DOSSIERS])
    await client.query(`insert into dossier.dossier_move (dossier_id, seq, move, to_state, at, role)
      select id, 0, 'submit', state, submitted_at, 'applicant' from dossier.dossier`)
    await client.query(`insert into dossier.dossier_answer (dossier_id, seq, salt, content, applicant_name, applicant_search)
      select id, 0, ''::bytea, '{}', 'Người ' || code, 'nguoi ' || replace(code, '.', ' ') from dossier.dossier`)
    await client.query('vacuum analyze dossier.dossier, dossier.dossier_move, dossier.dossier_answer')
  })
  const pool = new pg.Pool({ connectionString: database.appUrl, types, max: 4 })
  const log = ({ query }: LogEvent) => void heard.push(query)
  listened = new Kysely<any>({ dialect: new PostgresDialect({ pool }), log })
  house = {
    db: listened,
    jobs: { sender: () => async () => undefined } as unknown as House['jobs'],
    files: {} as House['files'],
    vault: {} as House['vault'],
    memory: new Memory(60_000),
    publicUrl: '',
    clock: () => NOW,
    log: { warn: () => undefined },
  }
})
afterAll(async () => {
  await listened?.destroy()
  await database?.close()
})

/** A year of dossiers over 30 agencies, 20 in 100 open, 6 received elsewhere, rows as wide as real ones. */
const FILLED = `
  insert into dossier.dossier (id, code, procedure, edition, channel, desk, agency, return_desk, return_by, check_secret,
    state, status, phase, holder_agency, holder_role, assignee, applicant_account, seq, submitted_at, accepted_at,
    first_due_at, finished_at, last_at, clock_runs, timeliness, folded)
  select gen_random_uuid(), a.code || '-250701-' || lpad(n::text, 5, '0'), (array['1.001193', '1.001686', '2.000635'])[n % 3 + 1],
    1, (array['counter', 'online', 'post'])[least(n % 10, 2) + 1], case when n % 17 = 0 then '${HERE}' else a.code end, a.code,
    a.code, 'desk', 'x', case when open then 'appraising' else 'returned' end, 4,
    case when open then 'working' else 'closed' end, case when open then a.code end, case when open then 'specialist' end,
    case when open and n % 3 = 0 then a.code || '/specialist-1' end, 'citizen-' || n % 900, 0, at, at, at + interval '5 days',
    case when not open then at + interval '4 days' end, at, open, case when not open then 'early' end,
    jsonb_build_object('state', jsonb_build_object('key', 'appraising', 'name', '{"vi": "Thẩm định"}'::jsonb, 'status', 4,
      'phase', 'working', 'role', 'specialist'), 'padding', repeat(md5(n::text), 24))
  from (select n, n > $2::int * 0.8 as open, $1::timestamptz - interval '365 days' * ($2::int - n) / $2::int as at
        from generate_series(1, $2::int) as n) as made
  join (select code, row_number() over (order by code) - 1 as place, count(*) over () as places
        from organisation.agency where valid_to is null order by code <> '${HERE}', code limit 30) as a on a.place = made.n % a.places`

type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Node[]
}
const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

/** The plans of every statement over the dossiers that the work sends. */
async function plansOf(work: () => Promise<unknown>): Promise<Node[]> {
  heard = []
  await work()
  const asked = heard.filter((query) => /from\s+"?dossier"?\./.test(query.sql))
  const nodes: Node[] = []
  await withClient(database.appUrl, async (client) => {
    for (const query of asked) {
      const { rows } = await client.query(`explain (analyze, format json) ${query.sql}`, [
        ...query.parameters,
      ])
      nodes.push(...nodesOf(rows[0]['QUERY PLAN'][0].Plan))
    }
  })
  return nodes
}

function expectLookedUp(nodes: readonly Node[], most = MOST_READ): void {
  const grown = nodes.filter((node) => GROWING.includes(node['Relation Name'] ?? ''))
  expect(grown.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([])
  const read = grown.map((node) => ({
    by: node['Index Name'],
    rows: (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
  }))
  expect(read.filter(({ rows }) => rows >= most)).toEqual([])
}

const LISTS: Record<string, string>[] = [
  { queue: 'mine' },
  { queue: 'unassigned' },
  { phase: 'open' },
  { phase: 'open', late: 'true' },
  { late: 'true' },
  { soon: 'true' },
  {},
  { sort: '-received' },
  { of: 'centre', phase: 'open' },
  { agency: HERE },
  { procedure: '1.001686' },
  { receivedFrom: '2025-09-01', receivedTo: '2025-09-30' },
  { finishedFrom: '2025-09-01', finishedTo: '2025-09-30' },
  { receivedFrom: '2025-09-01', receivedTo: '2025-09-30', timeliness: 'late' },
  { q: 'H60.21-250701-00420' },
]

test.each(Object.keys(READERS))('scope %s: no list reads through all there is', async (scope) => {
  const actor = READERS[scope]!
  for (const question of LISTS) {
    const nodes = await plansOf(() => ask(house, findDossiers, question, { actor }))
    // Nothing waits for somebody without a part: that is not even asked.
    expect(nodes.length > 0).toBe(question.queue !== 'mine' || actor.roles.length > 0)
    expectLookedUp(nodes)
  }
})

test.each(Object.keys(READERS))('scope %s: no count reads through all there is', async (scope) => {
  expectLookedUp(await plansOf(() => ask(house, queueCounts, {}, { actor: READERS[scope]! })))
})

test('a dossier, its moves and what they carried are looked up', async () => {
  const { rows } = await sql<{ code: string }>`select code from dossier.dossier limit 1`.execute(database.db)
  const nodes = await plansOf(async () => {
    const where = { sql: listened, db: listened, memory: house.memory, now: NOW }
    const row = await readableDossier(where, rows[0]!.code, READERS.all!, 'dossier.read')
    await movesOf(listened, row.id)
    await contentsOf(listened, row.id)
  })
  expect(nodes.length).toBeGreaterThanOrEqual(4)
  expectLookedUp(nodes, 10)
})
