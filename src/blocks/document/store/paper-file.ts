import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { Hidden } from '../../../platform/access/hidden.ts'
import { grantsOf } from '../../../platform/command/actor.ts'
import { query } from '../../../platform/command/declare.ts'
import { provedNumberOf } from '../../identity/index.ts'
import type { DocumentTables } from '../tables.ts'

/** A stored paper as its searchable PDF, for officers who may read the store and for the citizen it belongs to. Errors: paper.not-found 404. */
export const paperFile = query({
  name: 'paper.file',
  route: 'GET /papers/{id}/file',
  summary: 'Xem một giấy tờ trong kho dữ liệu của người dân (PDF)',
  input: z.strictObject({ id: z.uuid() }),
  output: z.any(),
  produces: ['application/pdf'],
  permission: 'signed-in',
  audit: (input) => `read stored paper ${input.id}`,
  async run({ input, sql, actor, files, subjects }) {
    const row = await (sql as Kysely<DocumentTables>)
      .selectFrom('document.kept_paper')
      .select(['citizen_number', 'file'])
      .where('id', '=', input.id)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    const text = 'Không có giấy tờ này trong kho.'
    if (!row) throw new Problem('paper.not-found', 404, text)
    const own = actor.account !== null && (await provedNumberOf(sql, actor.account)) === row.citizen_number
    if (!own && grantsOf(actor, 'paper.read').length === 0) throw new Hidden('paper.not-found', 404, text)
    subjects.add(input.id)
    const { hash, name, mediaType } = row.file
    if (!(await files.has(hash))) throw new Problem('file.unknown', 404, 'Tệp của giấy tờ này không còn.')
    return { contentType: mediaType, fileName: name, body: files.read(hash), inline: true }
  },
})
