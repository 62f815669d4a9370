import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { grantsOf } from '../../../platform/command/actor.ts'
import { command } from '../../../platform/command/declare.ts'
import { PERMISSIONS } from '../contract.ts'
import { endProviderSession } from '../sessions.ts'
import type { IdentityTables } from '../tables.ts'

/**
 * Signs a session out from afar: on that browser, at the provider, and at every partner system signed in to under it.
 * One's own; an administrator ends anybody's. Errors: identity.no-session 404.
 */
export const endSession = command({
  name: 'identity.endSession',
  route: 'POST /account/sessions/{id}/end',
  summary: 'Kết thúc một phiên đăng nhập từ xa',
  input: z.strictObject({ id: z.string().max(100) }),
  output: z.object({ ended: z.boolean() }),
  permission: 'signed-in',
  factor: 'free',
  audit: (input) => `ended session ${input.id}`,
  forgets: ['identity.session', 'identity.token'],
  async run({ input, actor, sql, send, subjects }) {
    const tables = sql as Kysely<IdentityTables>
    const any = grantsOf(actor, PERMISSIONS.administer).length > 0
    const own = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(input.id)
      ? await tables
          .selectFrom('identity.session')
          .select(['id', 'account', 'provider_session as uid'])
          .where('id', '=', input.id)
          .executeTakeFirst()
      : undefined
    const found = own ?? (await atProvider(tables, input.id))
    if (!found || (found.account !== actor.account && !any))
      throw new Problem('identity.no-session', 404, 'Không còn phiên đăng nhập này; có thể nó đã kết thúc.')
    subjects.add(found.account)
    if (own) await tables.deleteFrom('identity.session').where('id', '=', own.id).execute()
    if (found.uid) await endProviderSession(sql, send, found.uid)
    return { ended: true }
  },
})

/** A session that only partner systems use has no cookie of ours: it is named by the provider's own id. */
async function atProvider(tables: Kysely<IdentityTables>, uid: string) {
  const row = await tables
    .selectFrom('identity.oidc_record')
    .select('payload')
    .where('model', '=', 'Session')
    .where('uid', '=', uid)
    .executeTakeFirst()
  const account = (row?.payload as { accountId?: string } | undefined)?.accountId
  return account ? { account, uid } : undefined
}
