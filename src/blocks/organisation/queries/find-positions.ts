import { sql as raw } from 'kysely'
import { z } from 'zod'
import { dayOf, formatDate } from '../../../kernel/local-time.ts'
import { plain } from '../../../kernel/vietnamese.ts'
import { grantsOf } from '../../../platform/command/actor.ts'
import { query } from '../../../platform/command/declare.ts'
import { PERMISSIONS, SeatView } from '../contract.ts'
import { covers } from '../model/giving.ts'
import { agencyTree } from '../read.ts'

type Row = Omit<z.input<typeof SeatView>, 'agencyName'>

/** Seats within one's administration with holders, rights and equipment, from when to when; by name of seat or holder. */
export const findPositions = query({
  name: 'organisation.findPositions',
  route: 'GET /positions/administered',
  summary: 'Các vị trí trong phạm vi quản trị: ai giữ, quyền gì, trang bị gì',
  input: z.strictObject({
    q: z.string().trim().max(200).optional(),
    agency: z.string().max(100).optional(),
    position: z.string().max(200).optional(),
    account: z.string().max(200).optional(),
    /** `true`: also those that have ended. */
    ended: z.literal('true').optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(200).optional(),
  }),
  output: z.object({ items: z.array(SeatView), nextCursor: z.string().nullable() }),
  permission: PERMISSIONS.change,
  audit: () => 'listed positions with holders and rights',
  async run({ input, actor, sql, db, memory, now, subjects }) {
    const tree = await agencyTree({ db, memory })
    const grants = grantsOf(actor, PERMISSIONS.change)
    const reach = tree
      .all()
      .map(({ code }) => code)
      .filter((code) => covers(grants, 'agency', code, tree))
    const day = formatDate(dayOf(now.getTime()))
    const words = `%${plain(input.q ?? '').replace(/[\\%_]/g, '\\$&')}%`
    const { rows } = await raw<Row>`
      select p.id, p.agency, p.title, p.roles, p.valid_from::text as "from", p.valid_to::text as "to",
        coalesce((select json_agg(json_build_object('account', h.account, 'name', h.person_name,
            'from', h.valid_from, 'to', h.valid_to) order by h.valid_from desc)
          from organisation.holding h where h.position = p.id), '[]') as holders,
        coalesce((select json_agg(json_build_object('permission', g.permission, 'scope', g.scope,
            'from', g.valid_from, 'to', g.valid_to) order by g.permission, g.scope, g.valid_from)
          from organisation.seat_grant g where g.position = p.id and (g.valid_to is null or g.valid_to > ${day}::date)), '[]') as grants,
        coalesce((select json_agg(distinct e.kind)
          from organisation.equipment e where e.position = p.id and (e.valid_to is null or e.valid_to > ${day}::date)), '[]') as equipment
      from organisation.position p
      where p.agency = any(${reach})
        and (${input.agency ?? null}::text is null or p.agency = ${input.agency ?? null})
        and (${input.position ?? null}::text is null or p.id = ${input.position ?? null})
        and (${input.account ?? null}::text is null or exists (select 1 from organisation.holding h
          where h.position = p.id and h.account = ${input.account ?? null}))
        and (${input.ended === 'true'} or p.valid_to is null or p.valid_to > ${day}::date)
        and (${!input.q} or platform.plain(p.title) like ${words}
          or exists (select 1 from organisation.holding h where h.position = p.id and platform.plain(h.person_name) like ${words}))
        and (${input.cursor ?? null}::text is null or p.id > ${input.cursor ?? null})
      order by p.id limit ${input.limit + 1}`.execute(sql)
    const items = rows.slice(0, input.limit).map((row) => ({ ...row, agencyName: tree.nameOf(row.agency) }))
    for (const { holders } of items) for (const { account } of holders) subjects.add(account)
    return { items, nextCursor: rows.length > input.limit ? (items.at(-1)?.id ?? null) : null }
  },
})
