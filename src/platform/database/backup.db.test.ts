// over 300 lines because one archive is followed through every damage it can suffer.
import { createHash } from 'node:crypto'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import tar from 'tar-stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { installJobs, openJobs } from '../jobs/jobs.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { backup } from './backup.ts'
import { migrate } from './migrate.ts'
import { type MigrationSource, migrationSources } from './migration-sources.ts'
import { restore } from './restore.ts'
import { withClient } from './roles.ts'

const schema = `
  create schema odd;
  create table odd.parent (
    id bigint generated always as identity primary key, name text collate vi, favourite bigint,
    search text generated always as (platform.plain(name)) stored);
  create table odd.child (
    id uuid primary key default gen_random_uuid(), parent_id bigint not null references odd.parent,
    content bytea, fields jsonb, amount numeric, ratio float8, at timestamptz, on_day date, tags text[], done boolean);
  alter table odd.parent add constraint favourite foreign key (favourite) references odd.parent deferrable initially deferred;
  create table odd.history (at date not null, note text) partition by range (at);
  create table odd.history_2022 partition of odd.history for values from ('2022-01-01') to ('2023-01-01');
  create table odd.no_key (word text);
  create table odd.empty (id int);
  insert into odd.no_key values ('mầm có sẵn từ tệp di trú');
  create function odd.refuse() returns trigger language plpgsql as $$ begin raise 'not by hand'; end $$;
  create trigger refuse before delete on odd.child for each row execute function odd.refuse();
  create function odd.stamp() returns trigger language plpgsql as $$ begin new.done := true; return new; end $$;
  create trigger stamp before insert on odd.child for each row execute function odd.stamp();
  grant usage on schema odd to {{app}}; grant select, insert on odd.child to {{app}};`

const rows = `
  insert into odd.parent (name, favourite) values
    ('Nguyễn Thị Ước (nhân vật giả)', 2), (E'tab\\t, xuống dòng\\n, gạch \\\\ và \\\\N', 1), (normalize('Đặng', NFD), null), ('', 3);
  insert into odd.child (parent_id, content, fields, amount, ratio, at, on_day, tags) values
    (1, '\\x00ff0a5c4e', '{"tên": "Tuyên Quang", "rỗng": null, "sâu": [1, {"a": "\\u0111"}]}', 1234567890123456789.10, 0.1,
     '2022-07-01 08:00:00.123456+07', '2022-07-01', '{"a,b",NULL,"\\"c"}'),
    (2, null, null, null, 'NaN', '-infinity', 'infinity', '{}');
  alter table odd.child disable trigger stamp;
  insert into odd.child (parent_id, done) values (3, null);
  alter table odd.child enable trigger stamp;
  insert into odd.history values ('2022-05-05', 'sổ cũ');
  insert into odd.no_key values ('hai lần'), ('hai lần'), (null);
  insert into odd.no_key select 'dòng thứ ' || n || repeat(' đệm', 40) from generate_series(1, 30000) n;
  delete from odd.parent where id = 4;`

let folder: string
let sources: MigrationSource[]
let source: TestDatabase
let target: TestDatabase
let filesDir: string
let restoredDir: string
let file: string
const log = () => {}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tan-trao-backup-'))
  filesDir = join(folder, 'files')
  restoredDir = join(folder, 'restored')
  file = join(folder, 'system.backup')
  sources = [
    ...migrationSources().filter(({ block }) => block === 'database'),
    { block: 'odd', dir: join(folder, 'odd') },
  ]
  put(join(folder, 'odd', '0001-odd.sql'), schema)
  put(join(filesDir, 'ab', 'cd', 'abcd'), Buffer.from([0, 255, 10, 13]))
  put(join(filesDir, '00', '11', 'empty'), '')
  put(join(filesDir, '22', 'large'), Buffer.alloc(3_000_000, 'Tân Trào '))
  put(join(filesDir, 'incoming', 'half'), 'tải lên dở dang')
  ;[source, target] = await Promise.all([testDatabase({ empty: true }), testDatabase({ empty: true })])
})
afterEach(async () => {
  await Promise.all([source.close(), target.close()])
  rmSync(folder, { recursive: true, force: true })
})

