import { sql } from 'kysely'
import { z } from 'zod'
import { formatInstant } from '../../../kernel/local-time.ts'
import { query } from '../../../platform/command/declare.ts'
import { SessionView } from '../contract.ts'
import { SURFACE } from '../oidc/clients.ts'

type Row = {
  id: string
  way: string
  agent: string
  origin: string
  created_at: Date
  seen_at: Date
  authorizations: Record<string, unknown> | null
}

/** Where one is signed in: our surfaces by their own session, partner systems by the provider's. */
export const sessions = query({
  name: 'identity.sessions',
  route: 'GET /account/sessions',
  summary: 'Các phiên đăng nhập của bạn',
  input: z.strictObject({}),
  output: z.object({ items: z.array(SessionView) }),
  permission: 'signed-in',
  audit: () => 'listed own sessions',
  async run({ actor, sql: trx, now, subjects }) {
    const { rows } = await sql<Row>`
      select s.id::text, s.way, s.agent, s.origin, s.created_at, s.seen_at, o.payload -> 'authorizations' as authorizations
      from identity.session s
      left join identity.oidc_record o on o.model = 'Session' and o.uid = s.provider_session
      where s.account = ${actor.account} and s.expires_at > ${now}
      union all
      select o.uid, coalesce(o.payload -> 'amr' ->> 0, 'password'), '', '',
        to_timestamp((o.payload ->> 'loginTs')::bigint), to_timestamp((o.payload ->> 'iat')::bigint), o.payload -> 'authorizations'
      from identity.oidc_record o
      where o.model = 'Session' and o.payload ->> 'accountId' = ${actor.account} and o.expires_at > ${now}
        and not exists (select 1 from identity.session s where s.provider_session = o.uid)
      order by 6 desc`.execute(trx)
    if (actor.account) subjects.add(actor.account)
    const partners = rows.flatMap((row) => partnersOf(row))
    const names = await namesOf(trx, partners)
    return {
      items: rows.map((row) => ({
        id: row.id,
        current: row.id === actor.session,
        way: row.way,
        agent: row.agent,
        origin: row.origin,
        openedAt: formatInstant(row.created_at.getTime()),
        seenAt: formatInstant(row.seen_at.getTime()),
        clients: partnersOf(row).map((client) => names.get(client) ?? client),
      })),
    }
  },
})

const partnersOf = (row: Row) => Object.keys(row.authorizations ?? {}).filter((client) => client !== SURFACE)

export async function namesOf(trx: any, clients: readonly string[]): Promise<Map<string, string>> {
  if (clients.length === 0) return new Map()
  const rows: { id: string; name: string }[] = await trx
    .selectFrom('identity.client')
    .select(['id', 'name'])
    .where('id', 'in', clients)
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}
