import type { Kysely } from 'kysely'
import { Problem } from '../../../kernel/problem.ts'
import type { Vault } from '../../../platform/secrets/vault.ts'
import type { PostTables } from './tables.ts'

export type CarrierSettings = {
  name: string
  address: string
  client: string
  secret: string
  enabled: boolean
}
const SECRET = 'dossier.carrier'

/** How the carrier is reached, its secret opened; null where this installation has none. */
export async function carrierSettings(sql: Kysely<any>, vault: Vault): Promise<CarrierSettings | null> {
  const row = await (sql as Kysely<PostTables>)
    .selectFrom('dossier.carrier')
    .select(['name', 'address', 'client', 'secret', 'enabled'])
    .executeTakeFirst()
  return row ? { ...row, secret: vault.open(SECRET, row.secret) } : null
}

export async function setCarrierSettings(
  sql: Kysely<any>,
  vault: Vault,
  settings: CarrierSettings,
): Promise<void> {
  const row = { ...settings, secret: vault.seal(SECRET, settings.secret) }
  await (sql as Kysely<PostTables>)
    .insertInto('dossier.carrier')
    .values(row)
    .onConflict((conflict) => conflict.column('one').doUpdateSet(row))
    .execute()
}

/** Errors: post.no-carrier 409. */
export async function requireCarrier(sql: Kysely<any>): Promise<void> {
  if (!(await hasCarrier(sql)))
    throw new Problem(
      'post.no-carrier',
      409,
      'Tỉnh chưa nối với bưu chính nên chưa gửi, nhận qua bưu chính được. Hãy dùng quầy hoặc báo quản trị.',
    )
}

export async function hasCarrier(sql: Kysely<any>): Promise<boolean> {
  const row = await (sql as Kysely<PostTables>)
    .selectFrom('dossier.carrier')
    .select('enabled')
    .executeTakeFirst()
  return row?.enabled ?? false
}
