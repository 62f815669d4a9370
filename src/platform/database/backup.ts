import { existsSync } from 'node:fs'
import { type FileHandle, open, opendir, rename, rm } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type pg from 'pg'
import { Problem } from '../../kernel/problem.ts'
import { ArchiveWriter, type Manifest } from './archive.ts'
import {
  type Content,
  copyRows,
  plainSession,
  RowDigest,
  sequencesOf,
  type Table,
  tablesOf,
} from './content.ts'
import { appliedMigrations } from './migrate.ts'
import { withClient } from './roles.ts'

export type BackupOptions = {
  ownerUrl: string
  /** Folder of the content-addressed files; may not exist yet. */
  filesDir: string
  /** The archive to make; must not exist. */
  file: string
  log: (sentence: string) => void
}

/** Uploads under way: theirs is no row yet. */
export const INCOMING = 'incoming'

/**
 * Saves the whole system as of one moment while it goes on working: every row in one repeatable-read snapshot, then the
 * files, which are never overwritten and were there before the rows that name them. Throws `backup.file-exists`,
 * `backup.not-migrated`.
 */
export async function backup({ ownerUrl, filesDir, file, log }: BackupOptions): Promise<Manifest> {
  const target = resolve(file)
  if (existsSync(target)) {
    throw new Problem(
      'backup.file-exists',
      409,
      `Tệp ${target} đã có: hãy đặt tên khác để không ghi đè bản sao lưu cũ.`,
    )
  }
  if (!existsSync(dirname(target))) {
    throw new Problem(
      'backup.no-folder',
      422,
      `Không có thư mục ${dirname(target)}: hãy tạo trước khi sao lưu.`,
    )
  }
  const [making, sums] = [`${target}.part`, `${target}.sums`]
  try {
    const manifest = await withClient(ownerUrl, (client) =>
      save(client, resolve(filesDir), making, sums, log),
    )
    await rename(making, target)
    await syncFolder(dirname(target))
    return manifest
  } finally {
    await Promise.all([making, sums].map((path) => rm(path, { force: true })))
  }
}

async function save(
  client: pg.Client,
  filesDir: string,
  making: string,
  sums: string,
  log: (sentence: string) => void,
): Promise<Manifest> {
  await plainSession(client)
  await client.query('begin isolation level repeatable read, read only')
  const snapshot = await client.query(
    `select now() as at, current_setting('server_version') as postgres,
            to_regclass('platform.migration') is not null as migrated, to_regclass('pgboss.version') is not null as jobs`,
  )
  const { at, postgres, migrated, jobs } = snapshot.rows[0]
  if (!migrated) {
    throw new Problem(
      'backup.not-migrated',
      409,
      'Cơ sở dữ liệu còn trống, không có gì để sao lưu: hãy khởi động hệ thống trước.',
    )
  }
  const archive = new ArchiveWriter(making, sums, at)
  try {
    const migrations = await appliedMigrations(client)
    const jobsVersion = jobs
      ? (await client.query('select version from pgboss.version')).rows[0]?.version
      : null
    const tables: Manifest['tables'] = []
    for (const table of await tablesOf(client))
      tables.push({ ...table, ...(await saveTable(client, table, archive)) })
    const sequences = await sequencesOf(client)
    await client.query('commit')
    log(
      `Đã chép ${tables.length} bảng, ${tables.reduce((sum, table) => sum + table.rows, 0)} dòng; đang chép tệp.`,
    )
    const files = await saveFiles(filesDir, archive, log)
    return await archive.finish({
      at: at.toISOString(),
      postgres,
      migrations,
      jobsVersion,
      tables,
      sequences,
      files,
    })
  } catch (error) {
    throw archive.abandon() ?? error
  }
}

async function saveTable(client: pg.Client, table: Table, archive: ArchiveWriter): Promise<Content> {
  const digest = new RowDigest()
  let number = 0
  for await (const block of copyRows(client, table)) {
    digest.add(block)
    number++
    const name = `tables/${table.schema}.${table.name}/${String(number).padStart(6, '0')}.copy`
    await archive.add(name, block.length, [block])
  }
  return digest.content()
}

async function saveFiles(filesDir: string, archive: ArchiveWriter, log: (sentence: string) => void) {
  const total = { count: 0, bytes: 0 }
  for await (const path of filesIn(filesDir)) {
    // Retention may erase a file while we walk; its row says so by then.
    const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    if (!handle) continue
    try {
      const { size } = await handle.stat()
      await archive.add(
        `files/${relative(filesDir, path).split(sep).join('/')}`,
        size,
        contents(handle, size),
      )
      total.count++
      total.bytes += size
      if (total.count % 1000 === 0) log(`Đã chép ${total.count} tệp.`)
    } finally {
      await handle.close()
    }
  }
  return total
}

/** Regular files below the folder, without uploads under way. An absent folder has none. */
export async function* filesIn(filesDir: string): AsyncGenerator<string> {
  if (!existsSync(filesDir)) return
  for await (const entry of await opendir(filesDir)) {
    const path = join(filesDir, entry.name)
    if (entry.isDirectory() && entry.name !== INCOMING) yield* filesIn(path)
    else if (entry.isFile()) yield path
  }
}

function contents(handle: FileHandle, size: number): AsyncIterable<Buffer> | Buffer[] {
  return size === 0 ? [] : handle.createReadStream({ autoClose: false, start: 0, end: size - 1 })
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
