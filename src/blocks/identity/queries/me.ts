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
  factor: 'free',
  async run({ actor, db, memory, now }) {
    if (actor.kind !== 'person' || !actor.account)
      throw new Problem(
        'identity.not-a-person',
        404,
        'Hệ thống gọi API không có hồ sơ cá nhân; hãy dùng phiên của người dùng.',
      )
    const who = await standing({ db, memory }, actor.account, now, actor.position)
    const account = await db
      .selectFrom('identity.account')
      .select(['name', 'user_name', 'kind', 'assurance'])
      .where('id', '=', actor.account)
      .executeTakeFirstOrThrow()
    const { name, user_name, kind, assurance } = account
    const sure = actor.assurance ?? Math.min(assurance, 1)
    return { account: actor.account, name, userName: user_name, kind, assurance: sure, ...who.me }
  },
})
