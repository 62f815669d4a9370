import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { migrate, verify } from './migrate.ts'
import { type MigrationSource, migrationSources } from './migration-sources.ts'
import { withClient } from './roles.ts'

let database: TestDatabase
let folder: string
let sources: MigrationSource[]
beforeEach(async () => {
  database = await testDatabase({ empty: true })
  folder = mkdtempSync(join(tmpdir(), 'tan-trao-migrate-'))
  sources = ['first', 'second'].map((block) => ({ block, dir: join(folder, block) }))
  for (const { dir } of sources) mkdirSync(dir)
  write(
    'second/0001-move.sql',
    'create schema second; create table second.move (id int references first.thing);',
  )
  write('first/0002-more.sql', `insert into first.thing values (7);`)
  write(
    'first/0001-thing.sql',
    `create schema first; create table first.thing (id int primary key, erased boolean);
     grant usage on schema first to {{app}}, {{retention}};
     grant select, insert on first.thing to {{app}}; grant select, delete on first.thing to {{retention}};`,
  )
})
afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
const query = (url: string, text: string) =>
  withClient(url, async (client) => (await client.query(text)).rows)

test('files apply once, in the order of blocks and names, and are recorded', async () => {
  expect(await migrate(database.ownerUrl, sources)).toBe(3)
  expect(await migrate(database.ownerUrl, sources)).toBe(0)
  const ledger = await query(database.appUrl, 'select block, name from platform.migration order by position')
  expect(ledger.map(({ block, name }) => `${block}/${name}`)).toEqual([
    'first/0001-thing.sql',
    'first/0002-more.sql',
    'second/0001-move.sql',
  ])
})

test('processes that start together migrate once', async () => {
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database.ownerUrl, sources)))
  expect(applied.sort()).toEqual([0, 0, 0, 3])
})

test('a role can do what its migration granted and nothing else', async () => {
  await migrate(database.ownerUrl, sources)
  await query(database.appUrl, 'insert into first.thing values (8)')
  const refused = expect.objectContaining({ code: '42501' })
  await expect(query(database.appUrl, 'update first.thing set erased = true')).rejects.toEqual(refused)
  await expect(query(database.appUrl, 'delete from first.thing')).rejects.toEqual(refused)
  await expect(query(database.appUrl, 'truncate first.thing')).rejects.toEqual(refused)
  await expect(query(database.appUrl, 'alter table first.thing add x int')).rejects.toEqual(refused)
  await expect(query(database.appUrl, 'create table public.mine ()')).rejects.toEqual(refused)
  await expect(query(database.appUrl, 'set role tan_trao_owner')).rejects.toEqual(refused)
  await expect(query(database.retentionUrl, 'update first.thing set erased = true')).rejects.toEqual(refused)
  await query(database.retentionUrl, 'delete from first.thing where id = 8')
  expect(await query(database.appUrl, 'select id from first.thing')).toEqual([{ id: 7 }])
})

test('a file changed after it ran is refused by name, and nothing else runs', async () => {
  await migrate(database.ownerUrl, sources)
  write('first/0002-more.sql', 'insert into first.thing values (9);')
  write('second/0002-later.sql', 'create table second.later ();')
  const changed = {
    code: 'database.migration-changed',
    message: expect.stringContaining('first/0002-more.sql'),
  }
  await expect(migrate(database.ownerUrl, sources)).rejects.toMatchObject(changed)
  await expect(verify(database.appUrl, sources, [])).rejects.toMatchObject(changed)
  expect(await query(database.ownerUrl, `select to_regclass('second.later') as later`)).toEqual([
    { later: null },
  ])
})

test('a failing file leaves no trace and is named with its line', async () => {
  write('second/0002-half.sql', 'create table second.half ();\n\nselect 1 from nowhere;')
  await expect(migrate(database.ownerUrl, sources)).rejects.toMatchObject({
    code: 'database.migration-failed',
    message: expect.stringContaining('second/0002-half.sql, dòng 3'),
  })
  expect(await query(database.ownerUrl, `select to_regclass('second.half') as half`)).toEqual([
    { half: null },
  ])
  write('second/0002-half.sql', 'create table second.half ();')
  expect(await migrate(database.ownerUrl, sources)).toBe(1)
})

test('an older release does not touch a newer database', async () => {
  await migrate(database.ownerUrl, sources)
  await expect(migrate(database.ownerUrl, sources.slice(0, 1))).rejects.toMatchObject({
    code: 'database.newer',
  })
})

test('a badly named file is refused', async () => {
  write('first/3-oops.sql', '')
  await expect(migrate(database.ownerUrl, sources)).rejects.toMatchObject({ code: 'database.migration-name' })
})

test('verify accepts a server that matches, and names what is missing or allowed too much', async () => {
  const forbidden = [
    ['first.thing', 'UPDATE'],
    ['first.thing', 'DELETE'],
  ] as const
  const check = () =>
    verify(
      database.appUrl,
      sources,
      forbidden.map(([table, right]) => [table, right]),
    )
  const version = { code: 'database.version', message: expect.stringContaining('first/0001-thing.sql') }
  await expect(check()).rejects.toMatchObject(version)
  await migrate(database.ownerUrl, sources)
  await check()
  await query(database.ownerUrl, 'grant update (erased) on first.thing to tan_trao_app')
  const rights = { code: 'database.rights', message: expect.stringContaining('UPDATE trên first.thing') }
  await expect(check()).rejects.toMatchObject(rights)
  await query(database.ownerUrl, 'revoke update (erased) on first.thing from tan_trao_app')
  await check()
  await expect(verify(database.ownerUrl, sources, [['first.thing', 'DELETE']])).rejects.toMatchObject({
    code: 'database.rights',
  })
})

test('the blocks of this release apply platform first, then in the order of their references', () => {
  const blocks = migrationSources().map(({ block }) => block)
  expect(blocks[0]).toBe('database')
  const listed = ['organisation', 'identity', 'procedure', 'document', 'dossier'].filter((block) =>
    blocks.includes(block),
  )
  expect(blocks.filter((block) => listed.includes(block))).toEqual(listed)
})
