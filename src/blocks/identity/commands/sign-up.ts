import type { Kysely } from 'kysely'
import { z } from 'zod'
import { normalPhone } from '../../../kernel/identifiers.ts'
import { invalid } from '../../../kernel/problem.ts'
import { limit } from '../../../platform/access/limit.ts'
import { command } from '../../../platform/command/declare.ts'
import { CitizenNumber } from '../contract.ts'
import { signUpMail, signUpTwiceMail } from '../letters.ts'
import { keepPending } from '../pending.ts'
import type { IdentityTables } from '../tables.ts'

const HOUR = 3600
const PER_ORIGIN = 20
const PER_EMAIL = 5

export type SigningUp = { name: string; email: string; phone: string | null; citizenNumber: string | null }

/**
 * Begins an account from home: the e-mail is proved by a link sent to it. Answers alike whether or not the e-mail has an
 * account; only the letter says so. Errors: request.too-many 429, request.invalid.
 */
export const signUp = command({
  name: 'identity.signUp',
  route: 'POST /account/sign-up',
  summary: 'Đăng ký tài khoản người dân, xác nhận bằng thư điện tử',
  input: z.strictObject({
    name: z.string().trim().min(2, 'Ghi họ và tên như trên giấy tờ').max(200),
    email: z.email('Thư điện tử có dạng ten@noinhan.vn').max(200),
    phone: z.string().trim().max(20).optional(),
    citizenNumber: CitizenNumber.optional(),
  }),
  output: z.object({ sent: z.literal(true) }),
  permission: 'public',
  audit: () => 'asked to sign up',
  async run({ input, actor, sql, db, now, send, publicUrl }) {
    const email = input.email.toLowerCase()
    const phone = input.phone ? normalPhone(input.phone) : null
    if (input.phone && phone === null)
      throw invalid('phone', 'Số điện thoại chưa đúng. Hãy ghi 10 chữ số, ví dụ 0912 345 678.')
    await limit(db, `sign-up:${actor.origin}`, now, PER_ORIGIN, HOUR)
    await limit(db, `sign-up:${email}`, now, PER_EMAIL, HOUR)
    const before = await (sql as Kysely<IdentityTables>)
      .selectFrom('identity.account')
      .select('id')
      .where('user_name', '=', email)
      .executeTakeFirst()
    if (before) {
      await send('identity.mail', signUpTwiceMail(email, `${publicUrl}/dang-nhap`))
      return { sent: true as const }
    }
    const asked: SigningUp = { name: input.name, email, phone, citizenNumber: input.citizenNumber ?? null }
    const token = await keepPending(sql, 'sign-up', asked, new Date(now.getTime() + HOUR * 1000))
    await send('identity.mail', signUpMail(email, `${publicUrl}/dang-ky/xac-nhan?ma=${token}`))
    return { sent: true as const }
  },
})
