import type { Kysely } from 'kysely'
import { toString as qrCode } from 'qrcode'
import { z } from 'zod'
import { invalid, Problem } from '../../../../kernel/problem.ts'
import { command } from '../../../../platform/command/declare.ts'
import { FactorAdded, TotpCode } from '../../model/factors.ts'
import { keepPending, seePending, takePending } from '../../pending.ts'
import { totpName } from '../check.ts'
import { factorAdded, selfOf } from '../self.ts'
import type { FactorTables } from '../tables.ts'
import { newTotpSecret, stepOfCode, totpAddress } from '../totp.ts'

const CONFIRM_WITHIN_MS = 15 * 60_000

type Begun = { account: string; secret: string }

/** Makes a secret for an authenticator app; it counts once a code of it has been given. `picture` is a data: address. */
export const beginTotp = command({
  name: 'identity.beginTotp',
  route: 'POST /account/totp/begin',
  summary: 'Bắt đầu thêm ứng dụng xác thực',
  input: z.strictObject({}),
  output: z.object({ token: z.string(), secret: z.string(), picture: z.string() }),
  permission: 'signed-in',
  factor: 'enrol',
  shownOnce: true,
  audit: () => 'began to add an authenticator app',
  async run(context) {
    const { sql, vault, now, publicUrl } = context
    const { id, userName } = await selfOf(context)
    const secret = newTotpSecret()
    const begun: Begun = { account: id, secret: vault.seal(totpName(id), secret) }
    const token = await keepPending(sql, 'totp', begun, new Date(now.getTime() + CONFIRM_WITHIN_MS))
    const address = totpAddress(secret, userName, new URL(publicUrl).hostname)
    const svg = await qrCode(address, { type: 'svg', margin: 2 })
    const picture = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
    return { token, secret, picture }
  },
})

/**
 * Adds the app, in place of one before, once it shows a right code; that code opens nothing afterwards.
 * Errors: request.invalid 422 naming `code`, identity.question-over 410.
 */
export const addTotp = command({
  name: 'identity.addTotp',
  route: 'POST /account/totp',
  summary: 'Thêm ứng dụng xác thực vào tài khoản của bạn',
  input: z.strictObject({ token: z.string().max(100), code: TotpCode }),
  output: FactorAdded,
  answers: 201,
  permission: 'signed-in',
  factor: 'enrol',
  shownOnce: true,
  audit: () => 'added an authenticator app to own account',
  forgets: ['identity.session'],
  async run(context) {
    const { input, sql, vault, now } = context
    const self = await selfOf(context)
    const begun = await seePending<Begun>(sql, 'totp', input.token, now)
    if (begun?.account !== self.id)
      throw new Problem(
        'identity.question-over',
        410,
        'Mã QR này đã quá 15 phút hoặc đã dùng. Hãy bấm thêm ứng dụng xác thực lại từ đầu.',
      )
    const step = stepOfCode(vault.open(totpName(self.id), begun.secret), input.code, now)
    if (step === null)
      throw invalid(
        'code',
        'Mã chưa đúng. Hãy quét lại mã QR, kiểm tra giờ của điện thoại rồi nhập mã mới nhất.',
      )
    await takePending(sql, 'totp', input.token, now)
    const values = { secret: begun.secret, last_step: step, created_at: now, used_at: null }
    await (sql as Kysely<FactorTables>)
      .insertInto('identity.totp')
      .values({ account: self.id, ...values })
      .onConflict((conflict) => conflict.column('account').doUpdateSet(values))
      .execute()
    return factorAdded(context, self, 'totp', 'Một ứng dụng xác thực')
  },
})
