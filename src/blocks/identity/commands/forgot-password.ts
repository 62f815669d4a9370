import type { Kysely } from 'kysely'
import { z } from 'zod'
import { limit } from '../../../platform/access/limit.ts'
import { command } from '../../../platform/command/declare.ts'
import { forgottenMail } from '../letters.ts'
import { keepPending } from '../pending.ts'
import type { IdentityTables } from '../tables.ts'

const HOUR = 3600
const PER_ORIGIN = 20
const PER_EMAIL = 5

/**
 * Sends a link to set a new password to the e-mail a citizen signed up with. Answers alike for any address. Who came by
 * the counter or is an officer asks a person. Errors: request.too-many 429.
 */
export const forgotPassword = command({
  name: 'identity.forgotPassword',
  route: 'POST /account/password/forgotten',
  summary: 'Quên mật khẩu: nhận đường dẫn qua thư điện tử',
  input: z.strictObject({ email: z.email('Thư điện tử có dạng ten@noinhan.vn').max(200) }),
  output: z.object({ sent: z.literal(true) }),
  permission: 'public',
  audit: () => 'asked for a new password',
  async run({ input, actor, sql, db, now, send, publicUrl }) {
    const email = input.email.toLowerCase()
    await limit(db, `forgotten:${actor.origin}`, now, PER_ORIGIN, HOUR)
    await limit(db, `forgotten:${email}`, now, PER_EMAIL, HOUR)
    const row = await (sql as Kysely<IdentityTables>)
      .selectFrom('identity.account')
      .select('id')
      .where('user_name', '=', email)
      .where('kind', '=', 'citizen')
      .where('closed_at', 'is', null)
      .executeTakeFirst()
    if (row) {
      const until = new Date(now.getTime() + HOUR * 1000)
      const token = await keepPending(sql, 'activation', { account: row.id }, until)
      await send('identity.mail', forgottenMail(email, `${publicUrl}/kich-hoat?ma=${token}`))
    }
    return { sent: true as const }
  },
})
