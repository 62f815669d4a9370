import type { Kysely } from 'kysely'
import { parseInstant } from '../../../kernel/local-time.ts'
import { invalid } from '../../../kernel/problem.ts'
import { plain } from '../../../kernel/vietnamese.ts'
import { query } from '../../../platform/command/declare.ts'
import { FindDraftsInput, FindDraftsOutput } from '../contract.ts'
import { draftRow } from '../drafts.ts'
import type { ProcedureTables } from '../tables.ts'

const OPEN = ['editing', 'submitted', 'returned'] as const

/** Drafts, last changed first; `q` finds words of the title or the code, with or without diacritics. */
export const findDrafts = query({
  name: 'procedure.findDrafts',
  route: 'GET /procedure-drafts',
  summary: 'Tìm bản thảo thủ tục',
  input: FindDraftsInput,
  output: FindDraftsOutput,
  permission: 'procedure.readDrafts',
  async run({ input, sql }) {
    let asked = (sql as Kysely<ProcedureTables>)
      .selectFrom('procedure.draft')
      .select([
        'id',
        'procedure',
        'version',
        'based_on',
        'origin',
        'status',
        'fixed',
        'flags',
        'title',
        'search',
      ])
      .select(['editors', 'submission', 'returned', 'published', 'updated_by', 'updated_at'])
    if (input.procedure) asked = asked.where('procedure', '=', input.procedure)
    if (input.status)
      asked = asked.where('status', 'in', input.status === 'open' ? [...OPEN] : [input.status])
    for (const word of plain(input.q ?? '')
      .split(/\s+/)
      .filter(Boolean))
      asked = asked.where('search', 'like', `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`)
    if (input.cursor) {
      const [at, id] = after(input.cursor)
      asked = asked.where((eb) =>
        eb.or([eb('updated_at', '<', at), eb.and([eb('updated_at', '=', at), eb('id', '>', id)])]),
      )
    }
    const rows = await asked
      .orderBy('updated_at', 'desc')
      .orderBy('id')
      .limit(input.limit + 1)
      .execute()
    const page = rows.slice(0, input.limit)
    const last = page.at(-1)
    const more = rows.length > page.length && last
    return {
      items: page.map(draftRow),
      nextCursor: more ? `${last.updated_at.toISOString()}_${last.id}` : null,
    }
  },
})

function after(cursor: string): [Date, string] {
  const [at = '', id = ''] = cursor.split('_')
  const moment = parseInstant(at)
  if (moment === null || !/^[0-9a-f-]{36}$/.test(id))
    throw invalid('cursor', 'Con trỏ trang không đúng; hãy tải lại danh sách từ đầu.')
  return [new Date(moment), id]
}
