import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { NewPassword } from '../contract.ts'
import { hashPassword } from '../password.ts'
import { takePending } from '../pending.ts'
import { endSessionsOf } from '../sessions.ts'
import type { IdentityTables } from '../tables.ts'

/**
 * Sets a password by a link, which works once: the first one, or the next for who forgot theirs. Whoever is signed in to
 * the account somewhere is signed out. Errors: identity.link-over 410.
 */
export const activate = command({
  name: 'identity.activate',
  route: 'POST /account/activate',
  summary: 'Kích hoạt tài khoản lập tại quầy: đặt mật khẩu',
  input: z.strictObject({ token: z.string().max(100), password: NewPassword }),
  output: z.object({ userName: z.string() }),
  permission: 'public',
  audit: () => 'set a password by its link',
  forgets: ['identity.session', 'identity.token'],
  async run(context) {
    const { input, sql, now, subjects } = context
    const pending = await takePending<{ account: string }>(sql, 'activation', input.token, now)
    if (!pending) throw linkOver()
    const row = await (sql as Kysely<IdentityTables>)
      .updateTable('identity.account')
      .set({ password_hash: await hashPassword(input.password) })
      .where('id', '=', pending.account)
      .where('closed_at', 'is', null)
      .returning(['id', 'user_name'])
      .executeTakeFirst()
    if (!row) throw linkOver()
    subjects.add(row.id)
    await endSessionsOf(context, row.id)
    return { userName: row.user_name }
  },
})

export function linkOver(): Problem {
  return new Problem(
    'identity.link-over',
    410,
    'Đường dẫn này đã dùng rồi hoặc đã hết hạn. Hãy đăng ký lại, hoặc xin cấp đường dẫn mới ở Bộ phận Một cửa.',
  )
}
