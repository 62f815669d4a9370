import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '../../src/platform/database/roles.ts'
import { testDatabase } from '../../src/platform/testing/database.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

describe('the database roles', () => {
  const TRUTH = [
    'dossier.dossier_move',
    'dossier.dossier_answer',
    'dossier.dossier_document',
    'audit.audit_row',
  ]

  test.each(TRUTH)('the app may neither change nor delete %s', async (table) => {
    const { db } = world.house
    await world.open()
    const target = sql.table(table)
    for (const statement of [
      sql`delete from ${target}`,
      sql`truncate ${target}`,
      table === 'audit.audit_row'
        ? sql`update ${target} set wording = 'x'`
        : sql`update ${target} set move = 'x'`,
    ])
      await expect(statement.execute(db)).rejects.toThrow(/permission denied|column "move"/)
    const updates = await sql<{ may: boolean }>`select has_table_privilege('tan_trao_app', ${table}, 'UPDATE')
      or has_any_column_privilege('tan_trao_app', ${table}, 'UPDATE') as may`.execute(db)
    expect(updates.rows[0]!.may).toBe(false)
  })

  test('retention may erase answers and papers, and nothing else of a dossier', async () => {
    const database = await testDatabase()
    await withClient(database.retentionUrl, async (client) => {
      await client.query('delete from dossier.dossier_answer')
      await client.query('delete from dossier.dossier_document')
      for (const table of ['dossier.dossier', 'dossier.dossier_move', 'audit.audit_row'])
        await expect(client.query(`delete from ${table}`)).rejects.toThrow('permission denied')
      await expect(client.query("update dossier.dossier_answer set content = '{}'")).rejects.toThrow(
        'permission denied',
      )
    })
    await database.close()
  })
})
