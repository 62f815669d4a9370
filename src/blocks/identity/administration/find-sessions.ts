import { sql as raw } from 'kysely'
import { z } from 'zod'
import { formatInstant } from '../../../kernel/local-time.ts'
import { plain } from '../../../kernel/vietnamese.ts'
import { query } from '../../../platform/command/declare.ts'
import { agencyTree } from '../../organisation/index.ts'
import { PERMISSIONS } from '../contract.ts'
import { AdministeredSession } from '../model/administered.ts'
import { administered, withinReach } from './reach.ts'

type Row = {
  id: string
  account: string
  name: string
  user_name: string
  way: string
  agent: string
  origin: string
  created_at: Date
  seen_at: Date
}

/** Who is signed in now, last seen first; one is ended by identity.endSession. */
export const findSessions = query({
  name: 'identity.findSessions',
  route: 'GET /sessions',
  summary: 'Các phiên đăng nhập đang mở của cán bộ trong phạm vi quản trị',
  input: z.strictObject({
    q: z.string().trim().max(200).default(''),
    account: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.uuid('Trang này không còn; hãy tải lại danh sách.').optional(),
  }),
  output: z.object({ items: z.array(AdministeredSession), nextCursor: z.string().nullable() }),
  permission: PERMISSIONS.administer,
  audit: () => 'listed open sessions',
  async run({ input, actor, sql, db, memory, now, subjects }) {
    const tree = await agencyTree({ db, memory })
    const words = `%${plain(input.q).replace(/[\\%_]/g, '\\$&')}%`
    const { account = null, cursor = null } = input
    const { rows } = await raw<Row>`
      select s.id::text, s.account, a.name, a.user_name, s.way, s.agent, s.origin, s.created_at, s.seen_at
      from identity.session s join identity.account a on a.id = s.account
      where a.kind = 'officer' and s.expires_at > ${now} and ${withinReach('a.id', administered(actor, tree))}
        and (${account}::text is null or s.account = ${account})
        and (${input.q} = '' or platform.plain(a.name) like ${words} or a.user_name like ${words})
        and (${cursor}::uuid is null
          or (s.created_at, s.id) < (select c.created_at, c.id from identity.session c where c.id = ${cursor}::uuid))
      order by s.created_at desc, s.id desc limit ${input.limit + 1}`.execute(sql)
    const page = rows.slice(0, input.limit)
    for (const row of page) subjects.add(row.account)
    return {
      items: page.map(({ user_name, created_at, seen_at, ...row }) => ({
        ...row,
        userName: user_name,
        current: row.id === actor.session,
        openedAt: formatInstant(created_at.getTime()),
        seenAt: formatInstant(seen_at.getTime()),
      })),
      nextCursor: rows.length > page.length ? (page.at(-1)?.id ?? null) : null,
    }
  },
})
