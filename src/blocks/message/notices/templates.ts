import type { Kysely } from 'kysely'
import type { Form, KindView, Lang } from '../contract.ts'
import { FORMS, LANGS } from '../model/channels.ts'
import type { MessageTables } from '../tables.ts'
import { isNoticeKind, NOTICE_KINDS, type NoticeKind, PLACEHOLDERS, shippedWords } from './kinds.ts'

/** The words in force: an official's, else the release's. */
export async function wordsOf(
  sql: Kysely<any>,
  kind: NoticeKind,
  form: Form,
  lang: Lang,
): Promise<{ title: string; body: string }> {
  const own = await (sql as Kysely<MessageTables>)
    .selectFrom('message.template')
    .select(['title', 'body'])
    .where('kind', '=', kind)
    .where('form', '=', form)
    .where('lang', '=', lang)
    .executeTakeFirst()
  return own ?? shippedWords(kind, form, lang)
}

/** Every kind with its placeholders and all its words, for those who edit them. */
export async function kindViews(sql: Kysely<any>): Promise<KindView[]> {
  const own = await (sql as Kysely<MessageTables>).selectFrom('message.template').selectAll().execute()
  return Object.entries(NOTICE_KINDS).map(([kind, { name, placeholders }]) => ({
    kind,
    name,
    placeholders: placeholders.map((key) => ({ key, name: PLACEHOLDERS[key]?.name ?? key })),
    templates: FORMS.flatMap((form) =>
      LANGS.map((lang) => {
        const changed = own.find((each) => each.kind === kind && each.form === form && each.lang === lang)
        const { title, body } = changed ?? shippedWords(kind as NoticeKind, form, lang)
        return { kind, form, lang, title, body, shipped: !changed }
      }),
    ),
  }))
}

export const nameOfKind = (kind: string): string => (isNoticeKind(kind) ? NOTICE_KINDS[kind].name : kind)
