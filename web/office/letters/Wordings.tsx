import '../administration/administration.css'
import { type FormEvent, useState } from 'react'
import { type LoaderFunctionArgs, useLoaderData, useRevalidator, useSearchParams } from 'react-router'
import { formatDate } from '../../../src/kernel/vietnamese.ts'
import { localDay } from '../../ui/figures.ts'
import { Field, Trouble, useActing, useTitle } from '../administration/acting.tsx'
import { ApiProblem, ask, sentence } from '../api.ts'
import { requireMe, toSignIn } from '../session.ts'

type Wording = { title: string; symbol: string; before: string[]; after: string[] }
type Form = {
  set: '2018' | '2025'
  form: string | null
  kind: string
  name: string
  remark: string | null
  placeholders: { key: string; meaning: string }[]
  fields: string[]
  shipped: Wording
  versions: { validFrom: string; wording: Wording }[]
}
type Wordings = { sets: { set: string; validFrom: string }[]; forms: Form[] }

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  try {
    return await ask<Wordings>('/letter-wordings', {}, request.signal)
  } catch (error) {
    throw toSignIn(error, request)
  }
}

/** The words of every letter, by set: dated, tried on a sheet before anybody is sent one. */
export function Component() {
  const { sets, forms } = useLoaderData() as Wordings
  const [params, setParams] = useSearchParams()
  useTitle('Mẫu giấy')
  const key = (form: Form) => `${form.set}.${form.kind}`
  const chosen = forms.find((form) => key(form) === params.get('mau')) ?? forms[0]!
  return (
    <section className="admin stack">
      <h1>Mẫu giấy</h1>
      <p>
        Giấy của một hồ sơ theo bộ mẫu áp dụng vào ngày tiếp nhận. Các ô thông tin bắt buộc của mẫu không sửa
        được ở đây; lời văn thì sửa được từ một ngày, giấy đã cấp giữ lời văn của ngày cấp.
      </p>
      <SetDay from={sets.find(({ set }) => set === '2025')?.validFrom ?? ''} />
      <div className="field">
        <label htmlFor="mau">Mẫu</label>
        <select
          id="mau"
          value={key(chosen)}
          onChange={(event) => setParams({ mau: event.target.value }, { replace: true })}
        >
          {['2018', '2025'].map((set) => (
            <optgroup key={set} label={`Bộ mẫu ${set}`}>
              {forms
                .filter((form) => form.set === set)
                .map((form) => (
                  <option key={key(form)} value={key(form)}>
                    {form.form ? `Mẫu ${form.form}: ` : ''}
                    {form.name}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </div>
      <Words key={key(chosen)} form={chosen} />
    </section>
  )
}

function SetDay({ from }: { from: string }) {
  const [validFrom, setValidFrom] = useState(from)
  const acting = useActing()
  const { revalidate } = useRevalidator()
  async function save(event: FormEvent) {
    event.preventDefault()
    if (await acting.give('/letter-sets/2025', { validFrom }, 'PUT')) void revalidate()
  }
  return (
    <form className="filter-line" onSubmit={(event) => void save(event)} noValidate>
      <Trouble text={acting.trouble} />
      <Field
        name="validFrom2025"
        label="Bộ mẫu 2025 áp dụng cho hồ sơ tiếp nhận từ ngày"
        help="Ngày mặc định là ngày ký thông tư; tỉnh đối chiếu ngày hiệu lực rồi đặt lại."
        error={acting.errors.validFrom}
      >
        {(tied) => (
          <input
            {...tied}
            className="input"
            type="date"
            value={validFrom}
            onChange={(event) => setValidFrom(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="plain-button" disabled={acting.busy || validFrom === from}>
        Đặt ngày
      </button>
    </form>
  )
}

const joined = (paragraphs: string[]) => paragraphs.join('\n\n')
const split = (text: string) =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)

function Words({ form }: { form: Form }) {
  const current = form.versions.at(-1)?.wording ?? form.shipped
  const [title, setTitle] = useState(current.title)
  const [symbol, setSymbol] = useState(current.symbol)
  const [before, setBefore] = useState(joined(current.before))
  const [after, setAfter] = useState(joined(current.after))
  const [validFrom, setValidFrom] = useState(localDay(new Date()))
  const [saved, setSaved] = useState(false)
  const [shown, setShown] = useState('')
  const [refused, setRefused] = useState('')
  const acting = useActing()
  const { revalidate } = useRevalidator()
  const wording: Wording = { title, symbol, before: split(before), after: split(after) }

  async function save(event: FormEvent) {
    event.preventDefault()
    setSaved(false)
    const path = `/letter-wordings/${form.set}/${form.kind}`
    if (!(await acting.give(path, { validFrom, wording }, 'PUT'))) return
    setSaved(true)
    void revalidate()
  }
  async function preview() {
    setRefused('')
    try {
      const answer = await fetch('/api/letter-wordings/preview', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-requested-with': 'tan-trao' },
        body: JSON.stringify({ set: form.set, kind: form.kind, wording }),
      })
      if (!answer.ok) {
        const told = await answer.json()
        throw new ApiProblem(told.code, told.status, told.detail, told.errors)
      }
      if (shown) URL.revokeObjectURL(shown)
      setShown(URL.createObjectURL(await answer.blob()))
    } catch (error) {
      setRefused(sentence(error))
    }
  }
  const errorOf = (part: 'before' | 'after') =>
    Object.entries(acting.errors).find(([path]) => path.startsWith(`wording.${part}`))?.[1]
  return (
    <form className="stack" onSubmit={(event) => void save(event)} noValidate>
      {form.remark && <p className="quiet">Bộ mẫu 2025: {form.remark}.</p>}
      <Trouble text={acting.trouble || refused} />
      {saved && (
        <p className="done-box" role="status">
          Đã lưu. Giấy cấp từ ngày {formatDate(validFrom)} dùng lời văn này.
        </p>
      )}
      <Field name="title" label="Tên giấy" error={acting.errors['wording.title']}>
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
      <Field
        name="symbol"
        label="Ký hiệu sau số"
        help="Ví dụ PXL cho “Số: 0012/PXL”; để trống nếu không dùng."
        error={acting.errors['wording.symbol']}
        optional
      >
        {(tied) => (
          <input
            {...tied}
            className="input short"
            maxLength={20}
            value={symbol}
            onChange={(event) => setSymbol(event.target.value)}
          />
        )}
      </Field>
      <Field
        name="before"
        label="Lời văn trước phần thông tin"
        help="Mỗi đoạn cách nhau một dòng trống."
        error={errorOf('before')}
        optional
      >
        {(tied) => (
          <textarea
            {...tied}
            className="input"
            rows={8}
            value={before}
            onChange={(event) => setBefore(event.target.value)}
          />
        )}
      </Field>
      <Field name="after" label="Lời văn sau phần thông tin" error={errorOf('after')} optional>
        {(tied) => (
          <textarea
            {...tied}
            className="input"
            rows={4}
            value={after}
            onChange={(event) => setAfter(event.target.value)}
          />
        )}
      </Field>
      {form.placeholders.length > 0 && (
        <p className="quiet">
          Chỗ điền dùng được: {form.placeholders.map(({ key, meaning }) => `{${key}} ${meaning}`).join('; ')}.
        </p>
      )}
      <Field name="validFrom" label="Áp dụng từ ngày" error={acting.errors.validFrom}>
        {(tied) => (
          <input
            {...tied}
            className="input short"
            type="date"
            value={validFrom}
            onChange={(event) => setValidFrom(event.target.value)}
          />
        )}
      </Field>
      <p className="buttons">
        <button type="submit" className="plain-button" disabled={acting.busy}>
          Lưu lời văn
        </button>{' '}
        <button type="button" className="plain-button" onClick={() => void preview()}>
          Xem thử (PDF)
        </button>
        {shown && (
          <a href={shown} target="_blank" rel="noreferrer">
            Mở bản xem thử
          </a>
        )}
      </p>
      {form.versions.length > 0 && (
        <p>
          Các lần sửa: {form.versions.map((version) => `từ ${formatDate(version.validFrom)}`).join(', ')}.
        </p>
      )}
      {form.fields.length > 0 && (
        <details>
          <summary>Các ô thông tin mẫu luôn có</summary>
          <ul>
            {form.fields.map((field) => (
              <li key={field}>{field}</li>
            ))}
          </ul>
        </details>
      )}
    </form>
  )
}
