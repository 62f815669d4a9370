import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seeded } from '../../demo/people/random.ts'
import { foldMonthChanges, type MonthFigures, monthFigures } from '../../src/blocks/dossier/index.ts'
import { openWorld, PROCEDURES, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** The same figures counted from the dossiers themselves, by another way: no month is kept, nothing is added up. */
async function recounted(from: string, to: string, now: Date) {
  const start = `${from}T00:00:00+07:00`
  const end = new Date(Date.parse(`${to}T00:00:00+07:00`) + 86_400_000)
  const until = end > now ? now : end
  const running = end > now
  const inside = sql`accepted_at >= ${start} and accepted_at < ${end}`
  const ended = sql`finished_at >= ${start} and finished_at < ${end}`
  const { rows } = await sql<MonthFigures>`
    select agency, procedure, (count(*) filter (where ${inside}))::int as received,
      (count(*) filter (where ${inside} and channel = 'counter'))::int as counter,
      (count(*) filter (where ${inside} and channel = 'online'))::int as online,
      (count(*) filter (where ${inside} and channel = 'post'))::int as post,
      (count(*) filter (where ${inside} and exists (select from dossier.paper_use u where u.dossier_id = d.id and how = 'digitised')))::int as digitised,
      (count(*) filter (where ${inside} and exists (select from dossier.paper_use u where u.dossier_id = d.id and how in ('reused', 'shared'))))::int as reused,
      (count(*) filter (where ${inside} and exists (select from dossier.paper_use u where u.dossier_id = d.id and how = 'shared')))::int as shared,
      (count(*) filter (where ${inside} and exists (select from dossier.exchange_record e where e.dossier_id = d.id and registered_at is not null)))::int as synced,
      (count(*) filter (where ${inside} and outcome is not null and exists (select from dossier.paper_use u where u.dossier_id = d.id and how = 'digitised')))::int as digital,
      (count(*) filter (where ${ended} and outcome is not null))::int as resulted,
      (count(*) filter (where ${ended}))::int as finished,
      (count(*) filter (where ${ended} and timeliness = 'early'))::int as early,
      (count(*) filter (where ${ended} and timeliness = 'onTime'))::int as "onTime",
      (count(*) filter (where ${ended} and timeliness = 'late'))::int as late,
      (count(*) filter (where ${ended} and status = 7))::int as withdrawn,
      (count(*) filter (where ${ended} and status = 8))::int as stopped,
      coalesce(sum(extract(epoch from finished_at - accepted_at)::bigint) filter (where ${ended}), 0)::float8 as elapsed,
      (count(*) filter (where accepted_at < ${start} and (finished_at is null or finished_at >= ${start})))::int as "carriedOver",
      (count(*) filter (where finished_at is null or finished_at >= ${end}))::int as open,
      (count(*) filter (where first_due_at < ${until} and (finished_at >= ${end}
        or (finished_at is null and clock_runs and (${!running}::boolean or phase <> 'closed')))))::int as overdue
    from dossier.dossier d where not is_part and accepted_at < ${end} group by 1, 2`.execute(world.house.db)
  return sorted(rows)
}

/** Without agencies that have nothing to tell of these months. */
const sorted = (rows: MonthFigures[]) =>
  rows
    .filter((row) => Object.values(row).some((value) => typeof value === 'number' && value !== 0))
    .sort((a, b) => (`${a.agency} ${a.procedure}` < `${b.agency} ${b.procedure}` ? -1 : 1))

const NOW = new Date('2022-05-20T10:00:00+07:00')
const SPANS = [
  ['2022-01-01', '2022-01-31'],
  ['2022-02-01', '2022-02-28'],
  ['2022-01-01', '2022-03-31'],
  ['2022-04-01', '2022-06-30'],
  ['2022-05-01', '2022-05-31'],
  ['2022-01-01', '2022-12-31'],
] as const

async function agree() {
  for (const [from, to] of SPANS) {
    const counted = sorted(await monthFigures(world.house.db, { from, to }, NOW))
    expect(counted, `${from} to ${to}`).toEqual(await recounted(from, to, NOW))
  }
}

test('what is kept by month is what a recount of a random half year gives, folded or not', async () => {
  const random = seeded('month-count')
  const flows = Object.values(PROCEDURES)
  let moment = Date.parse('2022-01-04T08:00:00+07:00')
  for (let turn = 0; turn < 44; turn += 1) {
    moment += random.integer(1, 5) * 86_400_000 + random.integer(0, 6) * 3_600_000
    if (moment > NOW.getTime() - 86_400_000) moment = Date.parse('2022-01-05T08:00:00+07:00')
    const [procedure, agency] = random.pick(flows)
    let played = await world.open({
      procedure,
      agency,
      channel: random.pick(['counter', 'post'] as const),
      now: new Date(moment),
    })
    let at = moment
    for (let step = random.integer(0, 9); step > 0; step -= 1) {
      at += random.integer(1, 12) * 86_400_000
      const arrows = played.stage.definition.moves.filter(
        (move) =>
          move.from.includes(played.state) &&
          !['claim', 'apologise', 'reopen'].includes(move.kind) &&
          !move.when,
      )
      if (arrows.length === 0 || at > NOW.getTime()) break
      const taken = await world.walker.take(played, random.pick(arrows), new Date(at)).catch(() => null)
      if (taken === null) break
      played = taken
    }
    if (turn % 9 === 4) await foldMonthChanges(world.house.db)
    if (turn % 11 === 5) await agree()
  }
  await agree()
  await foldMonthChanges(world.house.db)
  await foldMonthChanges(world.house.db)
  await agree()
  const { rows } = await sql<{ n: number; late: number; ended: number }>`
    select count(*)::int as n, (count(*) filter (where timeliness = 'late'))::int as late,
      (count(*) filter (where status in (7, 8)))::int as ended from dossier.dossier`.execute(world.house.db)
  expect(rows[0]!.n).toBe(44)
  expect(rows[0]!.late).toBeGreaterThan(0)
})

test('papers, the portal and a merger move the counts with the dossier', async () => {
  const { code } = await world.open({ now: new Date('2022-05-11T09:00:00+07:00') })
  const { id } = await world.row(code)
  const use = (how: string, requirement: string) =>
    sql`
    insert into dossier.paper_use (dossier_id, requirement, how, at) values (${id}, ${requirement}, ${how}, ${NOW})`.execute(
      world.house.db,
    )
  await use('digitised', 'one')
  await use('digitised', 'two')
  await use('shared', 'three')
  await use('reused', 'four')
  await sql`insert into dossier.exchange_record (dossier_id) values (${id})`.execute(world.house.db)
  await sql`update dossier.exchange_record set registered_at = ${NOW} where dossier_id = ${id}`.execute(
    world.house.db,
  )
  await sql`update dossier.exchange_record set registered_at = ${NOW}, status = 2 where dossier_id = ${id}`.execute(
    world.house.db,
  )
  await agree()
  const may = (await monthFigures(world.house.db, { from: '2022-05-01', to: '2022-05-31' }, NOW)).filter(
    (row) => row.agency === 'H60.07' && row.procedure === '1.001686',
  )
  expect(may[0]).toMatchObject({ digitised: 1, reused: 1, shared: 1, synced: 1 })
  await sql`update dossier.dossier set agency = 'H60.05' where id = ${id}`.execute(world.house.db)
  await agree()
})
