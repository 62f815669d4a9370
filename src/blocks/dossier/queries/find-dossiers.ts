import { type Expression, type SqlBool, sql } from 'kysely'
import { invalid } from '../../../kernel/problem.ts'
import { query } from '../../../platform/command/declare.ts'
import { FindInput, FindOutput, PERMISSIONS } from '../contract.ts'
import { startOf, together, wantedDossiers } from '../find.ts'
import { surroundings } from '../surroundings.ts'
import type { DossierRecord } from '../tables.ts'
import { rowView } from '../views.ts'

const COLUMN = { due: 'd.first_due_at', received: 'd.submitted_at', '-received': 'd.submitted_at' } as const
/** Dossiers without a due date come last. */
const NEVER = new Date('9999-12-31T00:00:00Z')

/** A list by deadline or by receipt, of what this person may read; counts and pages are never estimated. */
export const findDossiers = query({
  name: 'dossier.find',
  route: 'GET /dossiers',
  summary: 'Danh sách hồ sơ trong phạm vi của bạn',
  input: FindInput,
  output: FindOutput,
  permission: PERMISSIONS.read,
  audit: () => 'listed dossiers',
  async run({ input, actor, sql: trx, db, memory, now, subjects }) {
    const around = await surroundings({ db, memory }, now, [])
    const { limit, cursor, sort, ...wanted } = input
    const column = COLUMN[sort]
    const ascending = sort !== '-received'
    const from = cursor ? pagesAfter(sort, ...readCursor(cursor)) : firstPage(sort, wanted.receivedFrom)
    const order = sql`${sql.ref(column)} ${sql.raw(ascending ? 'asc nulls last' : 'desc')}, d.id ${sql.raw(ascending ? 'asc' : 'desc')}`
    const ways = wantedDossiers(trx, wanted, actor, around).flatMap(({ query: way, few }) =>
      from.map((part) => {
        const some = way.selectAll('d').where(part.where)
        return few || part.few
          ? sql`select * from (${some} offset 0) as d order by ${order} limit ${limit + 1}`
          : sql`${some} order by ${order} limit ${limit + 1}`
      }),
    )
    const { rows } = await sql<DossierRecord & { applicant_name: string | null }>`
      select d.*, a.applicant_name
      from (select * from (${together(ways)}) as d order by ${order} limit ${limit + 1}) as d
      left join dossier.dossier_answer as a on a.dossier_id = d.id and a.seq = 0
      order by ${order}`.execute(trx)
    const page = rows.slice(0, limit)
    for (const row of page) subjects.add(row.id)
    const complete = await surroundings({ db, memory }, now, page)
    const last = page.at(-1)
    const lastKey = last ? ((sort === 'due' ? last.first_due_at : last.submitted_at) ?? NEVER) : null
    return {
      items: page.map((row) => rowView(row, row.applicant_name, complete)),
      nextCursor:
        rows.length > limit && last && lastKey
          ? Buffer.from(`${lastKey.toISOString()}|${last.id}`).toString('base64url')
          : null,
    }
  },
})

/** A stretch of the list in the order of an index; a few are read whole, then ordered. */
type Part = { where: Expression<SqlBool>; few: boolean }

const part = (where: Expression<SqlBool>, few = false): Part => ({ where, few })
const WITHOUT_DUE = sql<boolean>`d.first_due_at is null`

/** A dossier is never due before it was accepted, so a period's list by deadline need not be looked for before its start. */
function firstPage(sort: keyof typeof COLUMN, receivedFrom: string | undefined): Part[] {
  if (sort !== 'due' || !receivedFrom) return [part(sql<boolean>`true`)]
  const start = startOf(receivedFrom, 'receivedFrom')
  return [part(sql<boolean>`d.first_due_at >= ${start}`), part(WITHOUT_DUE, true)]
}

/** What comes after the cursor's row. By deadline those without one come last, and a range never holds both. */
function pagesAfter(sort: keyof typeof COLUMN, at: Date, id: string): Part[] {
  const key = sql.ref(COLUMN[sort])
  if (sort === '-received') return [part(sql<boolean>`(${key}, d.id) < (${at}, ${id}::uuid)`)]
  const after = sql<boolean>`(${key}, d.id) > (${at}, ${id}::uuid)`
  if (sort === 'received') return [part(after)]
  if (at.getTime() === NEVER.getTime()) return [part(sql<boolean>`(${WITHOUT_DUE} and d.id > ${id}::uuid)`)]
  return [part(after), part(WITHOUT_DUE)]
}

function readCursor(cursor: string): [Date, string] {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split('|')
  const moment = new Date(at)
  if (Number.isNaN(moment.getTime()) || !/^[0-9a-f-]{36}$/.test(id))
    throw invalid('cursor', 'Con trỏ trang không đúng; hãy tải lại danh sách từ đầu.')
  return [moment, id]
}
