import type { Kysely } from 'kysely'
import { dayOf, formatDate } from '../../kernel/local-time.ts'
import { recordAccounts } from '../organisation/index.ts'
import { hashPassword } from './password.ts'
import type { IdentityTables } from './tables.ts'

export type NewAccount = {
  id: string
  userName: string
  name: string
  kind: 'officer' | 'citizen'
  password: string
}

/** Makes accounts; equal passwords are hashed once each all the same, with their own salt, unless `sharedHash` is given. */
export async function makeAccounts(
  sql: Kysely<any>,
  accounts: readonly NewAccount[],
  now: Date,
  sharedHash?: string,
): Promise<void> {
  if (accounts.length === 0) return
  const rows = await Promise.all(
    accounts.map(async (each) => ({
      id: each.id,
      user_name: each.userName.toLowerCase(),
      name: each.name,
      kind: each.kind,
      password_hash: sharedHash ?? (await hashPassword(each.password)),
      created_at: now,
      closed_at: null,
      citizen_number: null,
      tax_code: null,
      represented_by: null,
      birth_date: null,
      phone: null,
      email: null,
      // Whoever gave an officer their seat knew them.
      assurance: each.kind === 'officer' ? 2 : 1,
      proved_by: null,
    })),
  )
  await (sql as Kysely<IdentityTables>)
    .insertInto('identity.account')
    .values(rows)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  const officers = accounts.filter((each) => each.kind === 'officer').map((each) => each.id)
  if (officers.length > 0) await recordAccounts(sql, officers, formatDate(dayOf(now.getTime())))
}

/** Where letters to this account go; null when it gave no address or is closed. */
export async function emailOf(db: Kysely<any>, account: string): Promise<string | null> {
  return (await contactOf(db, account))?.email ?? null
}

/** How this account's holder is reached; undefined once it is closed. */
export async function contactOf(
  db: Kysely<any>,
  account: string,
): Promise<{ email: string | null; phone: string | null } | undefined> {
  return (db as Kysely<IdentityTables>)
    .selectFrom('identity.account')
    .select(['email', 'phone'])
    .where('id', '=', account)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
}