function put(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

const query = (url: string, text: string) =>
  withClient(url, async (client) => (await client.query(text)).rows)
const save = () => backup({ ownerUrl: source.ownerUrl, filesDir, file, log })
const bringBack = () => restore({ ownerUrl: target.ownerUrl, filesDir: restoredDir, file, log, sources })

/** Every table's rows hashed by PostgreSQL itself, by another way than the backup's own. */
async function hashes(url: string): Promise<Record<string, string>> {
  const tables = await query(
    url,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname !~ '^pg_' and schemaname <> 'information_schema' order by 1`,
  )
  const found: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await query(
      url,
      `select count(*) || ' ' || coalesce(encode(sha256(convert_to(string_agg(t::text, e'\\n' order by t::text), 'UTF8')), 'hex'), '')
         as hash from ${name} t`,
    )
    found[name] = row.hash
  }
  return found
}

const fileHash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

async function fill(): Promise<void> {
  await migrate(source.ownerUrl, sources)
  await query(source.ownerUrl, rows)
}

test('a system brought back equals the one saved: rows, files, sequences, rights and rules', async () => {
  await fill()
  const saved = await save()
  expect(saved.tables.find(({ name }) => name === 'no_key')?.rows).toBe(30_004)
  await bringBack()
  const before = await hashes(source.ownerUrl)
  expect(Object.keys(before).length).toBeGreaterThan(6)
  expect(await hashes(target.ownerUrl)).toEqual(before)
  for (const path of ['ab/cd/abcd', '00/11/empty', '22/large']) {
    expect(fileHash(join(restoredDir, path))).toBe(fileHash(join(filesDir, path)))
  }
  expect(existsSync(join(restoredDir, 'incoming'))).toBe(false)
  // Numbers go on where they stopped, also past a deleted row; triggers, foreign keys and rights work again.
  expect(await query(target.ownerUrl, `insert into odd.parent (name) values ('mới') returning id`)).toEqual([
    { id: '5' },
  ])
  await expect(query(target.ownerUrl, 'delete from odd.child')).rejects.toThrow('not by hand')
  await expect(query(target.appUrl, 'insert into odd.child (parent_id) values (999)')).rejects.toMatchObject({
    code: '23503',
  })
  await query(target.appUrl, 'insert into odd.child (parent_id) values (1)')
  await expect(query(target.appUrl, 'update odd.child set done = false')).rejects.toMatchObject({
    code: '42501',
  })
  expect(await migrate(target.ownerUrl, sources)).toBe(0)
})

test('the real blocks and the waiting jobs come back too', async () => {
  const queues = ['backup-test']
  const whole = await testDatabase()
  const prepare = (ownerUrl: string) => installJobs(ownerUrl, 'tan_trao_app', queues)
  await prepare(whole.ownerUrl)
  const jobs = await openJobs(whole.appUrl, () => {})
  await jobs.sender(whole.db)(queues[0]!, { lời: 'nhắc hạn' })
  await jobs.stop()
  await backup({ ownerUrl: whole.ownerUrl, filesDir, file, log })
  await restore({ ownerUrl: target.ownerUrl, filesDir: restoredDir, file, log, prepare })
  const before = await hashes(whole.ownerUrl)
  expect(await hashes(target.ownerUrl)).toEqual(before)
  expect(await query(target.ownerUrl, `select data from pgboss.job`)).toEqual([{ data: { lời: 'nhắc hạn' } }])
  await whole.close()
})

test('one snapshot: what is written during a backup is not in it', async () => {
  await fill()
  const { ownerUrl } = source
  // Read first, and large enough that the tables after it are read later than the writer writes.
  await query(
    ownerUrl,
    `create schema aaa; create table aaa.first as select repeat('x', 900) as x from generate_series(1, 60000)`,
  )
  const saving = save()
  const copying = `select 1 from pg_stat_activity where datname = current_database() and query like 'copy "aaa"%'`
  while ((await query(ownerUrl, copying)).length === 0);
  await query(ownerUrl, `insert into odd.no_key values ('muộn'); insert into odd.empty values (1)`)
  const { tables } = await saving
  expect(tables.find(({ name }) => name === 'empty')?.rows).toBe(0)
  expect(tables.find(({ name }) => name === 'no_key')?.rows).toBe(30_004)
})

test('only an empty system is restored into', async () => {
  await fill()
  await save()
  await query(target.ownerUrl, 'create table public.mine (word text)')
  await expect(bringBack()).rejects.toMatchObject({
    code: 'restore.not-empty',
    message: expect.stringContaining('public.mine'),
  })
  await query(target.ownerUrl, 'drop table public.mine')
  put(join(restoredDir, 'mine'), 'của tôi')
  await expect(bringBack()).rejects.toMatchObject({ code: 'restore.not-empty' })
  expect(readFileSync(join(restoredDir, 'mine'), 'utf8')).toBe('của tôi')
})

test('a backup neither overwrites a file nor saves nothing', async () => {
  await expect(save()).rejects.toMatchObject({ code: 'backup.not-migrated' })
  expect(existsSync(file)).toBe(false)
  await fill()
  writeFileSync(file, 'bản cũ')
  await expect(save()).rejects.toMatchObject({ code: 'backup.file-exists' })
  expect(readFileSync(file, 'utf8')).toBe('bản cũ')
})

test('a damaged archive is refused before anything is touched', async () => {
  await fill()
  await save()
  const whole = readFileSync(file)
  const flipped = Buffer.from(whole)
  flipped[Math.floor(whole.length / 2)]! ^= 0x40
  const damages = {
    flipped,
    cut: whole.subarray(0, whole.length - 1000),
    foreign: Buffer.from('không phải bản sao lưu'),
  }
  for (const content of Object.values(damages)) {
    writeFileSync(file, content)
    await expect(bringBack()).rejects.toMatchObject({ code: 'restore.damaged' })
  }
  expect(await hashes(target.ownerUrl)).toEqual({})
})

test('an entry changed behind the list of hashes is named', async () => {
  await fill()
  await save()
  await repack((name, content) => (name === 'files/ab/cd/abcd' ? Buffer.from('khác') : content))
  await expect(bringBack()).rejects.toMatchObject({
    code: 'restore.damaged',
    message: expect.stringContaining('files/ab/cd/abcd'),
  })
})

test('a failing restore leaves the system as empty as it was, and a killed one is cleared by the next', async () => {
  await fill()
  await save()
  const prepare = async () => {
    throw new Error('hỏng giữa chừng')
  }
  const failing = restore({ ownerUrl: target.ownerUrl, filesDir: restoredDir, file, log, sources, prepare })
  await expect(failing).rejects.toThrow('hỏng giữa chừng')
  expect(await hashes(target.ownerUrl)).toEqual({})
  // As kill -9 leaves it: the mark, half of the tables, half of the files.
  await query(target.ownerUrl, 'create schema restoring; create schema odd; create table odd.parent (id int)')
  put(join(restoredDir, 'ab', 'cd', 'abcd'), 'nửa')
  await expect(migrate(target.ownerUrl, sources)).rejects.toMatchObject({
    code: 'database.restore-unfinished',
  })
  await bringBack()
  expect(await hashes(target.ownerUrl)).toEqual(await hashes(source.ownerUrl))
})

test('a release with other migrations says which one differs', async () => {
  await fill()
  await save()
  put(join(folder, 'odd', '0001-odd.sql'), `${schema}\n-- sửa`)
  await expect(bringBack()).rejects.toMatchObject({
    code: 'restore.other-release',
    message: expect.stringContaining('odd/0001-odd.sql'),
  })
  put(join(folder, 'odd', '0001-odd.sql'), schema)
  put(join(folder, 'odd', '0002-later.sql'), 'create table odd.later ();')
  await bringBack()
  expect(await migrate(target.ownerUrl, sources)).toBe(1)
})

test('an archive can not write outside the files folder', async () => {
  await fill()
  await save()
  await repack((_name, content) => content, { 'files/ab/cd/abcd': 'files/../../escaped' })
  await expect(bringBack()).rejects.toMatchObject({ code: 'restore.damaged' })
  expect(existsSync(join(folder, 'escaped'))).toBe(false)
  expect(existsSync(join(dirname(folder), 'escaped'))).toBe(false)
  expect(await hashes(target.ownerUrl)).toEqual({})
})

/** Rewrites the archive entry by entry; renamed entries are sealed anew, as a forger would. */
async function repack(
  change: (name: string, content: Buffer) => Buffer,
  renamed: Record<string, string> = {},
) {
  const extract = tar.extract()
  const pack = tar.pack()
  const reading = pipeline(createReadStream(file), createZstdDecompress(), extract)
  const writing = pipeline(pack, createZstdCompress(), createWriteStream(`${file}.new`))
  const forge = (text: string) =>
    Object.entries(renamed).reduce((all, [from, to]) => all.replaceAll(from, to), text)
  let sums = ''
  for await (const entry of extract) {
    const chunks: Buffer[] = []
    for await (const chunk of entry) chunks.push(chunk as Buffer)
    const { name } = entry.header
    let content = change(name, Buffer.concat(chunks))
    if (name === 'SHA256SUMS') {
      content = Buffer.from(forge(content.toString()))
      sums = createHash('sha256').update(content).digest('hex')
    }
    if (name === 'manifest.json')
      content = Buffer.from(JSON.stringify({ ...JSON.parse(content.toString()), sums }))
    pack.entry({ name: forge(name) }, content)
  }
  pack.finalize()
  await Promise.all([reading, writing])
  writeFileSync(file, readFileSync(`${file}.new`))
}
