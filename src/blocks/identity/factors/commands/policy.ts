import { type Kysely, sql as raw } from 'kysely'
import { z } from 'zod'
import { invalid, Problem } from '../../../../kernel/problem.ts'
import { command } from '../../../../platform/command/declare.ts'
import { ROLE_GRANTS } from '../../../organisation/model/role-grants.ts'
import { PERMISSIONS } from '../../contract.ts'
import { PolicyView } from '../../model/factors.ts'
import { endProviderSession } from '../../sessions.ts'
import { NEWS, tellOwner } from '../letters.ts'
import type { FactorTables } from '../tables.ts'
import { forgetAll } from './remove-factor.ts'

/** Roles that must have a second factor, from a day on; an empty list asks nobody. Errors: request.invalid naming `roles`. */
export const setPolicy = command({
  name: 'identity.setPolicy',
  route: 'POST /identity/policy',
  summary: 'Quy định vai trò phải có xác thực hai lớp',
  input: z.strictObject({ roles: z.array(z.string().max(60)).max(60), since: z.iso.date() }),
  output: PolicyView,
  permission: PERMISSIONS.administer,
  factor: 'fresh',
  audit: (input) => `set the policy of second factors since ${input.since}`,
  forgets: ['identity.policy', 'identity.session'],
  async run({ input, sql }) {
    const unknown = input.roles.find((role) => !Object.hasOwn(ROLE_GRANTS, role))
    if (unknown !== undefined)
      throw invalid('roles', `Không có vai trò “${unknown}”. Hãy chọn trong danh sách.`)
    const roles = [...new Set(input.roles)].sort()
    await raw`
      insert into identity.policy (one, roles, since) values (true, ${roles}::text[], ${input.since})
      on conflict (one) do update set roles = excluded.roles, since = excluded.since`.execute(sql)
    return { roles, since: input.since }
  },
})

/**
 * For who has lost every device: takes all second factors away and ends every session of the account.
 * Errors: identity.no-account 404.
 */
export const resetFactors = command({
  name: 'identity.resetFactors',
  route: 'POST /identity/accounts/{account}/factors/reset',
  summary: 'Đặt lại xác thực hai lớp cho người đã mất thiết bị',
  input: z.strictObject({ account: z.string().max(100) }),
  output: z.object({ reset: z.literal(true) }),
  permission: PERMISSIONS.administer,
  factor: 'fresh',
  audit: (input) => `reset the second factors of account ${input.account}`,
  forgets: ['identity.session', 'identity.token'],
  async run({ input, sql, send, subjects }) {
    const { rows } = await raw<{ id: string }>`
      select id from identity.account where id = ${input.account} and closed_at is null for update`.execute(
      sql,
    )
    if (rows.length === 0)
      throw new Problem('identity.no-account', 404, 'Không có tài khoản này hoặc đã đóng.')
    subjects.add(input.account)
    await forgetAll(sql as Kysely<FactorTables>, input.account)
    const ended = await raw<{ uid: string | null }>`
      delete from identity.session where account = ${input.account} returning provider_session as uid`.execute(
      sql,
    )
    for (const { uid } of ended.rows) if (uid) await endProviderSession(sql, send, uid)
    await tellOwner(sql, send, input.account, NEWS.reset())
    return { reset: true as const }
  },
})
