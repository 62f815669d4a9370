import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { citizenOfNumber, lockNumber } from '../citizens.ts'
import { NewPassword } from '../contract.ts'
import { hashPassword } from '../password.ts'
import { takePending } from '../pending.ts'
import type { IdentityTables } from '../tables.ts'
import { linkOver } from './activate.ts'
import type { SigningUp } from './sign-up.ts'

/**
 * Ends signing up: who has the letter owns the e-mail, and sets a password. The citizen number stays a claim until the
 * nation or a counter proves it. Errors: identity.link-over 410, identity.number-taken 409.
 */
export const confirmSignUp = command({
  name: 'identity.confirmSignUp',
  route: 'POST /account/sign-up/confirm',
  summary: 'Xác nhận thư điện tử và đặt mật khẩu',
  input: z.strictObject({ token: z.string().max(100), password: NewPassword }),
  output: z.object({ userName: z.string() }),
  permission: 'public',
  answers: 201,
  audit: () => 'signed up by an e-mail proof',
  async run({ input, sql, now, subjects }) {
    const asked = await takePending<SigningUp>(sql, 'sign-up', input.token, now)
    if (!asked) throw linkOver()
    if (asked.citizenNumber) {
      await lockNumber(sql, asked.citizenNumber)
      if (await citizenOfNumber(sql, asked.citizenNumber)) throw numberTaken()
    }
    const id = randomUUID()
    const made = await (sql as Kysely<IdentityTables>)
      .insertInto('identity.account')
      .values({
        id,
        user_name: asked.email,
        name: asked.name,
        kind: 'citizen',
        password_hash: await hashPassword(input.password),
        created_at: now,
        closed_at: null,
        citizen_number: asked.citizenNumber,
        tax_code: null,
        represented_by: null,
        birth_date: null,
        phone: asked.phone,
        email: asked.email,
        assurance: 1,
        proved_by: null,
      })
      .onConflict((conflict) => conflict.column('user_name').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) throw linkOver()
    subjects.add(id)
    return { userName: asked.email }
  },
})

function numberTaken(): Problem {
  const text =
    'Số định danh này đã có tài khoản. Nếu là của bạn, hãy đăng nhập bằng định danh điện tử VNeID hoặc đến Bộ phận Một cửa; nếu muốn mở tài khoản khác, hãy đăng ký lại và để trống số định danh.'
  return new Problem('identity.number-taken', 409, text)
}
