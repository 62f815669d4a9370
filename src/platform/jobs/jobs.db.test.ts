import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { installJobs, type Jobs, openJobs } from './jobs.ts'

let database: TestDatabase
let jobs: Jobs
beforeAll(async () => {
  database = await testDatabase()
  await installJobs(database.ownerUrl, 'tan_trao_app', ['test.some'])
  jobs = await openJobs(database.appUrl, () => undefined)
})
afterAll(async () => {
  await jobs?.stop()
  await database?.close()
})

test('one job that always fails holds up nobody: the others are done once, it stays to be tried again', async () => {
  const send = jobs.sender(database.db)
  for (const name of ['poison', 'a', 'b', 'c']) await send('test.some', { name })
  const done: string[] = []
  await jobs.work([
    {
      queue: 'test.some',
      async work({ name }) {
        if (name === 'poison') throw new Error('cannot be done')
        done.push(name)
      },
    },
  ])
  const states = async () => {
    const { rows } = await sql<{ name: string; state: string }>`
      select data->>'name' as name, state::text from pgboss.job where name = 'test.some' order by 1`.execute(
      database.db,
    )
    return Object.fromEntries(rows.map((row) => [row.name, row.state]))
  }
  await expect
    .poll(states, { timeout: 10_000 })
    .toEqual({ a: 'completed', b: 'completed', c: 'completed', poison: 'retry' })
  expect(done.sort()).toEqual(['a', 'b', 'c'])
})
