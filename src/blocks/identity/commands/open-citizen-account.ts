import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { formatInstant } from '../../../kernel/local-time.ts'
import { Problem } from '../../../kernel/problem.ts'
import { type Context, command } from '../../../platform/command/declare.ts'
import { citizenOfNumber, lockNumber, releaseNumber } from '../citizens.ts'
import { CitizenNumber, PERMISSIONS } from '../contract.ts'
import { activationMail, renewedMail } from '../letters.ts'
import { keepPending } from '../pending.ts'
import type { AccountRow, IdentityTables } from '../tables.ts'

const ACTIVATION_DAYS = 7

const Input = z.strictObject({
  name: z.string().trim().min(2, 'Ghi họ và tên như trên thẻ căn cước').max(200),
  citizenNumber: CitizenNumber,
  birthDate: z.iso.date('Ngày sinh chưa đúng').optional(),
  phone: z.string().trim().max(20).optional(),
  email: z.email('Thư điện tử có dạng ten@noinhan.vn').optional(),
  /**
   * When the number already has an account: `join` it (signed up at home, and the person shows that it is theirs),
   * `release` the number from it (it is not theirs), or `renew` a proved one's link and correct its name by the card.
   */
  existing: z.enum(['join', 'release', 'renew']).optional(),
})
type Asked = z.output<typeof Input>

/**
 * Opens a citizen's account at the counter, identity card in hand: they set the password themselves by a link that works
 * once. One citizen number is one account. Errors: identity.unproved-account 409, identity.account-exists 409.
 */
export const openCitizenAccount = command({
  name: 'identity.openCitizenAccount',
  route: 'POST /citizen-accounts',
  summary: 'Lập tài khoản cho người dân tại quầy',
  input: Input,
  output: z.object({
    account: z.string(),
    outcome: z.enum(['opened', 'joined', 'renewed']),
    /** Printed or handed over; set the password by it within seven days. */
    activationLink: z.string(),
    expiresAt: z.iso.datetime({ offset: true }),
    /** It was also sent to the e-mail given. */
    mailed: z.boolean(),
  }),
  permission: PERMISSIONS.openCitizen,
  answers: 201,
  audit: () => 'opened an account for a citizen at the counter',
  async run(context) {
    const { input, sql, now, publicUrl, send, subjects } = context
    await lockNumber(sql, input.citizenNumber)
    const before = await citizenOfNumber(sql, input.citizenNumber)
    const { account, outcome } = before
      ? await goOnWith(context, before)
      : { account: await make(context), outcome: 'opened' as const }
    subjects.add(account)
    const expiresAt = new Date(now.getTime() + ACTIVATION_DAYS * 86_400_000)
    const token = await keepPending(sql, 'activation', { account }, expiresAt)
    const activationLink = `${publicUrl}/kich-hoat?ma=${token}`
    if (input.email) await send('identity.mail', activationMail(input.email, activationLink))
    return {
      account,
      outcome,
      activationLink,
      expiresAt: formatInstant(expiresAt.getTime()),
      mailed: input.email !== undefined,
    }
  },
})

async function goOnWith(context: Context<Asked>, before: AccountRow) {
  const { input, sql, send } = context
  if (before.proved_by === null) {
    if (input.existing === 'release') {
      await releaseNumber(sql, before.id)
      return { account: await make(context), outcome: 'opened' as const }
    }
    if (input.existing !== 'join')
      throw conflict(
        'identity.unproved-account',
        'Số định danh này đã được khai trong một tài khoản đăng ký tại nhà, chưa xác minh. Hỏi người dân: nếu đúng của họ, chọn nhập chung; nếu không, chọn gỡ số khỏi tài khoản kia.',
      )
    await seen(context, before)
    return { account: before.id, outcome: 'joined' as const }
  }
  if (input.existing !== 'renew')
    throw conflict(
      'identity.account-exists',
      'Người này đã có tài khoản: họ đăng nhập được bằng mật khẩu hoặc định danh điện tử. Nếu họ quên mật khẩu hoặc cần sửa họ tên theo thẻ, chọn cấp lại đường dẫn.',
    )
  // Whoever renews a link could sign in by it: the owner is told where they are known already.
  if (before.email && before.email !== input.email) await send('identity.mail', renewedMail(before.email))
  await seen(context, before)
  return { account: before.id, outcome: 'renewed' as const }
}

function conflict(code: string, text: string): Problem {
  return new Problem(code, 409, text, [{ path: 'existing', message: text }])
}

/** The card was seen: its name and number count, and proof never goes down. */
async function seen({ input, sql }: Context<Asked>, { id, assurance, proved_by }: AccountRow) {
  await (sql as Kysely<IdentityTables>)
    .updateTable('identity.account')
    .set({
      name: input.name,
      assurance: Math.max(assurance, 2),
      proved_by: proved_by ?? 'counter',
      ...(input.birthDate && { birth_date: input.birthDate }),
      ...(input.phone && { phone: input.phone }),
      ...(input.email && { email: input.email }),
    })
    .where('id', '=', id)
    .execute()
}

async function make({ input, sql, now }: Context<Asked>): Promise<string> {
  const id = randomUUID()
  const tables = sql as Kysely<IdentityTables>
  const taken = await tables
    .selectFrom('identity.account')
    .select('id')
    .where('user_name', '=', input.citizenNumber)
    .executeTakeFirst()
  await tables
    .insertInto('identity.account')
    .values({
      id,
      user_name: taken ? id : input.citizenNumber,
      name: input.name,
      kind: 'citizen',
      password_hash: null,
      created_at: now,
      closed_at: null,
      citizen_number: input.citizenNumber,
      tax_code: null,
      represented_by: null,
      birth_date: input.birthDate ?? null,
      phone: input.phone ?? null,
      email: input.email ?? null,
      assurance: 2,
      proved_by: 'counter',
    })
    .execute()
  return id
}
