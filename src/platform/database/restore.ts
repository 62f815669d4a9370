import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Problem } from '../../kernel/problem.ts'
import { damaged, type Entry, MANIFEST, type Manifest, readArchive, SUMS, verifyArchive } from './archive.ts'
import { filesIn } from './backup.ts'
import { suspendConstraints } from './constraints.ts'
import { contentOf, copyTarget, plainSession, type Table, tableName, tablesOf } from './content.ts'
import { applyMigrations, type Migration, RESTORING, type Roles, readMigrations } from './migrate.ts'
import { type MigrationSource, migrationSources } from './migration-sources.ts'
import { withClient } from './roles.ts'

export type RestoreOptions = Roles & {
  ownerUrl: string
  filesDir: string
  file: string
  log: (sentence: string) => void
  sources?: MigrationSource[]
  /** Makes what migrations do not make (pg-boss's own tables), after them and before the rows. */
  prepare?: (ownerUrl: string) => Promise<void>
}

/**
 * Brings an archive back into an empty system: proves the archive, migrates to its very list of migrations, loads every
 * row and file and compares what now stands with the manifest. All or nothing: an error leaves the system empty, and a
 * killed restore is cleared by the next one. Throws `restore.damaged`, `restore.not-empty`, `restore.other-release`,
 * `restore.differs`.
 */
export async function restore(options: RestoreOptions): Promise<Manifest> {
  const { ownerUrl, log } = options
  const filesDir = resolve(options.filesDir)
  if (!existsSync(options.file)) {
    throw new Problem('restore.no-file', 422, `Không có tệp ${options.file}: hãy kiểm tra lại đường dẫn.`)
  }
  log('Đang kiểm tra tệp sao lưu.')
  const manifest = await verified(options.file)
  const migrations = matching(manifest, await readMigrations(options.sources ?? migrationSources()))
  await withClient(ownerUrl, async (client) => {
    await plainSession(client)
    await claimEmpty(client, filesDir)
    try {
      await applyMigrations(ownerUrl, migrations, { ...options, restoring: true })
      await options.prepare?.(ownerUrl)
      log('Đang nạp dữ liệu.')
      await load(client, manifest, options.file, filesDir)
    } catch (error) {
      // Best effort: where this fails too, the mark stays and the next restore clears.
      await clear(client, filesDir).catch(() => {})
      throw error
    }
    await client.query('analyze')
  })
  log(
    `Đã khôi phục ${manifest.tables.length} bảng và ${manifest.files.count} tệp; nội dung khớp từng mã băm.`,
  )
  return manifest
}

