import pg from 'pg'
import { tableName } from './content.ts'

type ForeignKey = { schema: string; name: string; key: string; definition: string }
type Trigger = { schema: string; name: string; trigger: string }

/**
 * Takes away foreign keys and switches off triggers of every table, inside the caller's transaction, so that rows may
 * be loaded in any order and nothing fires. The owner is no superuser, so `session_replication_role` is not his to set;
 * and made again, a foreign key checks every row that was loaded. The returned function puts all of it back.
 */
export async function suspendConstraints(client: pg.Client): Promise<() => Promise<void>> {
  // An empty search path makes the definitions name the schema of every table.
  await client.query(`set local search_path = ''`)
  const keys = await client.query<ForeignKey>(
    `select n.nspname as schema, c.relname as name, k.conname as key, pg_get_constraintdef(k.oid) as definition
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where k.contype = 'f' and k.conparentid = 0 and n.nspname !~ '^pg_' order by k.oid`,
  )
  const triggers = await client.query<Trigger>(
    `select n.nspname as schema, c.relname as name, t.tgname as trigger
       from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
      where not t.tgisinternal and t.tgparentid = 0 and t.tgenabled = 'O' and n.nspname !~ '^pg_'`,
  )
  await client.query('set local search_path to default')
  const alter = (each: { schema: string; name: string }, change: string) =>
    client.query(`alter table ${tableName(each)} ${change}`)
  for (const key of keys.rows) await alter(key, `drop constraint ${pg.escapeIdentifier(key.key)}`)
  for (const each of triggers.rows) await alter(each, `disable trigger ${pg.escapeIdentifier(each.trigger)}`)
  return async () => {
    // A table with a check still waiting for the commit can't be altered.
    await client.query('set constraints all immediate')
    for (const each of triggers.rows) await alter(each, `enable trigger ${pg.escapeIdentifier(each.trigger)}`)
    for (const key of keys.rows)
      await alter(key, `add constraint ${pg.escapeIdentifier(key.key)} ${key.definition}`)
  }
}
