import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { agencyTree } from '../../organisation/index.ts'
import { PERMISSIONS } from '../contract.ts'
import { DataQuestion, questions, questionView } from '../data-questions.ts'
import { reachOf } from '../policy.ts'
import { localDay } from '../seat.ts'
import type { DossierTables } from '../tables.ts'

/** The agency tells why it looked, or what it put right; once. Errors: dossier.no-question 404, dossier.question-answered 409. */
export const answerDataQuestion = command({
  name: 'dossier.answerDataQuestion',
  route: 'POST /data-questions/{id}/answer',
  summary: 'Trả lời câu hỏi của người dân về dữ liệu của họ',
  input: z.strictObject({
    id: z.uuid(),
    answer: z.string().trim().min(5, 'Viết câu trả lời, ít nhất 5 ký tự.').max(4000),
  }),
  output: DataQuestion,
  permission: PERMISSIONS.answerDataQuestion,
  audit: (input) => `answered question ${input.id} about data`,
  async run({ input, actor, sql: trx, db, memory, now, subjects }) {
    const tree = await agencyTree({ db, memory })
    const reach = reachOf(actor, PERMISSIONS.answerDataQuestion, tree, localDay(now))
    const row = await questions(trx).where('q.id', '=', input.id).forUpdate('q').executeTakeFirst()
    if (!row || (!reach.all && !reach.agencies.includes(row.agency)))
      throw new Problem('dossier.no-question', 404, 'Không có câu hỏi này trong phạm vi của bạn.')
    if (row.answered_at)
      throw new Problem(
        'dossier.question-answered',
        409,
        'Câu hỏi này đã được trả lời; xem câu trả lời đã gửi.',
      )
    subjects.add(row.account)
    const answered = { answer: input.answer, answered_at: now, answered_by: actor.account }
    await (trx as Kysely<DossierTables>)
      .updateTable('dossier.data_question')
      .set(answered)
      .where('id', '=', input.id)
      .execute()
    return questionView({ ...row, ...answered }, tree)
  },
})
