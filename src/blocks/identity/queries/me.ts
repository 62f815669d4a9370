import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { query } from '../../../platform/command/declare.ts'
import { Me } from '../contract.ts'
import { standing } from '../sessions.ts'

/** Who is signed in; 401 for a visitor. */
export const me = query({
  name: 'identity.me',
  route: 'GET /me',
  summary: 'Người đang đăng nhập, vị trí và quyền',
  input: z.strictObject({}),
  output: Me,
  permission: 'signed-in',
  async run({ actor, db, memory, now }) {
    if (actor.kind !== 'person' || !actor.account)
      throw new Problem(
        'identity.not-a-person',
        404,
        'Hệ thống gọi API không có hồ sơ cá nhân; hãy dùng phiên của người dùng.',
      )
    const who = await standing({ db, memory }, actor.account, now)
    const account = await db
      .selectFrom('identity.account')
      .select('user_name')
      .where('id', '=', actor.account)
      .executeTakeFirstOrThrow()
    return { account: actor.account, name: actor.name, userName: account.user_name, ...who.me }
  },
})