async function verified(file: string): Promise<Manifest> {
  const scratch = await mkdtemp(join(tmpdir(), 'tan-trao-restore-'))
  try {
    return await verifyArchive(file, join(scratch, 'sums'))
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** The archive's migrations, in the order they were applied, from the files of this release. */
function matching(manifest: Manifest, files: Migration[]): Migration[] {
  return manifest.migrations.map(({ block, name, sha256 }) => {
    const file = files.find((each) => each.block === block && each.name === name && each.sha256 === sha256)
    if (file) return file
    throw otherRelease(`${block}/${name}`)
  })
}

const otherRelease = (what: string): Problem =>
  new Problem(
    'restore.other-release',
    409,
    `Bản sao lưu do một phiên bản khác tạo (khác ở ${what}): hãy khôi phục bằng đúng phiên bản đó rồi nâng cấp.`,
  )

/** Takes an empty system for ourselves and marks it, so that nothing starts on half of the data. */
async function claimEmpty(client: pg.Client, filesDir: string): Promise<void> {
  const lock = await client.query('select pg_try_advisory_lock($1) as taken', [restoreKey])
  if (!lock.rows[0].taken) {
    throw new Problem('restore.running', 409, 'Một lần khôi phục khác đang chạy: hãy đợi nó xong.')
  }
  const marked = await client.query('select 1 from pg_namespace where nspname = $1', [RESTORING])
  if (marked.rowCount) await clear(client, filesDir)
  const [table] = await tablesOf(client)
  const found = table ? `bảng ${table.schema}.${table.name}` : await firstFile(filesDir)
  if (found) {
    const message = `Chỉ khôi phục vào hệ thống trống, nơi này đã có ${found}: hãy dùng DATA_DIR hoặc cơ sở dữ liệu mới.`
    throw new Problem('restore.not-empty', 409, message)
  }
  await client.query(`create schema ${RESTORING}`)
}

const restoreKey = 7_401_946

async function firstFile(filesDir: string): Promise<string | undefined> {
  for await (const path of filesIn(filesDir)) return `tệp ${path}`
  return undefined
}

/** Takes away what a failed or killed restore made: the system was empty when it began. */
async function clear(client: pg.Client, filesDir: string): Promise<void> {
  await client.query('rollback')
  const { rows } = await client.query<{ name: string }>(
    `select nspname as name from pg_namespace
      where pg_has_role(nspowner, 'USAGE') and nspname !~ '^pg_' and nspname not in ('public', 'information_schema')
      order by nspname = $1`,
    [RESTORING],
  )
  for await (const path of filesIn(filesDir)) await rm(path)
  for (const { name } of rows) await client.query(`drop schema ${pg.escapeIdentifier(name)} cascade`)
}

async function load(client: pg.Client, manifest: Manifest, file: string, filesDir: string): Promise<void> {
  await client.query('begin')
  await sameTables(client, manifest)
  const resume = await suspendConstraints(client)
  const names = manifest.tables.map(tableName)
  if (names.length > 0) await client.query(`truncate ${names.join(', ')}`)
  const targets = new Map(
    manifest.tables.map((table) => [`${table.schema}.${table.name}`, copyTarget(table)]),
  )
  for await (const entry of readArchive(file)) await loadEntry(client, entry, targets, filesDir)
  for (const sequence of manifest.sequences) {
    const values = [tableName(sequence), sequence.value, sequence.called]
    await client.query('select setval($1::regclass, $2::bigint, $3)', values)
  }
  await resume()
  await compare(client, manifest, filesDir)
  await client.query(`drop schema ${RESTORING}`)
  await client.query('commit')
}

async function sameTables(client: pg.Client, manifest: Manifest): Promise<void> {
  const shape = (table: Table) => `${table.schema}.${table.name} (${[...table.columns].sort().join(', ')})`
  const here = new Set((await tablesOf(client)).map(shape))
  const there = new Set(manifest.tables.map(shape))
  const different = [...there, ...here].find((each) => !here.has(each) || !there.has(each))
  if (different) throw otherRelease(`bảng ${different}`)
  if (manifest.jobsVersion === null) return
  const { rows } = await client.query('select version from pgboss.version')
  if (rows[0]?.version !== manifest.jobsVersion) throw otherRelease('pgboss.version')
}

async function loadEntry(client: pg.Client, entry: Entry, targets: Map<string, string>, filesDir: string) {
  const { name, body } = entry
  if (name === MANIFEST || name === SUMS) {
    for await (const _ of body);
  } else if (name.startsWith('tables/')) {
    const target = targets.get(name.slice('tables/'.length, name.lastIndexOf('/')))
    if (!target) throw damaged(name)
    await pipeline(Readable.from(body), client.query(copyFrom(`copy ${target} from stdin`)))
  } else {
    const path = name.slice('files/'.length)
    const safe = name.startsWith('files/') && path.split('/').every((part) => !['', '.', '..'].includes(part))
    if (!safe || path.includes('\0')) throw damaged(name)
    await mkdir(dirname(join(filesDir, path)), { recursive: true, mode: 0o700 })
    await writeProven(join(filesDir, path), body)
  }
}

/** Writes a file to the disk and reads it back. */
async function writeProven(path: string, body: AsyncIterable<Buffer>): Promise<void> {
  const [sent, stored] = [createHash('sha256'), createHash('sha256')]
  const measure = async function* () {
    for await (const chunk of body) {
      sent.update(chunk)
      yield chunk
    }
  }
  await pipeline(measure, createWriteStream(path, { mode: 0o600, flush: true }))
  for await (const chunk of createReadStream(path)) stored.update(chunk)
  if (!sent.digest().equals(stored.digest())) throw differs(`tệp ${path}`)
}

const differs = (what: string): Problem =>
  new Problem(
    'restore.differs',
    500,
    `Dữ liệu khôi phục không khớp bản sao lưu ở ${what}: không giữ lại gì, hãy báo lỗi.`,
  )

/** What stands here now against what stood there, row by row and file by file. */
async function compare(client: pg.Client, manifest: Manifest, filesDir: string): Promise<void> {
  for (const table of manifest.tables) {
    const { rows, digest } = await contentOf(client, table)
    if (rows !== table.rows || digest !== table.digest) throw differs(`bảng ${table.schema}.${table.name}`)
  }
  let count = 0
  for await (const _ of filesIn(filesDir)) count++
  if (count !== manifest.files.count) throw differs(`số tệp (${count} thay vì ${manifest.files.count})`)
}
