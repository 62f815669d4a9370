import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../database/embedded.ts'
import { migrate } from '../database/migrate.ts'
import { migrationSources } from '../database/migration-sources.ts'
import { createDatabase, databaseUrl, withClient } from '../database/roles.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The test server's superuser; and why the template database could not be migrated, if so. */
    testServer: { superuserUrl: string; ownerUrl: string; template: string; brokenTemplate?: string }
  }
}

const TEMPLATE = 'tan_trao_template'

/** One server for the whole run, and in it one migrated database that every test clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tan-trao-test-'))
  chmodSync(dataDir, 0o755)
  const server = await startEmbedded({
    dataDir,
    log: (sentence) => console.error(sentence),
    // Only here: a test's data need not survive the machine.
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: '200',
      autovacuum: 'off',
    },
  })
  await withClient(server.superuserUrl, (client) => createDatabase(client, TEMPLATE))
  // One block's broken file must not hide every other block's tests: whoever asks for the template is told.
  const brokenTemplate = await migrate(databaseUrl(server.ownerUrl, TEMPLATE), migrationSources()).then(
    () => undefined,
    (error: Error) => error.message,
  )
  if (brokenTemplate) console.error(brokenTemplate)
  await withClient(server.superuserUrl, (client) =>
    client.query(`alter database ${TEMPLATE} with allow_connections false is_template true`),
  )
  project.provide('testServer', {
    superuserUrl: server.superuserUrl,
    ownerUrl: server.ownerUrl,
    template: TEMPLATE,
    ...(brokenTemplate ? { brokenTemplate } : {}),
  })
  return async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
