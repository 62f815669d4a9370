import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { submit } from '../../src/blocks/dossier/index.ts'
import { visitor } from '../../src/platform/command/actor.ts'
import { type House, run } from '../../src/platform/command/run.ts'
import { types } from '../../src/platform/database/connection.ts'

export type Statement = { sql: string; parameters: readonly unknown[] }
export type Captured = { statements: Statement[]; key: string; id: string }

/** The demonstration client as its token makes it. */
const DEMO_SYSTEM = {
  ...visitor('bench'),
  kind: 'system' as const,
  account: 'demo-system',
  grants: [{ permission: 'dossier.submit', scope: 'all' as const, agency: null }],
  caller: 'client:demo-system',
}

/** Submits `body` through the real command and answers every statement it sent between begin and commit. */
export async function captureSubmit(house: House, appUrl: string, body: object): Promise<Captured> {
  const statements: Statement[] = []
  const pool = new pg.Pool({ connectionString: appUrl, types, max: 1 })
  const db = new Kysely<any>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query: { sql, parameters } }) => {
      statements.push({ sql, parameters })
    },
  })
  try {
    const once = async () => {
      statements.length = 0
      const key = crypto.randomUUID()
      const id = crypto.randomUUID()
      // Catalogue, tree and calendar come from `house`'s memory, as they do for all but one call a second.
      const watched = { ...house, db: transactionsOn(db, house.db) }
      await run(watched, submit, { ...body, id }, { actor: DEMO_SYSTEM, idempotencyKey: key })
      return { statements: [...statements], key, id }
    }
    await once()
    return await once()
  } finally {
    await db.destroy()
  }
}

/** `house.db` for everything except transactions, which are watched. */
function transactionsOn(watched: Kysely<any>, rest: Kysely<any>): Kysely<any> {
  return new Proxy(rest, {
    get: (target, name) => {
      const from = name === 'transaction' ? watched : target
      const value = Reflect.get(from, name, from)
      return typeof value === 'function' ? value.bind(from) : value
    },
  })
}
