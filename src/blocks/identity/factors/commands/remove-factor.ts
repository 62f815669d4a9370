import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../../kernel/problem.ts'
import { command } from '../../../../platform/command/declare.ts'
import { NEWS, tellOwner } from '../letters.ts'
import { renewCodes } from '../recovery.ts'
import { selfOf } from '../self.ts'
import { waysOf } from '../standing.ts'
import type { FactorTables } from '../tables.ts'

/**
 * Takes one of one's own factors away: `totp`, or a passkey by its id. With the last go the recovery codes too.
 * Errors: identity.no-factor 404, identity.last-factor 409 where policy asks for one.
 */
export const removeFactor = command({
  name: 'identity.removeFactor',
  route: 'POST /account/factors/remove',
  summary: 'Gỡ một cách xác thực thứ hai',
  input: z.strictObject({ factor: z.string().min(1).max(1400) }),
  output: z.object({ left: z.int() }),
  permission: 'signed-in',
  factor: 'fresh',
  audit: () => 'removed a second factor of own account',
  forgets: ['identity.session'],
  async run(context) {
    const { input, actor, sql, send, subjects } = context
    const { id } = await selfOf(context)
    subjects.add(id)
    const tables = sql as Kysely<FactorTables>
    const gone =
      input.factor === 'totp'
        ? await tables.deleteFrom('identity.totp').where('account', '=', id).executeTakeFirst()
        : await tables
            .deleteFrom('identity.passkey')
            .where('account', '=', id)
            .where('id', '=', input.factor)
            .executeTakeFirst()
    if (gone.numDeletedRows === 0n)
      throw new Problem('identity.no-factor', 404, 'Cách xác thực này không còn trong tài khoản của bạn.')
    const left = (await waysOf(sql, id)).filter((way) => way !== 'recovery').length
    if (left === 0 && actor.factor?.required)
      throw new Problem(
        'identity.last-factor',
        409,
        'Vị trí của bạn phải có xác thực hai lớp nên không gỡ được cách cuối cùng. Hãy thêm cách khác trước.',
      )
    if (left === 0) await forgetAll(tables, id)
    await tellOwner(
      sql,
      send,
      id,
      NEWS.removed(input.factor === 'totp' ? 'Ứng dụng xác thực' : 'Một khóa truy cập'),
    )
    return { left }
  },
})

/** Ten new recovery codes, shown this once; those before open nothing. Errors: identity.no-factor 404. */
export const renewRecoveryCodes = command({
  name: 'identity.renewRecoveryCodes',
  route: 'POST /account/recovery-codes',
  summary: 'Cấp lại mười mã dự phòng',
  input: z.strictObject({}),
  output: z.object({ recoveryCodes: z.array(z.string()) }),
  permission: 'signed-in',
  factor: 'fresh',
  shownOnce: true,
  audit: () => 'renewed own recovery codes',
  async run(context) {
    const { sql, send, now, subjects } = context
    const { id } = await selfOf(context)
    subjects.add(id)
    if ((await waysOf(sql, id)).length === 0)
      throw new Problem('identity.no-factor', 404, 'Hãy thêm khóa truy cập hoặc ứng dụng xác thực trước.')
    const recoveryCodes = await renewCodes(sql, id, now)
    await tellOwner(sql, send, id, NEWS.renewed())
    return { recoveryCodes }
  },
})

/** Nothing of a second factor is left: no code, no browser that once showed one. */
export async function forgetAll(tables: Kysely<FactorTables>, account: string): Promise<void> {
  for (const table of [
    'identity.passkey',
    'identity.totp',
    'identity.recovery_code',
    'identity.known_device',
  ] as const)
    await tables.deleteFrom(table).where('account', '=', account).execute()
}
