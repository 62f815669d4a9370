import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { Hidden } from '../../../platform/access/hidden.ts'
import { grantsOf } from '../../../platform/command/actor.ts'
import { command } from '../../../platform/command/declare.ts'
import type { OrganisationTables } from '../tables.ts'

const gone = [
  'organisation.no-delegation',
  404,
  'Không có ủy quyền này trong phạm vi của bạn, hoặc nó đã được thu hồi.',
] as const

/**
 * Takes a delegation back at once: whoever gave it, or an administrator of the organisation.
 * Errors: organisation.no-delegation 404.
 */
export const revokeDelegation = command({
  name: 'organisation.revokeDelegation',
  route: 'POST /delegations/{id}/revoke',
  summary: 'Thu hồi ủy quyền ngay',
  input: z.strictObject({ id: z.uuid() }),
  output: z.object({ id: z.uuid(), revoked: z.boolean() }),
  permission: 'signed-in',
  audit: (input) => `revoked delegation ${input.id}`,
  forgets: ['identity.session', 'identity.token'],
  async run({ input, actor, now, sql }) {
    const tables = sql as Kysely<OrganisationTables>
    const row = await tables
      .selectFrom('organisation.delegation')
      .select(['from_account', 'revoked_at'])
      .where('id', '=', input.id)
      .forUpdate()
      .executeTakeFirst()
    if (!row || row.revoked_at) throw new Problem(...gone)
    const theirs = !actor.actingFor && row.from_account === actor.account
    if (!theirs && grantsOf(actor, 'organisation.change').length === 0) throw new Hidden(...gone)
    await tables
      .updateTable('organisation.delegation')
      .set({ revoked_at: now, revoked_by: actor.account })
      .where('id', '=', input.id)
      .execute()
    return { id: input.id, revoked: true }
  },
})
