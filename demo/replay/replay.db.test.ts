import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeMove } from '../../src/blocks/dossier/index.ts'
import { levelsOn } from '../../src/blocks/procedure/index.ts'
import { ask } from '../../src/platform/command/run.ts'
import { SettingError } from '../../src/platform/settings.ts'
import { type Targets, targetsAt } from './figures.ts'
import { type Replayed, replay } from './replay.ts'
import {
  articleTable,
  centreFigures,
  differences,
  serviceDifferences,
  serviceFigures,
  windowDifferences,
  windowFigures,
} from './report.ts'

/** Few, but with everything among them: late with and without a letter, carried over, refused, communes. */
const targets: Targets = {
  received: 60,
  channel: { counter: 36, online: 21, post: 3 },
  fate: { early: 30, onTime: 19, late: 2, lateApologised: 2, unfinished: 7 },
  carried: { finished: 4, open: 1 },
  refused: 2,
  local: 9,
  window: { counter: 10, after: { counter: 2, online: 1, post: 0 }, digitised: 3, accounts: 2 },
  editions: 12,
}
const log = pino({ level: 'warn', base: null }, pino.destination(2))
const folders: string[] = []
const open: Replayed[] = []

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'tan-trao-replay-test-'))
  chmodSync(made, 0o755)
  folders.push(made)
  return made
}

async function replayed(dataDir: string, concurrency: number, repeatAll = false): Promise<Replayed> {
  const done = await replay({ dataDir, seed: 'test', targets, concurrency, repeatAll, log })
  open.push(done)
  return done
}

async function close(done: Replayed): Promise<void> {
  open.splice(open.indexOf(done), 1)
  await done.close()
}

let first: Replayed
const home = folder()
beforeAll(async () => {
  first = await replayed(home, 12)
}, 240_000)
afterAll(async () => {
  for (const each of open) await each.close()
  for (const each of folders) rmSync(each, { recursive: true, force: true })
}, 60_000)

test('the report counted from the rows is the plan', async () => {
  const report = await centreFigures(first.house)
  expect(differences(report, targets)).toEqual([])
  expect(report.received.value).toBe(60)
  expect(report.finished).toMatchObject({ value: 53, denominator: 60 })
  expect(report.timeliness.late).toMatchObject({ value: 4, numerator: 4, denominator: 53 })
  expect(report.lateApologised.value).toBe(2)
  expect(articleTable(report, await serviceFigures(first.house), await windowFigures(first.house))).toMatch(
    /Tiếp nhận +60/,
  )
})

test('papers are digitised and accounts opened at the counters from June to 6 August, as planned', async () => {
  const figures = await windowFigures(first.house)
  expect(windowDifferences(figures, first.plan)).toEqual([])
  expect(figures.digitised).toMatchObject({ value: 3, denominator: 17 })
  expect(figures.accounts.value).toBe(2)
  const { rows } = await sql<{ kept: number; used: number }>`
    select (select count(*)::int from document.kept_paper) as kept,
      (select count(*)::int from dossier.paper_use where how = 'digitised') as used`.execute(first.house.db)
  expect(rows[0]).toEqual({ kept: 3, used: 3 })
})

test('the 1,427 online services stand in rows, and those with dossiers are counted from the dossiers', async () => {
  const services = await serviceFigures(first.house)
  expect(services.total.value).toBe(1_427)
  expect([services.level2, services.level3, services.level4].map((each) => each?.services.value)).toEqual([
    444, 66, 917,
  ])
  const levels = await levelsOn(first.house.db, '2022-07-31')
  expect(serviceDifferences(services, first.plan, levels)).toEqual([])
  const { rows } = await sql<{ n: number }>`
    select count(distinct procedure)::int as n from dossier.dossier
    where accepted_at >= '2022-01-01+07' and accepted_at < '2022-08-01+07'`.execute(first.house.db)
  const used = [services.level2, services.level3, services.level4].map(
    (each) => each?.withDossiers.value ?? 0,
  )
  expect(used.reduce((sum, each) => sum + each, 0)).toBe(rows[0]!.n)
  expect(rows[0]!.n).toBeGreaterThan(25)
})

