import type { Kysely } from 'kysely'
import { rowOf } from './commands/configure.ts'
import type { AccountSetting } from './contract.ts'
import type { PaymentTables } from './tables.ts'

/** Settings of accounts, where none stand yet; what officials set stays. */
export async function loadAccounts(db: Kysely<any>, settings: readonly AccountSetting[]): Promise<void> {
  if (settings.length === 0) return
  await (db as Kysely<PaymentTables>)
    .insertInto('payment.account')
    .values(settings.map(rowOf))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
