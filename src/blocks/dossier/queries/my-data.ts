import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { formatInstant } from '../../../kernel/local-time.ts'
import { invalid } from '../../../kernel/problem.ts'
import { query } from '../../../platform/command/declare.ts'
import { keptPaperIds } from '../../document/index.ts'
import { provedNumberOf } from '../../identity/index.ts'
import { agencyTree, formerSeats, seats } from '../../organisation/index.ts'
import { localDay } from '../seat.ts'

const Instant = z.iso.datetime({ offset: true })

type Access = {
  id: number
  at: Date
  operation: string
  actor_kind: string
  account: string | null
  position: string | null
  agency: string | null
  codes: string[]
}

/**
 * Who read or changed the signed-in person's data, newest first: when, for what, from which agency and seat. The purpose
 * is the operation itself. An attempt that was refused showed nothing and is not told. Their own readings are left out unless
 * asked for.
 * Law: right of the data subject to know (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15).
 */
export const myData = query({
  name: 'audit.myData',
  route: 'GET /my-data/accesses',
  summary: 'Ai đã xem dữ liệu của tôi, khi nào, để làm gì',
  input: z.strictObject({
    own: z.literal('true').optional(),
    dossier: z.string().max(60).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(40).optional(),
  }),
  output: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        at: Instant,
        operation: z.string(),
        dossiers: z.array(z.string()),
        by: z.object({
          kind: z.enum(['self', 'officer', 'system', 'visitor', 'job']),
          agency: z.string().nullable(),
          title: z.string().nullable(),
        }),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
  permission: 'signed-in',
  async run({ input, actor, sql: trx, db, memory, now }) {
    const before = input.cursor ? Number(input.cursor) : Number.MAX_SAFE_INTEGER
    if (!Number.isSafeInteger(before))
      throw invalid('cursor', 'Con trỏ trang không đọc được; hãy xem lại từ đầu.')
    const account = actor.account ?? ''
    const only = input.dossier ?? null
    // Readings of one's own store of papers count as readings of oneself.
    const number = only === null ? await provedNumberOf(trx, account) : null
    const besides = only === null ? [account, ...(number ? await keptPaperIds(trx, number) : [])] : []
    const { rows } = await sql<Access>`
      with mine as (
        select id::text as id, code from dossier.dossier
        where applicant_account = ${account} and (${only}::text is null or code = ${only}))
      select r.id, r.at, r.operation, r.actor_kind, r.account, r.position, r.agency,
        array(select code from mine where mine.id = any(r.subjects) order by code) as codes
      from audit.audit_row r
      where r.subjects && (select coalesce(array_agg(id), '{}') || ${besides}::text[] from mine)
        and r.subjects <> '{}' and r.outcome = 'done' and r.id < ${before}
        and (${input.own === 'true'} or r.account is distinct from ${account})
      order by r.id desc limit ${input.limit + 1}`.execute(trx as Kysely<any>)
    const page = rows.slice(0, input.limit)
    const tree = await agencyTree({ db, memory })
    const day = localDay(now)
    const [present, former] = await Promise.all([
      seats({ db, memory }, day),
      formerSeats({ db, memory }, day),
    ])
    return {
      items: page.map((row) => ({
        id: String(row.id),
        at: formatInstant(row.at.getTime()),
        operation: row.operation,
        dossiers: row.codes,
        by: {
          kind: kindOf(row, account),
          agency: row.agency ? tree.nameOf(row.agency) : null,
          title: row.position
            ? ((present.get(row.position) ?? former.get(row.position))?.title ?? null)
            : null,
        },
      })),
      nextCursor: rows.length > input.limit ? String(page.at(-1)!.id) : null,
    }
  },
})

function kindOf(row: Access, account: string) {
  if (row.account === account) return 'self' as const
  if (row.actor_kind === 'person') return 'officer' as const
  return row.actor_kind as 'system' | 'visitor' | 'job'
}
