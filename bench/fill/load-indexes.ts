import type pg from 'pg'
import { suspendConstraints } from '../../src/platform/database/constraints.ts'

/**
 * Takes indexes and keys of the dossier tables away, inside the caller's transaction; the returned function makes them
 * again over what was loaded, which also checks every row against them.
 */
export async function suspendIndexes(client: pg.Client): Promise<() => Promise<void>> {
  const foreign = await suspendConstraints(client)
  const keys = await client.query<{ owner: string; name: string; definition: string }>(
    `select conrelid::regclass::text as owner, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
       from pg_constraint where contype in ('p', 'u') and connamespace = 'dossier'::regnamespace
        and conrelid::regclass::text like 'dossier.dossier%'`,
  )
  for (const { owner, name } of keys.rows) await client.query(`alter table ${owner} drop constraint ${name}`)
  const indexes = await client.query<{ name: string; definition: string }>(
    `select quote_ident(indexname) as name, indexdef as definition from pg_indexes
      where schemaname = 'dossier' and tablename like 'dossier%'`,
  )
  for (const { name } of indexes.rows) await client.query(`drop index dossier.${name}`)
  return async () => {
    await client.query(`set local maintenance_work_mem = '512MB'`)
    for (const { owner, name, definition } of keys.rows)
      await client.query(`alter table ${owner} add constraint ${name} ${definition}`)
    for (const { definition } of indexes.rows) await client.query(definition)
    await foreign()
  }
}
