import type { Kysely } from 'kysely'
import { z } from 'zod'
import { dayOf, formatDate } from '../../../kernel/local-time.ts'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { AccountId } from '../../organisation/contract.ts'
import { agencyTree, endAccount, recordAccounts } from '../../organisation/index.ts'
import { PERMISSIONS } from '../contract.ts'
import { endSessionsOf } from '../sessions.ts'
import type { IdentityTables } from '../tables.ts'
import { lockAccount } from './reach.ts'

/**
 * Closes an officer's account: nobody signs in by it any more, its sessions end here and at partner systems. What they
 * did stays. Errors: identity.no-account 404, identity.own-account 409, identity.account-closed 409, identity.account-above 403.
 */
export const closeAccount = command({
  name: 'identity.closeAccount',
  route: 'POST /accounts/close',
  summary: 'Đóng tài khoản cán bộ và kết thúc mọi phiên của tài khoản',
  input: z.strictObject({ account: AccountId }),
  output: z.object({ account: z.string(), ended: z.int() }),
  permission: PERMISSIONS.administer,
  audit: (input) => `closed account ${input.account}`,
  forgets: ['identity.session', 'identity.token'],
  async run(context) {
    const { input, actor, sql, db, memory, now, subjects } = context
    const row = await lockAccount(sql, actor, await agencyTree({ db, memory }), input.account, now)
    if (row.id === actor.account)
      throw refused('identity.own-account', 'Không tự đóng tài khoản của mình được.')
    if (row.closed_at) throw refused('identity.account-closed', 'Tài khoản này đã đóng.')
    subjects.add(row.id)
    await setClosed(sql, row.id, now)
    await endAccount(sql, row.id, formatDate(dayOf(now.getTime())))
    return { account: row.id, ended: await endSessionsOf(context, row.id) }
  },
})

/** Opens a closed account again, with the password it had. Errors: identity.no-account 404, identity.account-open 409. */
export const reopenAccount = command({
  name: 'identity.reopenAccount',
  route: 'POST /accounts/reopen',
  summary: 'Mở lại tài khoản cán bộ đã đóng',
  input: z.strictObject({ account: AccountId }),
  output: z.object({ account: z.string() }),
  permission: PERMISSIONS.administer,
  audit: (input) => `opened account ${input.account} again`,
  async run({ input, actor, sql, db, memory, now, subjects }) {
    const row = await lockAccount(sql, actor, await agencyTree({ db, memory }), input.account, now)
    if (!row.closed_at) throw refused('identity.account-open', 'Tài khoản này đang mở.')
    subjects.add(row.id)
    await setClosed(sql, row.id, null)
    await recordAccounts(sql, [row.id], formatDate(dayOf(now.getTime())))
    return { account: row.id }
  },
})

async function setClosed(trx: Kysely<any>, id: string, at: Date | null): Promise<void> {
  await (trx as Kysely<IdentityTables>)
    .updateTable('identity.account')
    .set({ closed_at: at })
    .where('id', '=', id)
    .execute()
}

function refused(code: string, text: string): Problem {
  return new Problem(code, 409, text, [{ path: 'account', message: text }])
}
