import { type Kysely, sql } from 'kysely'
import type { Vault } from '../../../platform/secrets/vault.ts'
import type { SetSystemInput } from '../model/exchange.ts'
import type { ExchangeTables } from './tables.ts'

/** An outside system as its connector needs it. */
export type ExchangeSystem = {
  key: string
  name: string
  address: string
  clientId: string
  secret: string
  enabled: boolean
  procedures: string[]
  since: Date
}
type Row = ExchangeTables['message.exchange_system']

const secretName = (key: string) => `exchange.${key}`

/** The settings in force, one row a system. */
export async function systemRows(db: Kysely<any>, now: Date): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select distinct on (key) * from message.exchange_system where valid_from <= ${now}
    order by key, valid_from desc`.execute(db)
  return rows
}

/** The systems this installation is connected to now (with `off` also those turned off), with their secrets open. */
export async function systemsOn(
  db: Kysely<any>,
  vault: Vault,
  now: Date,
  off = false,
): Promise<ExchangeSystem[]> {
  const rows = await systemRows(db, now)
  return rows
    .filter(({ enabled }) => enabled || off)
    .map(({ key, name, address, client_id, secret, enabled, procedures, valid_from }) => ({
      key,
      name,
      address,
      clientId: client_id,
      secret: vault.open(secretName(key), secret),
      enabled,
      procedures,
      since: valid_from,
    }))
}

/** Puts a setting in force from `now`; the ones before it stay as history. Without a secret the one known goes on. */
export async function putSystem(
  db: Kysely<any>,
  vault: Vault,
  input: SetSystemInput,
  now: Date,
  by: string | null,
): Promise<boolean> {
  const before = (await systemRows(db, now)).find(({ key }) => key === input.key)
  const sealed = input.secret ? vault.seal(secretName(input.key), input.secret) : before?.secret
  if (!sealed) return false
  await (db as Kysely<ExchangeTables>)
    .insertInto('message.exchange_system')
    .values({
      key: input.key,
      valid_from: now,
      name: input.name,
      address: input.address,
      client_id: input.clientId,
      secret: sealed,
      enabled: input.enabled,
      procedures: input.procedures,
      set_by: by,
    })
    .onConflict((conflict) =>
      conflict.columns(['key', 'valid_from']).doUpdateSet((row) => ({
        name: row.ref('excluded.name'),
        address: row.ref('excluded.address'),
        client_id: row.ref('excluded.client_id'),
        secret: row.ref('excluded.secret'),
        enabled: row.ref('excluded.enabled'),
        procedures: row.ref('excluded.procedures'),
      })),
    )
    .execute()
  return true
}
