import { sql } from 'kysely'
import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { ConsentView } from '../contract.ts'
import { SURFACE } from '../oidc/clients.ts'
import { namesOf } from './sessions.ts'

type Kept = {
  id: string
  payload: { clientId: string; openid?: { scope?: string }; resources?: Record<string, string> }
}

/** Which partner systems one has let see what. */
export const consents = query({
  name: 'identity.consents',
  route: 'GET /account/consents',
  summary: 'Các hệ thống bạn đã cho phép xem thông tin',
  input: z.strictObject({}),
  output: z.object({ items: z.array(ConsentView) }),
  permission: 'signed-in',
  audit: () => 'listed own consents',
  async run({ actor, sql: trx, now, subjects }) {
    const { rows } = await sql<Kept>`
      select id, payload from identity.oidc_record
      where model = 'Grant' and payload ->> 'accountId' = ${actor.account} and payload ->> 'clientId' <> ${SURFACE}
        and expires_at > ${now}
      order by expires_at desc`.execute(trx)
    if (actor.account) subjects.add(actor.account)
    const names = await namesOf(
      trx,
      rows.map((row) => row.payload.clientId),
    )
    return {
      items: rows.map(({ id, payload }) => ({
        id,
        client: payload.clientId,
        name: names.get(payload.clientId) ?? payload.clientId,
        scopes: [payload.openid?.scope ?? '', ...Object.values(payload.resources ?? {})]
          .flatMap((scope) => scope.split(' '))
          .filter((scope) => scope && scope !== 'openid'),
      })),
    }
  },
})
