import type { Kysely } from 'kysely'
import { z } from 'zod'
import { formatInstant } from '../../../kernel/local-time.ts'
import { Hidden } from '../../../platform/access/hidden.ts'
import { query } from '../../../platform/command/declare.ts'
import { agencyTree } from '../../organisation/index.ts'
import { FeedbackNumber, FeedbackView, FeedbackWork, PERMISSIONS, PublishedFeedback } from '../contract.ts'
import { feedbackReach } from '../handle.ts'
import type { ContentTables } from '../tables.ts'
import { feedbackRow, feedbackWork } from '../views.ts'

const Line = FeedbackView.omit({ events: true })
const OPEN = ['received', 'supplementing', 'answered'] as const

/** What was reported of the agencies one reaches: still to do by what is due first, or all by what came last. */
export const findFeedback = query({
  name: 'feedback.find',
  route: 'GET /feedback-work',
  summary: 'Phản ánh, kiến nghị cơ quan tôi phải xử lý',
  input: z.strictObject({
    which: z.enum(['open', 'all']).default('open'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: FeedbackNumber.optional(),
  }),
  output: z.object({ items: z.array(Line), nextCursor: z.string().nullable() }),
  permission: PERMISSIONS.answer,
  audit: (input) => `listed ${input.which} feedback`,
  async run(context) {
    const { input, sql, db, memory, now } = context
    const reach = await feedbackReach(context)
    const tables = sql as Kysely<ContentTables>
    let asked = tables.selectFrom('content.feedback').selectAll()
    if (!reach.all) asked = asked.where('agency', 'in', [...reach.agencies, ''])
    const at = input.cursor
      ? await tables
          .selectFrom('content.feedback')
          .select(['due_at', 'received_at', 'id'])
          .where('number', '=', input.cursor)
          .executeTakeFirst()
      : undefined
    if (input.which === 'open') {
      asked = asked.where('state', 'in', OPEN).orderBy('due_at').orderBy('id')
      if (at)
        asked = asked.where((where) =>
          where(where.refTuple('due_at', 'id'), '>', where.tuple(at.due_at, at.id)),
        )
    } else {
      asked = asked.orderBy('received_at', 'desc').orderBy('id', 'desc')
      if (at)
        asked = asked.where((where) =>
          where(where.refTuple('received_at', 'id'), '<', where.tuple(at.received_at, at.id)),
        )
    }
    const rows = await asked.limit(input.limit + 1).execute()
    const items = rows.slice(0, input.limit)
    const tree = await agencyTree({ db, memory })
    return {
      items: items.map((row) => feedbackRow(row, tree, now)),
      nextCursor: rows.length > items.length ? (items.at(-1)?.number ?? null) : null,
    }
  },
})

/** One of them whole, with the contact. Errors: feedback.not-found 404. */
export const getFeedback = query({
  name: 'feedback.get',
  route: 'GET /feedback-work/{number}',
  summary: 'Một phản ánh, kiến nghị để xử lý',
  input: z.strictObject({ number: FeedbackNumber }),
  output: FeedbackWork,
  permission: PERMISSIONS.answer,
  audit: (input) => `read feedback ${input.number}`,
  async run(context) {
    const { input, sql, db, memory, now, vault, subjects } = context
    const row = await (sql as Kysely<ContentTables>)
      .selectFrom('content.feedback')
      .selectAll()
      .where('number', '=', input.number)
      .executeTakeFirst()
    const reach = await feedbackReach(context)
    if (!row || (!reach.all && !reach.agencies.includes(row.agency)))
      throw new Hidden('feedback.not-found', 404, 'Không có phản ánh mã này trong phạm vi của bạn.')
    if (row.dossier_id) subjects.add(row.dossier_id)
    return feedbackWork(sql, row, await agencyTree({ db, memory }), now, vault)
  },
})

/** What was answered in public, newest first. */
export const publishedFeedback = query({
  name: 'feedback.published',
  route: 'GET /feedback-published',
  summary: 'Kết quả xử lý phản ánh, kiến nghị đã công khai',
  input: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(20),
    cursor: FeedbackNumber.optional(),
  }),
  output: z.object({ items: z.array(PublishedFeedback), nextCursor: z.string().nullable() }),
  permission: 'public',
  async run({ input, sql, db, memory }) {
    const tables = sql as Kysely<ContentTables>
    let asked = tables.selectFrom('content.feedback').selectAll().where('state', '=', 'published')
    const at = input.cursor
      ? await tables
          .selectFrom('content.feedback')
          .select(['published_at', 'id'])
          .where('number', '=', input.cursor)
          .where('state', '=', 'published')
          .executeTakeFirst()
      : undefined
    if (at)
      asked = asked.where((where) =>
        where(where.refTuple('published_at', 'id'), '<', where.tuple(at.published_at, at.id)),
      )
    const rows = await asked
      .orderBy('published_at', 'desc')
      .orderBy('id', 'desc')
      .limit(input.limit + 1)
      .execute()
    const items = rows.slice(0, input.limit)
    const tree = await agencyTree({ db, memory })
    return {
      items: items.map((row) => ({
        number: row.number,
        class: row.class,
        agency: { code: row.agency, name: tree.nameOf(row.agency) },
        subject: row.kind === 'complaint' ? 'Về việc giải quyết một hồ sơ' : 'Phản ánh, kiến nghị',
        body: row.public_body!,
        answer: row.public_answer!,
        publishedAt: formatInstant(row.published_at!.getTime()),
      })),
      nextCursor: rows.length > items.length ? (items.at(-1)?.number ?? null) : null,
    }
  },
})
