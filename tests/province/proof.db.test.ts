import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBeside } from '../../src/connectors/beside.ts'
import { httpTimestamper } from '../../src/connectors/timestamp/http.ts'
import { auditJobs, openHeadSigner } from '../../src/platform/audit/index.ts'
import { examine } from '../../src/platform/audit/verifier.mjs'
import { vaultOf } from '../../src/platform/secrets/vault.ts'
import { at, openWorld, refusal, type World } from './world.ts'

/** The history of a dossier, sealed, proven to somebody who trusts nobody, and altered behind the app's back. */
const VERIFIER = fileURLToPath(new URL('../../src/platform/audit/verifier.mjs', import.meta.url))
const SIMULATOR = new URL('../../src/connectors/timestamp/simulator.ts', import.meta.url)

let world: World
let owner: pg.Client
let stopSimulator = () => {}
let seal: (now?: Date) => Promise<void>
let search: () => Promise<void>
let code = ''
let id = ''
let check = ''

beforeAll(async () => {
  world = await openWorld()
  owner = new pg.Client({ connectionString: world.ownerUrl })
  await owner.connect()
  const simulator = await startBeside(SIMULATOR)
  stopSimulator = simulator.stop
  const { db } = world.house
  const signer = await openHeadSigner(db, vaultOf(randomBytes(32)), at())
  let now = at('18:00')
  const jobs = auditJobs({
    db,
    issuer: 'http://127.0.0.1:3000',
    signer,
    stamper: httpTimestamper(simulator.said),
    clock: () => now,
    log: { warn: () => undefined },
  })
  const work = (queue: string) => jobs.find((each) => each.queue === queue)!.work({}, now)
  seal = async (moment = at('18:00')) => {
    now = moment
    await work('audit.seal')
  }
  search = () => work('audit.search')
  const played = await world.open({ channel: 'online' })
  code = played.code
  await world.ask('H60.07/counter', 'dossier.move', { code, move: 'accept' })
  await world.ask('H60.07/counter', 'dossier.move', { code, move: 'transfer' })
  const row = await world.row(code)
  id = row.id
  check = row.check_secret
  await seal()
}, 60_000)
afterAll(async () => {
  stopSimulator()
  await owner?.end()
  await world?.close()
})

const evidence = (input: object = {}) => world.ask(world.visitor(), 'audit.prove', { code, check, ...input })
const hits = (lines: string[], word: string) => lines.filter((line) => line.includes(word))

test('the evidence of a dossier holds: moves, words, rows, head, time stamp', async () => {
  const file = await evidence()
  const { wrong, right } = examine(file)
  expect(wrong).toEqual([])
  expect(file.moves.map((move: any) => move.record.move)).toEqual(['submit', 'accept', 'transfer'])
  expect(hits(right, 'đúng như khi được ghi')).toHaveLength(
    3 + file.moves.filter((move: any) => move.content).length,
  )
  expect(hits(right, 'Dấu thời gian')).toHaveLength(1)
  expect(file.head).toMatchObject({ stampedBy: expect.stringContaining('Máy thử cấp dấu thời gian') })
})

