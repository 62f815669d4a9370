import { type Kysely, type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { formatInstant } from '../../kernel/local-time.ts'
import { invalid, Problem } from '../../kernel/problem.ts'
import { type Actor, grantsOf } from '../command/actor.ts'
import { query } from '../command/declare.ts'
import { Head } from './operations.ts'
import { headOf, proveRows } from './prove.ts'
import type { AuditRow } from './tables.ts'

const PERMISSION = 'audit.read'
const Id = z.string().trim().min(1).max(200)
const Moment = z.iso.datetime({
  offset: true,
  message: 'Thời điểm viết theo RFC 3339, ví dụ 2022-04-28T09:10:00+07:00',
})

const FoundRow = z.object({
  id: z.string(),
  at: z.iso.datetime({ offset: true }),
  operation: z.string(),
  outcome: z.enum(['done', 'refused']),
  actorKind: z.string(),
  account: z.string().nullable(),
  position: z.string().nullable(),
  agency: z.string().nullable(),
  /** Ids of those whose data was shown or changed. */
  subjects: z.array(z.string()),
  wording: z.string(),
  /** It stands in the sealed tree: audit.proveRow shows it. */
  sealed: z.boolean(),
})

/**
 * Who did what, newest first, by any of: who, operation, object (the id that a wording names, or of whoever's data it was),
 * agency, time [from, to), outcome. A search is an act that leaves its own row. How far it reaches: a grant over all sees
 * every row, one over an agency those of its officers. Errors: request.invalid naming cursor, from or to.
 */
export const auditSearch = query({
  name: 'audit.search',
  route: 'GET /audit/rows',
  summary: 'Tìm trong nhật ký: ai, việc gì, đối tượng nào, cơ quan, thời gian, kết quả',
  input: z.strictObject({
    account: Id.optional(),
    operation: Id.optional(),
    object: Id.optional(),
    agency: Id.optional(),
    from: Moment.optional(),
    to: Moment.optional(),
    outcome: z.enum(['done', 'refused']).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(100).optional(),
  }),
  output: z.object({ items: z.array(FoundRow), nextCursor: z.string().nullable() }),
  permission: PERMISSION,
  audit: ({ operation, object, account, agency }) =>
    ['searched the audit', operation, object, account, agency].filter(Boolean).join(' '),
  async run({ input, actor, sql: trx, subjects }) {
    const { account, operation, object, agency, outcome } = input
    const conditions = [reach(actor)]
    if (account) conditions.push(sql`r.account = ${account}`)
    if (operation) conditions.push(sql`r.operation = ${operation}`)
    if (agency) conditions.push(sql`r.agency = ${agency}`)
    if (outcome) conditions.push(sql`r.outcome = ${outcome}`)
    if (object) conditions.push(names(object))
    if (input.from) conditions.push(sql`r.at >= ${instant('from', input.from)}`)
    if (input.to) conditions.push(sql`r.at < ${instant('to', input.to)}`)
    if (input.cursor) {
      const [at, id] = cursorOf(input.cursor)
      conditions.push(sql`(r.at, r.id) < (${at}, ${id}::bigint)`)
    }
    const { rows } = await sql<AuditRow & { sealed: boolean }>`
      select r.*, exists (select 1 from audit.audit_leaf l where l.row_id = r.id) as sealed
      from audit.audit_row r where ${sql.join(conditions, sql` and `)}
      order by r.at desc, r.id desc limit ${input.limit + 1}`.execute(trx)
    const page = rows.slice(0, input.limit)
    // Who searched is a subject too, so that a search that found nothing leaves its row.
    if (actor.account) subjects.add(actor.account)
    for (const row of page) if (row.account) subjects.add(row.account)
    const last = page.at(-1)
    return {
      items: page.map(view),
      nextCursor: rows.length > page.length && last ? `${last.at.getTime()}.${last.id}` : null,
    }
  },
})

/** One row with its way to the newest signed head: nobody has altered it since it was sealed. Errors: audit.no-row 404, audit.not-sealed 409. */
export const auditProveRow = query({
  name: 'audit.proveRow',
  route: 'GET /audit/rows/{id}/proof',
  summary: 'Bằng chứng một dòng nhật ký không bị sửa từ khi niêm phong',
  input: z.strictObject({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
  output: z.object({
    form: z.literal('tan-trao-row-evidence/1'),
    head: Head,
    record: z.record(z.string(), z.unknown()),
    index: z.int(),
    path: z.array(z.string()),
  }),
  permission: PERMISSION,
  audit: (input) => `proved audit row ${input.id}`,
  async run({ input, actor, sql: trx, subjects }) {
    const row = await rowOf(trx, input.id, actor)
    const head = await headOf(trx, 'newest')
    const [proven] = head && row ? await proveRows(trx, [input.id], head.size) : []
    if (!row)
      throw new Problem('audit.no-row', 404, `Không có dòng nhật ký số ${input.id} trong phạm vi của bạn.`)
    if (!head || !proven)
      throw new Problem(
        'audit.not-sealed',
        409,
        'Dòng này chưa được niêm phong. Việc niêm phong chạy mỗi phút; xin thử lại sau ít phút.',
      )
    if (actor.account) subjects.add(actor.account)
    if (row.account) subjects.add(row.account)
    const { record, index, path } = proven
    return { form: 'tan-trao-row-evidence/1' as const, head, record, index, path }
  },
})

async function rowOf(trx: Kysely<any>, id: number, actor: Actor): Promise<AuditRow | undefined> {
  const { rows } = await sql<AuditRow>`
    select r.* from audit.audit_row r where r.id = ${id} and ${reach(actor)}`.execute(trx)
  return rows[0]
}

/** The platform knows no tree of agencies: a grant over a subtree reaches the agency it hangs on. */
function reach(actor: Actor): RawBuilder<unknown> {
  const grants = grantsOf(actor, PERMISSION)
  if (grants.some((grant) => grant.scope === 'all')) return sql`true`
  const agencies = grants.flatMap(({ agency }) => (agency === null ? [] : [agency]))
  return sql`r.agency = any(${agencies}::text[])`
}

/** As the index has the words of a wording. */
function names(object: string): RawBuilder<unknown> {
  return sql`((r.subjects @> array[${object}]::text[] and r.subjects <> '{}')
    or string_to_array(translate(r.wording, ',:;()', '     '), ' ') @> array[${object}]::text[])`
}

function instant(path: string, text: string): Date {
  const found = new Date(text)
  if (Number.isNaN(found.getTime()) || found.getUTCFullYear() > 9000)
    throw invalid(path, 'Thời điểm này không có thật.')
  return found
}

function cursorOf(text: string): [Date, string] {
  const parts = /^(\d{1,14})\.(\d{1,18})$/.exec(text)
  if (!parts) throw invalid('cursor', 'Trang này không còn; hãy tìm lại từ đầu.')
  return [new Date(Number(parts[1])), parts[2]!]
}

function view(row: AuditRow & { sealed: boolean }) {
  return {
    id: String(row.id),
    at: formatInstant(row.at.getTime()),
    operation: row.operation,
    outcome: row.outcome,
    actorKind: row.actor_kind,
    account: row.account,
    position: row.position,
    agency: row.agency,
    subjects: row.subjects,
    wording: row.wording,
    sealed: row.sealed,
  }
}
