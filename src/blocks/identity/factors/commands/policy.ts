import { type Kysely, sql as raw } from 'kysely'
import { z } from 'zod'
import { invalid } from '../../../../kernel/problem.ts'
import { command } from '../../../../platform/command/declare.ts'
import { agencyTree } from '../../../organisation/index.ts'
import { ROLE_GRANTS } from '../../../organisation/model/role-grants.ts'
import { requireReach } from '../../administration/reach.ts'
import { PERMISSIONS } from '../../contract.ts'
import { PolicyView } from '../../model/factors.ts'
import { endSessionsOf } from '../../sessions.ts'
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
 * Errors: identity.no-account 404, identity.account-above 403.
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
  async run(context) {
    const { input, actor, sql, db, memory, now, send, subjects } = context
    await requireReach(sql, actor, await agencyTree({ db, memory }), input.account, now)
    subjects.add(input.account)
    await forgetAll(sql as Kysely<FactorTables>, input.account)
    await endSessionsOf(context, input.account)
    await tellOwner(sql, send, input.account, NEWS.reset())
    return { reset: true as const }
  },
})
