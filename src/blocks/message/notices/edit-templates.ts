import type { Kysely } from 'kysely'
import { z } from 'zod'
import { invalid } from '../../../kernel/problem.ts'
import { type Context, command, query } from '../../../platform/command/declare.ts'
import { Form, KindView, Lang, PERMISSIONS, TemplateInput, TemplateView } from '../contract.ts'
import type { MessageTables } from '../tables.ts'
import { fill, sampleOf, smsParts, titled, unknownPlaceholders } from './fill.ts'
import { isNoticeKind, NOTICE_KINDS, type NoticeKind, shippedWords } from './kinds.ts'
import { kindViews } from './templates.ts'

/** Every notice people get, with the words in force in both languages and the placeholders they may use. */
export const noticeKinds = query({
  name: 'notice.kinds',
  route: 'GET /notices/kinds',
  summary: 'Các loại thông báo và mẫu lời báo đang dùng',
  input: z.strictObject({}),
  output: z.object({ items: z.array(KindView) }),
  permission: PERMISSIONS.administer,
  run: async ({ sql }) => ({ items: await kindViews(sql) }),
})

/** How words would read on sample data, before they are kept. Errors: notice.kind-unknown 404. */
export const previewNotice = query({
  name: 'notice.preview',
  route: 'POST /notices/preview',
  summary: 'Xem trước một mẫu lời báo trên dữ liệu mẫu',
  input: TemplateInput,
  output: z.object({
    title: z.string(),
    body: z.string(),
    /** Placeholders this kind of notice does not have. */
    unknown: z.array(z.string()),
    /** How many SMS it takes; null for a letter. */
    parts: z.int().nullable(),
  }),
  permission: PERMISSIONS.administer,
  async run({ input }) {
    const kind = known(input.kind)
    const sample = sampleOf(kind, input.lang)
    const body = fill(input.body, sample)
    return {
      title: fill(input.title, sample),
      body,
      unknown: unknownPlaceholders(kind, `${input.title} ${input.body}`),
      parts: titled(input.form) ? null : smsParts(body),
    }
  },
})

/**
 * Changes the words of a notice, from the next one on. Errors: notice.kind-unknown 404, notice.placeholder-unknown 422 naming
 * what stands in braces, request.invalid 422 for a letter without a title.
 */
export const setTemplate = command({
  name: 'notice.setTemplate',
  route: 'PUT /notices/templates',
  summary: 'Sửa mẫu lời báo',
  input: TemplateInput,
  output: TemplateView,
  permission: PERMISSIONS.administer,
  audit: ({ kind, form, lang }) => `changed the ${form} words of ${kind} in ${lang}`,
  async run(context) {
    const { input, sql, now, actor } = context
    const kind = known(input.kind)
    const title = titled(input.form) ? input.title : ''
    if (titled(input.form) && !title) throw invalid('title', 'Thư điện tử cần có tiêu đề.')
    requirePlaceholders(kind, 'title', title)
    requirePlaceholders(kind, 'body', input.body)
    const row = { title, body: input.body, changed_at: now, changed_by: actor.account ?? '' }
    await (sql as Kysely<MessageTables>)
      .insertInto('message.template')
      .values({ kind, form: input.form, lang: input.lang, ...row })
      .onConflict((conflict) => conflict.columns(['kind', 'form', 'lang']).doUpdateSet(row))
      .execute()
    return { kind, form: input.form, lang: input.lang, title, body: input.body, shipped: false }
  },
})

/** Gives a notice the release's words back. Errors: notice.kind-unknown 404. */
export const resetTemplate = command({
  name: 'notice.resetTemplate',
  route: 'POST /notices/templates/reset',
  summary: 'Lấy lại mẫu lời báo kèm theo phần mềm',
  input: z.strictObject({ kind: z.string().max(40), form: Form, lang: Lang }),
  output: TemplateView,
  permission: PERMISSIONS.administer,
  audit: ({ kind, form, lang }) => `took the shipped ${form} words of ${kind} in ${lang} back`,
  async run({ input, sql }: Context<{ kind: string; form: Form; lang: Lang }>) {
    const kind = known(input.kind)
    await (sql as Kysely<MessageTables>)
      .deleteFrom('message.template')
      .where('kind', '=', kind)
      .where('form', '=', input.form)
      .where('lang', '=', input.lang)
      .execute()
    return { ...input, ...shippedWords(kind, input.form, input.lang), shipped: true }
  },
})

function known(kind: string): NoticeKind {
  if (isNoticeKind(kind)) return kind
  throw invalid('kind', `Không có loại thông báo “${kind}”. Hãy chọn trong danh sách.`, 'notice.kind-unknown')
}

function requirePlaceholders(kind: NoticeKind, path: string, text: string): void {
  const unknown = unknownPlaceholders(kind, text)
  if (unknown.length === 0) return
  const may = NOTICE_KINDS[kind].placeholders.map((name) => `{${name}}`).join(', ')
  throw invalid(
    path,
    `Chỗ trống ${unknown.map((name) => `{${name}}`).join(', ')} không có trong loại thông báo này. Dùng được: ${may}.`,
    'notice.placeholder-unknown',
  )
}
