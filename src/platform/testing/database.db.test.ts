import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from './database.ts'

test('every test has a migrated database of its own, as the app role', async () => {
  const [one, two] = await Promise.all([testDatabase(), testDatabase()])
  const asked = sql<{ name: string; role: string; migrations: number }>`
    select current_database() as name, current_user as role, (select count(*) from platform.migration) as migrations`
  const [first, second] = [(await asked.execute(one.db)).rows[0]!, (await asked.execute(two.db)).rows[0]!]
  await Promise.all([one.close(), two.close()])
  expect(first.name).not.toBe(second.name)
  expect(first.role).toBe('tan_trao_app')
  expect(first.migrations).toBeGreaterThan(0)
})

test('an empty database holds no table of ours', async () => {
  const database = await testDatabase({ empty: true })
  const { rows } = await sql`select to_regclass('platform.migration') as ledger`.execute(database.db)
  await database.close()
  expect(rows).toEqual([{ ledger: null }])
})
