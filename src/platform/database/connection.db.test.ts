import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { connect, isUnavailable } from './connection.ts'
import { startEmbedded } from './embedded.ts'
import { withClient } from './roles.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase({ empty: true })
})
afterAll(() => database.close())

async function read(expression: string): Promise<unknown> {
  const { rows } = await sql<{ value: unknown }>`select ${sql.raw(expression)} as value`.execute(database.db)
  return rows[0]?.value
}

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error) => error,
  )

test.each([
  ['9007199254740991::int8', 9007199254740991],
  [`'{1,null,3}'::int8[]`, [1, null, 3]],
  ['1234567890123456789.10::numeric', '1234567890123456789.10'],
  [`'{1.10,2.20}'::numeric[]`, ['1.10', '2.20']],
  [`date '2025-07-01'`, '2025-07-01'],
  [`array[date '2025-07-01']`, ['2025-07-01']],
  [`timestamptz '2025-07-01 00:00:00+07'`, new Date('2025-06-30T17:00:00Z')],
  [`'{"số": [1, null]}'::jsonb`, { số: [1, null] }],
])('%s reads as itself', async (expression, value) => {
  expect(await read(expression)).toEqual(value)
})

test('a bigint that JavaScript would round is refused instead', async () => {
  expect(await failure(read('9007199254740993::int8'))).toBeInstanceOf(RangeError)
  expect(await read('1::int8')).toBe(1)
})

test('a slow statement is cancelled, which is not the database being away', async () => {
  const hasty = connect(database.appUrl, { statementTimeout: 100 })
  const error = await failure(hasty.pool.query('select pg_sleep(20)'))
  await hasty.close()
  expect(error).toMatchObject({ code: '57014' })
  expect(isUnavailable(error)).toBe(false)
})

test('a connection cut inside a transaction fails that request only', async () => {
  const lost: Error[] = []
  const connection = connect(database.appUrl, { onLostConnection: (error) => lost.push(error) })
  const error = await failure(
    connection.db.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction)
      await withClient(database.appUrl, (other) =>
        other.query('select pg_terminate_backend($1)', [rows[0]!.pid]),
      )
      await new Promise((resolve) => setTimeout(resolve, 100))
      await sql`select 1`.execute(transaction)
    }),
  )
  expect(isUnavailable(error)).toBe(true)
  expect(lost.length).toBeGreaterThan(0)
  expect((await sql<{ one: number }>`select 1 as one`.execute(connection.db)).rows).toEqual([{ one: 1 }])
  await connection.close()
})

test('while the database is stopped every query says so, and afterwards the same pool works', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tan-trao-stop-'))
  chmodSync(dataDir, 0o755)
  const log = () => {}
  const first = await startEmbedded({ dataDir, log })
  const connection = connect(first.appUrl)
  await connection.pool.query('select 1')
  const underWay = failure(connection.pool.query('select pg_sleep(20)'))
  await new Promise((resolve) => setTimeout(resolve, 200))
  await first.stop()
  expect(isUnavailable(await underWay)).toBe(true)
  expect(isUnavailable(await failure(connection.pool.query('select 1')))).toBe(true)
  const second = await startEmbedded({ dataDir, log })
  expect((await connection.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await connection.close()
  await second.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

test('what is wrong with the request is not the database being away', async () => {
  expect(isUnavailable(await failure(read('1 / 0')))).toBe(false)
  expect(isUnavailable(await failure(read('no_such_thing')))).toBe(false)
  expect(isUnavailable(undefined)).toBe(false)
  expect(isUnavailable(new Error('wrapped', { cause: Object.assign(new Error(), { code: '57P01' }) }))).toBe(
    true,
  )
})