test('what has dossiers has an edition two people put into force, from the draft the import made', async () => {
  const { rows } = await sql<{ alone: number; light: number }>`
    select count(*)::int as light,
      (count(*) filter (where d.submission->'by'->>'account' = e.published_by->>'account'))::int as alone
    from procedure.draft d
    join procedure.procedure_edition e on e.procedure = d.procedure and e.number = d.published
    where d.origin = 'catalogue' and d.status = 'published'`.execute(first.house.db)
  expect(rows[0]!.alone).toBe(0)
  expect(rows[0]!.light).toBe(targets.editions)
})

test('communes and districts are played beside it, and stay out of the table', async () => {
  const { rows } = await sql<{ kind: string; n: number }>`
    select a.kind, count(*)::int as n from dossier.dossier d join organisation.agency a on a.code = d.agency
    group by 1`.execute(first.house.db)
  const byKind = new Map(rows.map(({ kind, n }) => [kind, n]))
  expect((byKind.get('commune') ?? 0) + (byKind.get('district') ?? 0)).toBe(9)
  expect(first.history.dossiers).toBe(60 + 5 + 2 + 9 + 3)
  expect(first.history.moves / first.history.dossiers).toBeGreaterThan(5)
})

test('every move left its audit row and its kept answer, at the moving clock and never at the wall’s', async () => {
  const { rows } = await sql<Record<'moves' | 'audited' | 'kept' | 'told' | 'beyond' | 'waiting', number>>`
    select (select count(*)::int from dossier.dossier_move) as moves,
      (select count(*)::int from audit.audit_row where (operation like 'dossier.%' or operation = 'payment.confirm') and outcome = 'done') as audited,
      (select count(*)::int from platform.idempotency
        where answer is not null and (operation like 'dossier.%' or operation = 'payment.confirm')) as kept,
      (select count(*)::int from message.notice) as told,
      (select count(*)::int from audit.audit_row where at >= '2022-08-07T00:00:00+07:00')
        + (select count(*)::int from message.notice where at >= '2022-08-07T00:00:00+07:00') as beyond,
      (select count(*)::int from pgboss.job where name = 'dossier.notify' and state < 'completed') as waiting`.execute(
    first.house.db,
  )
  const { moves } = first.history
  const told = first.progress.notices
  expect(told).toBeGreaterThan(60)
  expect(rows).toEqual([{ moves, audited: moves, kept: moves, told, beyond: 0, waiting: 0 }])
})

const away = folder()

test('one desk or a dozen at once: the same codes and moves', async () => {
  const second = await replayed(away, 2)
  expect(second.history).toEqual(first.history)
  expect(second.progress.repeated).toBe(0)
  await close(second)
}, 240_000)

test('asked again, every call gets its first answer, and nothing is there twice', async () => {
  const again = await replayed(away, 8, true)
  expect(again.history).toEqual(first.history)
  expect(again.progress).toMatchObject({ repeated: 0, notices: 0 })
  await close(again)
}, 240_000)

test('run again, it passes over what is done', async () => {
  const quick = await replayed(away, 8)
  expect(quick.history).toEqual(first.history)
  expect(quick.progress.repeated).toBe(first.history.moves)
}, 240_000)

test('one dossier changed, and the figures change with it', async () => {
  const before = await centreFigures(first.house)
  const { rows } = await sql<{ code: string; desk: string }>`
    select d.code, d.desk from dossier.dossier d join organisation.agency a on a.code = d.agency
    where d.finished_at is null and d.accepted_at < '2022-07-30' and a.kind in ('department', 'central-branch') and d.accepted_at >= '2022-01-01'
      and d.state in ('received', 'assigning', 'appraising', 'waitingCorrection') limit 1`.execute(
    first.house.db,
  )
  const { code, desk } = rows[0]!
  await ask(
    first.house,
    makeMove,
    { code, move: 'withdraw', note: 'Người nộp xin rút.' },
    { actor: first.cast.who(desk, 'counter'), now: new Date('2022-07-31T16:00:00+07:00') },
  )
  const after = await centreFigures(first.house)
  expect(after.finished.value).toBe(before.finished.value + 1)
  expect(after.unfinished.value).toBe(before.unfinished.value - 1)
  expect(differences(after, targets)).not.toEqual([])
})

test('a folder with another replay in it is refused by name', async () => {
  const other = replay({ dataDir: home, seed: 'other', targets: targetsAt(0.001), log })
  await expect(other).rejects.toThrow(SettingError)
  await expect(other).rejects.toThrow(/hạt giống/)
})
