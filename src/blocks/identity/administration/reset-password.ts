import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { AccountId } from '../../organisation/contract.ts'
import { agencyTree } from '../../organisation/index.ts'
import { PERMISSIONS } from '../contract.ts'
import { OneTimeLink } from '../model/administered.ts'
import { endSessionsOf } from '../sessions.ts'
import type { IdentityTables } from '../tables.ts'
import { oneTimeLink } from './links.ts'
import { lockAccount } from './reach.ts'

/**
 * Takes an officer's password away, ends their sessions, and gives a link that sets a new one, once. The administrator
 * never learns a password; the owner is told by mail. Errors: identity.no-account 404, identity.account-closed 409,
 * identity.account-above 403.
 */
export const resetPassword = command({
  name: 'identity.resetPassword',
  route: 'POST /accounts/reset-password',
  summary: 'Đặt lại mật khẩu của cán bộ bằng đường dẫn dùng một lần',
  input: z.strictObject({ account: AccountId }),
  output: OneTimeLink,
  permission: PERMISSIONS.administer,
  factor: 'fresh',
  shownOnce: true,
  audit: (input) => `reset the password of account ${input.account}`,
  forgets: ['identity.session', 'identity.token'],
  async run(context) {
    const { input, actor, sql, db, memory, now, subjects } = context
    const row = await lockAccount(sql, actor, await agencyTree({ db, memory }), input.account, now)
    if (row.closed_at)
      throw new Problem('identity.account-closed', 409, 'Tài khoản này đã đóng; hãy mở lại trước.', [
        { path: 'account', message: 'Tài khoản đã đóng.' },
      ])
    subjects.add(row.id)
    await (sql as Kysely<IdentityTables>)
      .updateTable('identity.account')
      .set({ password_hash: null })
      .where('id', '=', row.id)
      .execute()
    await endSessionsOf(context, row.id)
    return oneTimeLink(context, row, 'reset')
  },
})
