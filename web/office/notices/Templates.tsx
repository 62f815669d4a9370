import '../administration/administration.css'
import './notices.css'
import { type FormEvent, useEffect, useState } from 'react'
import { type LoaderFunctionArgs, useLoaderData, useRevalidator, useSearchParams } from 'react-router'
import type { KindView, TemplateView } from '../../../src/blocks/message/contract.ts'
import { Field, Trouble, useActing, useTitle } from '../administration/acting.tsx'
import { act, ask } from '../api.ts'
import { requireMe, toSignIn } from '../session.ts'
import { NoticeMenu } from './words.tsx'

type Preview = { title: string; body: string; unknown: string[]; parts: number | null }

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  try {
    return (await ask<{ items: KindView[] }>('/notices/kinds', {}, request.signal)).items
  } catch (error) {
    throw toSignIn(error, request)
  }
}

const FORM_NAMES = { email: 'Thư điện tử', short: 'SMS, Zalo' } as const
const LANG_NAMES = { vi: 'Tiếng Việt', en: 'Tiếng Anh' } as const

/** The words of each notice, by way and language, with how they read on sample data. */
export function Component() {
  const kinds = useLoaderData() as KindView[]
  const [params, setParams] = useSearchParams()
  const kind = kinds.find((each) => each.kind === params.get('loai')) ?? kinds[0]!
  const form = params.get('dang') === 'short' ? 'short' : 'email'
  const lang = params.get('ngu') === 'en' ? 'en' : 'vi'
  const template = kind.templates.find((each) => each.form === form && each.lang === lang)!
  useTitle('Mẫu lời báo')
  const choose = (name: string, value: string) => {
    const next = new URLSearchParams(params)
    next.set(name, value)
    setParams(next, { replace: true })
  }
  const select = <Value extends string>(
    name: string,
    label: string,
    value: Value,
    options: readonly (readonly [string, string])[],
  ) => (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <select id={name} value={value} onChange={(event) => choose(name, event.target.value)}>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
  return (
    <section className="admin notices stack">
      <h1>Thông báo cho người dân</h1>
      <NoticeMenu />
      <div className="filter-line">
        {select(
          'loai',
          'Loại tin',
          kind.kind,
          kinds.map((each) => [each.kind, each.name]),
        )}
        {select('dang', 'Dạng', form, Object.entries(FORM_NAMES))}
        {select('ngu', 'Ngôn ngữ', lang, Object.entries(LANG_NAMES))}
      </div>
      <Words key={`${kind.kind}.${form}.${lang}`} kind={kind} template={template} />
    </section>
  )
}

function Words({ kind, template }: { kind: KindView; template: TemplateView }) {
  const [title, setTitle] = useState(template.title)
  const [body, setBody] = useState(template.body)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [saved, setSaved] = useState(false)
  const acting = useActing()
  const { revalidate } = useRevalidator()
  const { form, lang } = template
  const of = { kind: template.kind, form, lang }

  useEffect(() => {
    if (!body.trim()) return setPreview(null)
    let stale = false
    const timer = setTimeout(() => {
      const asked = { kind: template.kind, form, lang, title, body }
      act<Preview>('/notices/preview', asked, 'notice.preview')
        .then((read) => !stale && setPreview(read))
        .catch(() => undefined)
    }, 300)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [template.kind, form, lang, title, body])

  async function save(event: FormEvent) {
    event.preventDefault()
    setSaved(false)
    if (!(await acting.give('/notices/templates', { ...of, title, body }, 'PUT'))) return
    setSaved(true)
    void revalidate()
  }
  async function reset() {
    setSaved(false)
    const shipped = await acting.give<TemplateView>('/notices/templates/reset', of)
    if (!shipped) return
    setTitle(shipped.title)
    setBody(shipped.body)
    void revalidate()
  }
  return (
    <form className="words" onSubmit={(event) => void save(event)} noValidate>
      <div className="stack">
        <Trouble text={acting.trouble} />
        {saved && (
          <p className="done-box" role="status">
            Đã lưu. Từ tin tiếp theo trở đi dùng lời báo này.
          </p>
        )}
        {form === 'email' && (
          <Field name="title" label="Tiêu đề" error={acting.errors.title}>
            {(tied) => (
              <input
                {...tied}
                className="input"
                maxLength={200}
                value={title}
                onChange={(event) => setTitle(event.target.value)}
              />
            )}
          </Field>
        )}
        <Field name="body" label="Nội dung" error={acting.errors.body}>
          {(tied) => (
            <textarea
              {...tied}
              className="input"
              rows={form === 'email' ? 12 : 4}
              maxLength={4000}
              value={body}
              onChange={(event) => setBody(event.target.value)}
            />
          )}
        </Field>
        <div>
          <span className="help">Chỗ trống dùng được trong tin này:</span>
          <ul className="placeholders">
            {kind.placeholders.map(({ key, name }) => (
              <li key={key}>
                <code>{`{${key}}`}</code> {name}
              </li>
            ))}
          </ul>
        </div>
        <div className="buttons">
          <button type="submit" className="button" disabled={acting.busy}>
            Lưu lời báo
          </button>
          {!template.shipped && (
            <button
              type="button"
              className="plain-button"
              disabled={acting.busy}
              onClick={() => void reset()}
            >
              Lấy lại mẫu kèm theo phần mềm
            </button>
          )}
        </div>
      </div>
      <section aria-labelledby="preview" className="stack">
        <h2 id="preview">Người dân sẽ đọc (dữ liệu mẫu)</h2>
        {preview && (
          <>
            {preview.unknown.length > 0 && (
              <p className="error-box" role="alert">
                Không có chỗ trống {preview.unknown.map((name) => `{${name}}`).join(', ')} trong tin này.
              </p>
            )}
            <div className="preview">
              {preview.title && (
                <>
                  <strong>{preview.title}</strong>
                  {'\n\n'}
                </>
              )}
              {preview.body}
            </div>
            {preview.parts !== null && (
              <p className="quiet">
                Gửi bằng SMS hết {preview.parts} tin; chữ có dấu: 70 ký tự một tin, không dấu: 160.
              </p>
            )}
          </>
        )}
      </section>
    </form>
  )
}
