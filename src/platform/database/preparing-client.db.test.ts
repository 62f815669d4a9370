import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { type Connection, connect } from './connection.ts'
import { LAST } from './preparing-client.ts'
import { withClient } from './roles.ts'

let database: TestDatabase
let swift: Connection

beforeAll(async () => {
  database = await testDatabase({ empty: true })
  await withClient(database.ownerUrl, async (client) => {
    await client.query('create table kept (key text primary key, at int not null)')
    await client.query('grant select, insert on kept to public')
  })
  swift = connect(database.appUrl, { max: 1, prepare: true })
})
afterAll(async () => {
  await swift.close()
  await database.close()
})

const put = (db: Kysely<any>, key: string, at: number | null) =>
  sql`insert into kept (key, at) values (${key}, ${at})`.execute(db)
const putLast = (db: Kysely<any>, key: string, at: number | null) =>
  sql`${sql.raw(LAST)} insert into kept (key, at) values (${key}, ${at})`.execute(db)
const keys = async () => {
  const { rows } = await sql<{ key: string }>`select key from kept order by key`.execute(database.db)
  return rows.map((row) => row.key)
}

test('a transaction that is through is there, its last statement too; nobody sees it before', async () => {
  await swift.db.transaction().execute(async (trx) => {
    await put(trx, 'a', 1)
    expect(await keys()).toEqual([])
    await putLast(trx, 'b', 2)
    expect(await keys()).toEqual([])
  })
  expect(await keys()).toEqual(['a', 'b'])
})

test('when the last statement fails, its error comes out and nothing was written', async () => {
  const failing = swift.db.transaction().execute(async (trx) => {
    await put(trx, 'c', 1)
    await putLast(trx, 'd', null)
  })
  await expect(failing).rejects.toMatchObject({ code: '23502' })
  expect(await keys()).toEqual(['a', 'b'])
})

test('given up after the last statement, nothing was written, and the connection serves on', async () => {
  const givenUp = swift.db.transaction().execute(async (trx) => {
    await put(trx, 'e', 1)
    await putLast(trx, 'f', 1)
    throw new Error('thought better of it')
  })
  await expect(givenUp).rejects.toThrow('thought better of it')
  expect(await keys()).toEqual(['a', 'b'])
  await put(swift.db, 'g', 1)
  expect(await keys()).toEqual(['a', 'b', 'g'])
})

test('an error in the first statement of a transaction rolls back like any other', async () => {
  const failing = swift.db.transaction().execute(async (trx) => {
    await put(trx, 'a', 1)
  })
  await expect(failing).rejects.toMatchObject({ code: '23505' })
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from kept where at > ${0}`.execute(
    swift.db,
  )
  expect(rows[0]?.n).toBe(3)
})

test('a statement asked twice is prepared once', async () => {
  const ask = () => sql<{ n: number }>`select ${3}::int + 1 as n`.execute(swift.db)
  expect((await ask()).rows).toEqual([{ n: 4 }])
  expect((await ask()).rows).toEqual([{ n: 4 }])
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from pg_prepared_statements where statement like ${'select $1::int + 1%'}`.execute(
    swift.db,
  )
  expect(rows[0]?.n).toBe(1)
})
