import { sql as raw } from 'kysely'
import { z } from 'zod'
import { dayOf, formatDate, formatInstant } from '../../../kernel/local-time.ts'
import { plain } from '../../../kernel/vietnamese.ts'
import { query } from '../../../platform/command/declare.ts'
import { agencyTree } from '../../organisation/index.ts'
import { PERMISSIONS } from '../contract.ts'
import { AdministeredAccount } from '../model/administered.ts'
import { administered, withinReach } from './reach.ts'

type Row = {
  id: string
  user_name: string
  name: string
  email: string | null
  created_at: Date
  closed_at: Date | null
  has_password: boolean
  seats: { position: string; title: string; agency: string }[]
  sessions: number
}

/** Officers' accounts within one's administration, by name (with or without diacritics) or user name. */
export const findAccounts = query({
  name: 'identity.findAccounts',
  route: 'GET /accounts',
  summary: 'Tài khoản cán bộ trong phạm vi quản trị',
  input: z.strictObject({
    q: z.string().trim().max(200).default(''),
    status: z.enum(['open', 'closed', 'all']).default('open'),
    agency: z.string().max(100).optional(),
    account: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(200).optional(),
  }),
  output: z.object({ items: z.array(AdministeredAccount), nextCursor: z.string().nullable() }),
  permission: PERMISSIONS.administer,
  audit: () => 'listed accounts of officers',
  async run({ input, actor, sql, db, memory, now, subjects }) {
    const tree = await agencyTree({ db, memory })
    const day = formatDate(dayOf(now.getTime()))
    const words = `%${plain(input.q).replace(/[\\%_]/g, '\\$&')}%`
    const { agency = null, account = null, cursor = null } = input
    const { rows } = await raw<Row>`
      select a.id, a.user_name, a.name, a.email, a.created_at, a.closed_at, a.password_hash is not null as has_password,
        coalesce((select json_agg(json_build_object('position', p.id, 'title', p.title, 'agency', p.agency) order by p.id)
          from organisation.holding h join organisation.position p on p.id = h.position
          where h.account = a.id and h.valid_from <= ${day}::date and (h.valid_to is null or h.valid_to > ${day}::date)), '[]') as seats,
        (select count(*)::int from identity.session s where s.account = a.id and s.expires_at > ${now}) as sessions
      from identity.account a
      where a.kind = 'officer' and ${withinReach('a.id', administered(actor, tree))}
        and (${input.status} = 'all' or (a.closed_at is null) = (${input.status} = 'open'))
        and (${input.q} = '' or platform.plain(a.name) like ${words} or a.user_name like ${words})
        and (${agency}::text is null or exists (select 1 from organisation.holding h join organisation.position p on p.id = h.position
          where h.account = a.id and p.agency = ${agency} and (h.valid_to is null or h.valid_to > ${day}::date)))
        and (${account}::text is null or a.id = ${account})
        and (${cursor}::text is null or a.user_name > ${cursor})
      order by a.user_name limit ${input.limit + 1}`.execute(sql)
    const page = rows.slice(0, input.limit)
    for (const { id } of page) subjects.add(id)
    return {
      items: page.map((row) => ({
        account: row.id,
        userName: row.user_name,
        name: row.name,
        email: row.email,
        openedAt: formatInstant(row.created_at.getTime()),
        closedAt: row.closed_at && formatInstant(row.closed_at.getTime()),
        hasPassword: row.has_password,
        seats: row.seats.map((seat) => ({ ...seat, agencyName: tree.nameOf(seat.agency) })),
        sessions: row.sessions,
      })),
      nextCursor: rows.length > page.length ? (page.at(-1)?.user_name ?? null) : null,
    }
  },
})
