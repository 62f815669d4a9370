import type { Kysely } from 'kysely'
import { z } from 'zod'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { type Context, command } from '../../../platform/command/declare.ts'
import { agencyTree } from '../../organisation/index.ts'
import { AgencyCode, FeedbackNumber, FeedbackWork, PERMISSIONS } from '../contract.ts'
import { feedbackToHandle, happened, type Told, today } from '../handle.ts'
import { type Act, FEEDBACK_CLASSES, personalPart } from '../model/feedback.ts'
import type { ContentTables, FeedbackRow } from '../tables.ts'
import { feedbackWork } from '../views.ts'

const Words = (least: string) => z.string().trim().min(5, least).max(5000)
const permission = PERMISSIONS.answer

async function worked(context: Context<unknown>, row: FeedbackRow) {
  const tree = await agencyTree({ db: context.db, memory: context.memory })
  if (row.dossier_id) context.subjects.add(row.dossier_id)
  return feedbackWork(context.sql, row, tree, context.now, context.vault)
}

type Handling<Shape extends z.ZodRawShape> = {
  verb: string
  route: string
  summary: string
  /** What was done, for the audit row. */
  wording: string
  act: Act
  shape: Shape
  told: (context: Context<z.output<z.ZodObject<Shape, z.core.$strict>>>) => Told | Promise<Told>
}

/** One act of the agency that must answer. Errors: feedback.not-found 404, feedback.not-now 409. */
function handling<Shape extends z.ZodRawShape>(of: Handling<Shape>) {
  return command({
    name: `feedback.${of.verb}`,
    route: `POST /feedback/{number}/${of.route}`,
    summary: of.summary,
    input: z.strictObject({ number: FeedbackNumber, ...of.shape }),
    output: FeedbackWork,
    permission,
    audit: (input) => `${of.wording} feedback ${(input as { number: string }).number}`,
    async run(context) {
      const { number } = context.input as { number: string }
      const row = await feedbackToHandle(context, number)
      return worked(context, await happened(context, row, of.act, await of.told(context as never)))
    },
  })
}

/** The agency's answer to the sender. */
export const answerFeedback = handling({
  verb: 'answer',
  route: 'answer',
  summary: 'Trả lời phản ánh, kiến nghị',
  wording: 'answered',
  act: 'answer',
  shape: { answer: Words('Viết câu trả lời, ít nhất 5 ký tự.') },
  told: ({ input: { answer }, now }) => ({ note: answer, changes: { answer, handled_at: now } }),
})

/** Not for this agency or any other to handle; the reason goes to the sender. */
export const refuseFeedback = handling({
  verb: 'refuse',
  route: 'refuse',
  summary: 'Từ chối phản ánh, kiến nghị, có lý do',
  wording: 'refused',
  act: 'refuse',
  shape: { reason: Words('Nêu lý do, ít nhất 5 ký tự.') },
  told: ({ input: { reason }, now }) => ({ note: reason, changes: { answer: reason, handled_at: now } }),
})

/** Another agency's to answer: it gets it with a limit that begins anew. Errors besides: request.invalid naming to. */
export const forwardFeedback = handling({
  verb: 'forward',
  route: 'forward',
  summary: 'Chuyển phản ánh, kiến nghị đến cơ quan có thẩm quyền',
  wording: 'forwarded',
  act: 'forward',
  shape: { to: AgencyCode, note: Words('Ghi lý do chuyển, ít nhất 5 ký tự.') },
  async told({ input: { to, note }, db, memory, now }) {
    const tree = await agencyTree({ db, memory })
    if (!tree.inForce(to, today(now))) throw invalid('to', 'Chọn một cơ quan khác đang hoạt động.')
    return { note, toAgency: to, changes: { agency: to } }
  },
})

/** The sender is asked for more; the limit stands still meanwhile. */
export const askSupplement = handling({
  verb: 'askSupplement',
  route: 'ask-supplement',
  summary: 'Đề nghị người phản ánh bổ sung nội dung',
  wording: 'asked for more on',
  act: 'askSupplement',
  shape: { note: Words('Ghi điều cần bổ sung, ít nhất 5 ký tự.') },
  told: ({ input: { note } }) => ({ note }),
})

/**
 * Puts the matter and its answer before the public, in words without personal data: what looks like a telephone or
 * citizen number or an e-mail address is refused. Errors besides: feedback.personal-data 422.
 */
export const publishFeedback = handling({
  verb: 'publish',
  route: 'publish',
  summary: 'Công khai kết quả xử lý phản ánh, kiến nghị (không có dữ liệu cá nhân)',
  wording: 'published',
  act: 'publish',
  shape: {
    body: Words('Viết nội dung công khai, ít nhất 5 ký tự.'),
    answer: Words('Viết câu trả lời công khai, ít nhất 5 ký tự.'),
  },
  told({ input: { body, answer }, now }) {
    for (const [path, text] of Object.entries({ body, answer })) {
      const found = personalPart(text)
      if (found)
        throw invalid(
          path,
          `“${found}” giống số điện thoại, số định danh hoặc thư điện tử. Bỏ đi trước khi công khai.`,
          'feedback.personal-data',
        )
    }
    return { changes: { public_body: body, public_answer: answer, published_at: now } }
  },
})

/** Puts it into its class, and says which earlier one it repeats. Errors: feedback.not-found 404, request.invalid naming repeats. */
export const classifyFeedback = command({
  name: 'feedback.classify',
  route: 'POST /feedback/{number}/classify',
  summary: 'Phân loại phản ánh, kiến nghị; đánh dấu trùng với phản ánh trước',
  input: z.strictObject({
    number: FeedbackNumber,
    class: z.enum(FEEDBACK_CLASSES),
    repeats: FeedbackNumber.optional(),
  }),
  output: FeedbackWork,
  permission,
  audit: (input) => `classified feedback ${input.number} as ${input.class}`,
  async run(context) {
    const { number, class: sort, repeats } = context.input
    const row = await feedbackToHandle(context, number)
    const tables = context.sql as Kysely<ContentTables>
    const earlier = repeats
      ? await tables
          .selectFrom('content.feedback')
          .select(['id', 'received_at'])
          .where('number', '=', repeats)
          .executeTakeFirst()
      : null
    if (repeats && (!earlier || earlier.id === row.id || earlier.received_at > row.received_at))
      throw new Problem('request.invalid', 422, 'Không có phản ánh trước mang mã này.', [
        { path: 'repeats', message: 'Ghi mã của một phản ánh gửi trước.' },
      ])
    const changes = { class: sort, repeats: earlier?.id ?? null }
    await tables.updateTable('content.feedback').set(changes).where('id', '=', row.id).execute()
    return worked(context, { ...row, ...changes })
  },
})
