import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { provedNumberOf } from '../../identity/index.ts'
import type { DocumentTables } from '../tables.ts'

/** A citizen takes a paper out of their own store; dossiers it already serves keep their copy. Errors: paper.not-found 404. */
export const endPaper = command({
  name: 'paper.end',
  route: 'POST /my-data/papers/{id}/end',
  summary: 'Bỏ một giấy tờ khỏi kho dữ liệu của tôi',
  input: z.strictObject({ id: z.uuid() }),
  output: z.object({ id: z.uuid() }),
  permission: 'signed-in',
  audit: (input) => `took paper ${input.id} out of the own store`,
  async run({ input, sql, actor, now, subjects }) {
    const number = actor.account === null ? null : await provedNumberOf(sql, actor.account)
    const ended = await (sql as Kysely<DocumentTables>)
      .updateTable('document.kept_paper')
      .set({ ended_at: now })
      .where('id', '=', input.id)
      .where('citizen_number', '=', number ?? '')
      .where('ended_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!ended) throw new Problem('paper.not-found', 404, 'Không có giấy tờ này trong kho của bạn.')
    subjects.add(input.id)
    return { id: input.id }
  },
})
