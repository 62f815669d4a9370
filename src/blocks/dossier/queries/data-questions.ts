import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { agencyTree } from '../../organisation/index.ts'
import { PERMISSIONS } from '../contract.ts'
import { DataQuestion, questions, questionView } from '../data-questions.ts'
import { reachOf } from '../policy.ts'
import { localDay } from '../seat.ts'

const MOST = 200

/** Questions about data: `mine` those the signed-in person asked, `open` those their agency still owes an answer. */
export const findDataQuestions = query({
  name: 'dossier.findDataQuestions',
  route: 'GET /data-questions',
  summary: 'Câu hỏi về dữ liệu: của tôi, hoặc cơ quan tôi còn phải trả lời',
  input: z.strictObject({ which: z.enum(['mine', 'open']).default('mine') }),
  output: z.object({ items: z.array(DataQuestion) }),
  permission: 'signed-in',
  audit: (input) => `listed ${input.which} questions about data`,
  async run({ input, actor, sql: trx, db, memory, now, subjects }) {
    const tree = await agencyTree({ db, memory })
    let asked = questions(trx).orderBy('q.asked_at', 'desc').limit(MOST)
    if (input.which === 'mine') asked = asked.where('q.account', '=', actor.account ?? '')
    else {
      const reach = reachOf(actor, PERMISSIONS.answerDataQuestion, tree, localDay(now))
      asked = asked.where('q.answered_at', 'is', null)
      if (!reach.all) asked = asked.where('q.agency', 'in', [...reach.agencies, ''])
    }
    const rows = await asked.execute()
    for (const row of rows) if (row.account !== actor.account) subjects.add(row.account)
    return { items: rows.map((row) => questionView(row, tree)) }
  },
})
