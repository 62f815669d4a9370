import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import { inject } from 'vitest'
import { connect } from '../database/connection.ts'
import {
  APP_ROLE,
  createDatabase,
  databaseUrl,
  OWNER_ROLE,
  RETENTION_ROLE,
  withClient,
} from '../database/roles.ts'

export type TestDatabase = {
  ownerUrl: string
  appUrl: string
  retentionUrl: string
  /** Connected as the app role: what it may not do in a province it may not do in a test. */
  db: Kysely<any>
  /** Closes `db` and drops the database, with whatever is still connected to it. */
  close(): Promise<void>
}

/**
 * A database of one's own, with every migration applied; `{ empty: true }` has the roles only. Close it in `afterAll`.
 */
export async function testDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const server = inject('testServer')
  if (!options.empty && server.brokenTemplate) throw new Error(server.brokenTemplate)
  const name = `test_${randomBytes(6).toString('hex')}`
  await withClient(server.superuserUrl, (client) =>
    createDatabase(client, name, options.empty ? undefined : server.template),
  )
  const url = (role: string) => databaseUrl(server.ownerUrl, name, role)
  const { db, close } = connect(url(APP_ROLE), { max: 20, applicationName: 'test' })
  return {
    ownerUrl: url(OWNER_ROLE),
    appUrl: url(APP_ROLE),
    retentionUrl: url(RETENTION_ROLE),
    db,
    close: async () => {
      await close()
      await withClient(server.superuserUrl, (client) => client.query(`drop database ${name} with (force)`))
    },
  }
}
