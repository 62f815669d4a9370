import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { NewPassword } from '../contract.ts'
import { takePending } from '../pending.ts'
import type { IdentityTables } from '../tables.ts'
import { hashPassword } from './sign-in.ts'

/** Sets the first password by the link from the counter; the link works once. Errors: identity.link-over 410. */
export const activate = command({
  name: 'identity.activate',
  route: 'POST /account/activate',
  summary: 'Kích hoạt tài khoản lập tại quầy: đặt mật khẩu',
  input: z.strictObject({ token: z.string().max(100), password: NewPassword }),
  output: z.object({ userName: z.string() }),
  permission: 'public',
  audit: () => 'activated an account by its link',
  async run({ input, sql, now, subjects }) {
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
