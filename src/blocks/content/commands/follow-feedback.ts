import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { type Context, command, query } from '../../../platform/command/declare.ts'
import { agencyTree } from '../../organisation/index.ts'
import { FeedbackNumber, FeedbackView, Secret } from '../contract.ts'
import { happened, ownFeedback } from '../handle.ts'
import type { ContentTables, FeedbackRow } from '../tables.ts'
import { feedbackView } from '../views.ts'

async function viewed(context: Context<unknown>, row: FeedbackRow) {
  const tree = await agencyTree({ db: context.db, memory: context.memory })
  return feedbackView(context.sql, row, tree, context.now)
}

/** The sender follows what they sent, by the secret given then. Errors: feedback.not-found 404, request.too-many 429. */
export const followFeedback = query({
  name: 'feedback.follow',
  route: 'GET /feedback/{number}',
  summary: 'Theo dõi phản ánh, kiến nghị đã gửi',
  input: z.strictObject({ number: FeedbackNumber, secret: Secret }),
  output: FeedbackView,
  permission: 'public',
  audit: (input) => `followed feedback ${input.number}`,
  async run(context) {
    return viewed(context, await ownFeedback(context, context.input.number, context.input.secret))
  },
})

/** The sender adds what was asked for; the limit runs on. Errors: feedback.not-found 404, feedback.not-now 409. */
export const supplementFeedback = command({
  name: 'feedback.supplement',
  route: 'POST /feedback/{number}/supplement',
  summary: 'Bổ sung nội dung phản ánh, kiến nghị',
  input: z.strictObject({
    number: FeedbackNumber,
    secret: Secret,
    text: z.string().trim().min(5, 'Viết nội dung bổ sung, ít nhất 5 ký tự.').max(5000),
  }),
  output: FeedbackView,
  permission: 'public',
  audit: (input) => `added to feedback ${input.number}`,
  async run(context) {
    const { number, secret, text } = context.input
    const row = await ownFeedback(context, number, secret, true)
    return viewed(context, await happened(context, row, 'supplement', { note: text }))
  },
})

/** The sender says whether the answer helped; the last word counts. Errors: feedback.not-found 404, feedback.not-answered 409. */
export const rateAnswer = command({
  name: 'feedback.rate',
  route: 'POST /feedback/{number}/verdict',
  summary: 'Hài lòng hoặc không hài lòng với câu trả lời',
  input: z.strictObject({
    number: FeedbackNumber,
    secret: Secret,
    verdict: z.enum(['like', 'dislike'], { error: 'Chọn hài lòng hoặc không hài lòng.' }),
  }),
  output: FeedbackView,
  permission: 'public',
  audit: (input) => `rated the answer to feedback ${input.number}`,
  async run(context) {
    const { number, secret, verdict } = context.input
    const row = await ownFeedback(context, number, secret, true)
    if (row.handled_at === null)
      throw new Problem('feedback.not-answered', 409, 'Phản ánh chưa được trả lời nên chưa đánh giá được.')
    await (context.sql as Kysely<ContentTables>)
      .updateTable('content.feedback')
      .set({ verdict })
      .where('id', '=', row.id)
      .execute()
    return viewed(context, { ...row, verdict })
  },
})
