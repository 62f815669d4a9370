import { sql } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'

/** Takes back what a partner system was allowed, with every token it holds by it. Errors: identity.no-consent 404. */
export const withdrawConsent = command({
  name: 'identity.withdrawConsent',
  route: 'POST /account/consents/{id}/withdraw',
  summary: 'Rút lại sự cho phép đối với một hệ thống',
  input: z.strictObject({ id: z.string().max(100) }),
  output: z.object({ withdrawn: z.boolean() }),
  permission: 'signed-in',
  audit: (input) => `withdrew consent ${input.id}`,
  forgets: ['identity.token'],
  async run({ input, actor, sql: trx, subjects }) {
    const { rows } = await sql`
      delete from identity.oidc_record
      where model = 'Grant' and id = ${input.id} and payload ->> 'accountId' = ${actor.account}
      returning id`.execute(trx)
    if (rows.length === 0)
      throw new Problem('identity.no-consent', 404, 'Không còn sự cho phép này; có thể bạn đã rút lại.')
    await sql`delete from identity.oidc_record where grant_id = ${input.id}`.execute(trx)
    if (actor.account) subjects.add(actor.account)
    return { withdrawn: true }
  },
})
