import { sql } from 'kysely'
import { invalid } from '../../../kernel/problem.ts'
import { query } from '../../../platform/command/declare.ts'
import { FindInput, FindOutput, PERMISSIONS } from '../contract.ts'
import { wantedDossiers } from '../find.ts'
import { surroundings } from '../surroundings.ts'
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
    let found = wantedDossiers(trx, wanted, actor, around)
    if (cursor) {
      const [at, id] = readCursor(cursor)
      const key = sort === 'due' ? sql`coalesce(d.first_due_at, ${NEVER})` : sql.ref(column)
      found = found.where(
        ascending
          ? sql<boolean>`(${key}, d.id) > (${at}, ${id}::uuid)`
          : sql<boolean>`(${key}, d.id) < (${at}, ${id}::uuid)`,
      )
    }
    const rows = await found
      .leftJoin('dossier.dossier_answer as a', (join) =>
        join.onRef('a.dossier_id', '=', 'd.id').on('a.seq', '=', 0),
      )
      .selectAll('d')
      .select('a.applicant_name')
      .orderBy(column, (order) => (ascending ? order.asc().nullsLast() : order.desc()))
      .orderBy('d.id', ascending ? 'asc' : 'desc')
      .limit(limit + 1)
      .execute()
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

function readCursor(cursor: string): [Date, string] {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split('|')
  const moment = new Date(at)
  if (Number.isNaN(moment.getTime()) || !/^[0-9a-f-]{36}$/.test(id))
    throw invalid('cursor', 'Con trỏ trang không đúng; hãy tải lại danh sách từ đầu.')
  return [moment, id]
}
