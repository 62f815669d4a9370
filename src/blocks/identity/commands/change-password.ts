import type { Kysely } from 'kysely'
import { z } from 'zod'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { limit } from '../../../platform/access/limit.ts'
import { command } from '../../../platform/command/declare.ts'
import { NewPassword } from '../contract.ts'
import { hashPassword, isPassword } from '../password.ts'
import { endSessionsOf } from '../sessions.ts'
import type { IdentityTables } from '../tables.ts'

const TRIES = { most: 10, seconds: 300 }

/**
 * Sets one's own password, and ends every other session of one's own. Who has none yet (signed in by the nation's
 * identity) sets the first. Errors: request.invalid naming `current`, request.too-many 429.
 */
export const changePassword = command({
  name: 'identity.changePassword',
  route: 'POST /account/password',
  summary: 'Đổi mật khẩu và kết thúc các phiên khác',
  input: z.strictObject({ current: z.string().max(200).optional(), password: NewPassword }),
  output: z.object({ ended: z.int() }),
  permission: 'signed-in',
  audit: () => 'changed own password',
  forgets: ['identity.session', 'identity.token'],
  async run(context) {
    const { input, actor, sql, db, now, subjects } = context
    if (actor.kind !== 'person' || !actor.account || !actor.session)
      throw new Problem('identity.not-a-person', 404, 'Chỉ người đang đăng nhập đổi được mật khẩu của mình.')
    await limit(db, `password:${actor.account}:${actor.origin}`, now, TRIES.most, TRIES.seconds)
    const tables = sql as Kysely<IdentityTables>
    const before = await tables
      .selectFrom('identity.account')
      .select('password_hash')
      .where('id', '=', actor.account)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (before.password_hash !== null && !(await isPassword(before.password_hash, input.current ?? '')))
      throw invalid('current', 'Mật khẩu đang dùng chưa đúng.')
    await tables
      .updateTable('identity.account')
      .set({ password_hash: await hashPassword(input.password) })
      .where('id', '=', actor.account)
      .execute()
    subjects.add(actor.account)
    // Whoever learnt the old password may be signed in somewhere: only the session that changed it stays.
    return { ended: await endSessionsOf(context, actor.account, actor.session) }
  },
})
