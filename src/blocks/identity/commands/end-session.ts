import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { grantsOf } from '../../../platform/command/actor.ts'
import { command } from '../../../platform/command/declare.ts'
import { agencyTree } from '../../organisation/index.ts'
import { requireReach } from '../administration/reach.ts'
import { PERMISSIONS } from '../contract.ts'
import { endProviderSession } from '../sessions.ts'
import type { IdentityTables } from '../tables.ts'

/**
 * Signs a session out from afar: on that browser, at the provider, and at every partner system signed in to under it.
 * One's own; an administrator ends those of whom they administer. Errors: identity.no-session 404,
 * identity.no-account 404, identity.account-above 403.
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
  async run(context) {
    const { input, actor, sql, db, memory, now, send, subjects } = context
    const tables = sql as Kysely<IdentityTables>
    const own = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(input.id)
      ? await tables
          .selectFrom('identity.session')
          .select(['id', 'account', 'provider_session as uid'])
          .where('id', '=', input.id)
          .executeTakeFirst()
      : undefined
    const found = own ?? (await atProvider(tables, input.id))
    const administers = grantsOf(actor, PERMISSIONS.administer).length > 0
    if (!found || (found.account !== actor.account && !administers))
      throw new Problem('identity.no-session', 404, 'Không còn phiên đăng nhập này; có thể nó đã kết thúc.')
    if (found.account !== actor.account)
      await requireReach(sql, actor, await agencyTree({ db, memory }), found.account, now)
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
