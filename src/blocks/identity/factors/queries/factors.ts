import type { Kysely } from 'kysely'
import { z } from 'zod'
import { formatInstant } from '../../../../kernel/local-time.ts'
import { Problem } from '../../../../kernel/problem.ts'
import { query } from '../../../../platform/command/declare.ts'
import { PERMISSIONS } from '../../contract.ts'
import { FactorsView, PolicyView } from '../../model/factors.ts'
import { siteOf } from '../passkey.ts'
import { codesLeft } from '../recovery.ts'
import { readPolicy } from '../standing.ts'
import type { FactorTables } from '../tables.ts'

const instant = (at: Date | null) => at && formatInstant(at.getTime())

/** One's own second factors. Errors: identity.not-a-person 404. */
export const factors = query({
  name: 'identity.factors',
  route: 'GET /account/factors',
  summary: 'Các cách xác thực thứ hai của bạn',
  input: z.strictObject({}),
  output: FactorsView,
  permission: 'signed-in',
  factor: 'free',
  async run({ actor, sql, publicUrl }) {
    if (actor.kind !== 'person' || !actor.account)
      throw new Problem('identity.not-a-person', 404, 'Hệ thống gọi API không có cách xác thực thứ hai.')
    const { account } = actor
    const tables = sql as Kysely<FactorTables>
    const passkeys = await tables
      .selectFrom('identity.passkey')
      .selectAll()
      .where('account', '=', account)
      .orderBy('created_at')
      .execute()
    const totp = await tables
      .selectFrom('identity.totp')
      .select(['created_at', 'used_at'])
      .where('account', '=', account)
      .executeTakeFirst()
    return {
      passkeys: passkeys.map((key) => ({
        id: key.id,
        name: key.name,
        backedUp: key.backed_up,
        addedAt: formatInstant(key.created_at.getTime()),
        usedAt: instant(key.used_at),
        suspended: key.cloned_at !== null,
      })),
      totp: totp
        ? { addedAt: formatInstant(totp.created_at.getTime()), usedAt: instant(totp.used_at) }
        : null,
      recoveryCodesLeft: await codesLeft(sql, account),
      required: actor.factor?.required ?? false,
      passkeysWork: siteOf(publicUrl) !== null,
    }
  },
})

/** Which roles must have a second factor, and since when. */
export const policy = query({
  name: 'identity.policy',
  route: 'GET /identity/policy',
  summary: 'Quy định về xác thực hai lớp',
  input: z.strictObject({}),
  output: PolicyView,
  permission: PERMISSIONS.administer,
  run: ({ sql }) => readPolicy(sql),
})