test('the stand-alone verifier says the same in a process that has nothing but Node', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tan-trao-evidence-'))
  try {
    const path = join(folder, 'bang-chung.json')
    const verify = (file: unknown, ...more: string[]) => {
      writeFileSync(path, JSON.stringify(file))
      return spawnSync(process.execPath, [VERIFIER, path, ...more], { encoding: 'utf8', cwd: folder })
    }
    const file = await evidence()
    expect(verify(file)).toMatchObject({ status: 0, stdout: expect.stringContaining('lịch sử nguyên vẹn') })
    file.moves[1].record.at = '2022-05-10T09:00:01.000Z'
    expect(verify(file)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('Bước 1 (accept) đã bị sửa'),
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

/** Alters a row as the owner, past the app, looks, and puts it back. */
async function altered(change: string, back: string, values: unknown[] = [id]): Promise<string[]> {
  await owner.query(change, values)
  try {
    return examine(await evidence()).wrong
  } finally {
    await owner.query(back, values)
    expect(examine(await evidence()).wrong).toEqual([])
  }
}

test('a move altered behind the app’s back is found', async () => {
  const wrong = await altered(
    `update dossier.dossier_move set agency = 'H60.03' where dossier_id = $1 and seq = 2`,
    `update dossier.dossier_move set agency = 'H60.07' where dossier_id = $1 and seq = 2`,
  )
  expect(wrong).toEqual(['Bước 2 (transfer) đã bị sửa sau khi ghi.'])
})

test('words altered behind the app’s back are found', async () => {
  const change = (from: string, to: string) =>
    `update dossier.dossier_answer set content = replace(content::text, '${from}', '${to}')::jsonb where dossier_id = $1 and seq = 0`
  expect(await altered(change('applicant', 'applicanz'), change('applicanz', 'applicant'))).toEqual([
    'Nội dung kèm bước 0 đã bị sửa.',
  ])
})

test('an audit row altered behind the app’s back is found, also when its leaf is altered to fit', async () => {
  const { rows } = await owner.query(
    `select r.id, r.wording, l.hash from audit.audit_row r join audit.audit_leaf l on l.row_id = r.id
     where operation = 'dossier.move' and subjects @> array[$1]::text[] order by r.id limit 1`,
    [id],
  )
  const [{ id: row, wording, hash }] = rows
  const wrong = await altered(
    `update audit.audit_row set account = 'somebody-else' where id = $1`,
    `update audit.audit_row set account = (select account from audit.audit_row o where o.id <> $1 and o.operation = 'dossier.move' limit 1) where id = $1`,
    [row],
  )
  expect(wrong[0]).toBe(`Dòng nhật ký ${row} đã bị sửa hoặc không thuộc cây này.`)
  expect(wording).toContain(code)
  const leafToo = await altered(
    `update audit.audit_leaf set hash = decode(repeat('00', 32), 'hex') where row_id = $1`,
    `update audit.audit_leaf set hash = decode('${hash.toString('hex')}', 'hex') where row_id = $1`,
    [row],
  )
  expect(leafToo.length).toBeGreaterThan(0)
})

test('a later head proves that it only continues the one somebody kept', async () => {
  const kept = await evidence()
  await world.ask('H60.07/head', 'dossier.get', { code })
  await seal(at('18:05'))
  const since = await evidence({ since: kept.head.size })
  expect(since.head.size).toBeGreaterThan(kept.head.size)
  expect(examine(since, kept).wrong).toEqual([])
  // A head nobody signed, over another history, is not continued by ours.
  const forged = { ...kept.head, root: 'ab'.repeat(32) }
  expect(examine(since, { head: forged }).wrong).toEqual([
    `Không chứng minh được cây này nối tiếp cây cũ ${kept.head.size} dòng.`,
  ])
  const told = await world.ask(world.visitor(), 'audit.consistency', { from: String(kept.head.size) })
  expect(told.head.root).toBe(since.head.root)
})

test('what retention erased takes the words away and leaves the proof', async () => {
  const played = await world.open({ channel: 'online' })
  const { id: gone, check_secret: secret } = await world.row(played.code)
  await seal(at('18:10'))
  const retention = new pg.Client({ connectionString: world.retentionUrl })
  await retention.connect()
  await retention.query('delete from dossier.dossier_answer where dossier_id = $1', [gone])
  await retention.end()
  const file = await world.ask(world.visitor(), 'audit.prove', { code: played.code, check: secret })
  expect(file.moves.some((move: any) => move.content)).toBe(false)
  expect(examine(file).wrong).toEqual([])
})

test('a call that commits late, with an id below what is sealed, is sealed too', async () => {
  const late = new pg.Client({ connectionString: world.ownerUrl })
  await late.connect()
  await late.query('begin')
  await late.query(
    `insert into audit.audit_row (at, operation, outcome, actor_kind, wording) values (now(), 'late.call', 'done', 'job', 'committed late')`,
  )
  await world.ask('H60.07/head', 'dossier.get', { code })
  await seal(at('18:15'))
  await late.query('commit')
  await late.end()
  const unsealed = async () =>
    (
      await owner.query(
        `select count(*)::int as n from audit.audit_row r where not exists (select from audit.audit_leaf l where l.row_id = r.id)`,
      )
    ).rows[0].n
  expect(await unsealed()).toBeGreaterThan(0)
  await seal(at('18:16'))
  expect(await unsealed()).toBe(0)
  await search()
  expect(await unsealed()).toBe(0)
})

test('many writers and several sealers at once: every row one leaf, every head consistent', async () => {
  const reads = Array.from({ length: 40 }, (_, n) =>
    world
      .ask('H60.07/head', 'dossier.get', { code }, { now: at('18:20') })
      .then(() => (n % 5 === 0 ? seal(at('18:21')) : undefined)),
  )
  await Promise.all(reads)
  await seal(at('18:30'))
  const { rows } = await owner.query(
    `select (select count(*)::int from audit.audit_row) as rows, (select count(*)::int from audit.audit_leaf) as leaves,
       (select max(index)::int + 1 from audit.audit_leaf) as size`,
  )
  // The last seal saw every row but those the reads of this test's own end wrote.
  expect(rows[0].leaves).toBe(rows[0].size)
  expect(rows[0].leaves).toBe(rows[0].rows)
  const { rows: heads } = await owner.query('select size::int from audit.tree_head order by size')
  const newest = heads.at(-1)!.size
  for (const { size } of heads.slice(-5, -1)) {
    const told = await world.ask(world.visitor(), 'audit.consistency', { from: String(size) })
    expect(told.head.size).toBe(newest)
  }
  expect(examine(await evidence()).wrong).toEqual([])
})

test('without the secret, and to an officer who may not read it, a dossier has no evidence to give', async () => {
  expect((await refusal(world.ask(world.visitor(), 'audit.prove', { code }))).code).toBe('dossier.not-found')
  expect((await refusal(evidence({ check: 'x'.repeat(24) }))).code).toBe('dossier.not-found')
  expect((await refusal(world.ask('H60.03/leader', 'audit.prove', { code }))).code).toBe('dossier.not-found')
  const officers = await world.ask('H60.07/head', 'audit.prove', { code })
  expect(officers.moves.some((move: any) => move.content)).toBe(false)
})
