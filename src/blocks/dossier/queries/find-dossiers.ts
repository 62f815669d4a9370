import { sql } from 'kysely'
import { invalid } from '../../../kernel/problem.ts'
import { query } from '../../../platform/command/declare.ts'
import { FindInput, FindOutput, PERMISSIONS } from '../contract.ts'
import { together, wantedDossiers } from '../find.ts'
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
    const from = cursor ? pagesAfter(sort, ...readCursor(cursor)) : [sql<boolean>`true`]
    const order = sql`${sql.ref(column)} ${sql.raw(ascending ? 'asc nulls last' : 'desc')}, d.id ${sql.raw(ascending ? 'asc' : 'desc')}`
    const ways = wantedDossiers(trx, wanted, actor, around).flatMap((way) =>
      from.map((after) => sql`${way.selectAll('d').where(after)} order by ${order} limit ${limit + 1}`),
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

/**
 * What comes after the cursor's row, each part in the order of an index. By deadline those without one come last, and a
 * range never holds both.
 */
function pagesAfter(sort: keyof typeof COLUMN, at: Date, id: string) {
  const key = sql.ref(COLUMN[sort])
  if (sort === '-received') return [sql<boolean>`(${key}, d.id) < (${at}, ${id}::uuid)`]
  if (sort === 'received') return [sql<boolean>`(${key}, d.id) > (${at}, ${id}::uuid)`]
  const without = sql<boolean>`d.first_due_at is null`
  if (at.getTime() === NEVER.getTime()) return [sql<boolean>`(${without} and d.id > ${id}::uuid)`]
  return [sql<boolean>`(${key}, d.id) > (${at}, ${id}::uuid)`, without]
}

function readCursor(cursor: string): [Date, string] {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split('|')
  const moment = new Date(at)
  if (Number.isNaN(moment.getTime()) || !/^[0-9a-f-]{36}$/.test(id))
    throw invalid('cursor', 'Con trỏ trang không đúng; hãy tải lại danh sách từ đầu.')
  return [moment, id]
}
