import { useState } from 'react'
import { Link } from 'react-router'
import type { DraftView } from '../../../../src/blocks/procedure/contract.ts'
import { localDay } from '../../../ui/figures.ts'
import { ApiProblem, act, sentence } from '../../api.ts'
import { useKept } from '../../kept.ts'
import { useDraft } from '../use-draft.ts'

type Typed = { validFrom: string; number: string; date: string; note: string }

/** Hands the draft to a second person: the decision that publishes it and the day it begins. */
export function SubmitForm() {
  const { draft, findings, save, saving, reload } = useDraft()
  const before = draft.submission
  const [typed, setTyped] = useKept<Typed>(`submit.${draft.id}`, {
    validFrom: before?.validFrom ?? localDay(new Date()),
    number: before?.decision.number ?? '',
    date: before?.decision.date ?? '',
    note: '',
  })
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const wrong = findings.filter(({ severity }) => severity === 'error').length

  async function submit(): Promise<void> {
    setBusy(true)
    setProblem(null)
    setErrors({})
    try {
      const saved = await save()
      await act<DraftView>(
        `/procedure-drafts/${draft.id}/submission`,
        {
          version: saved.version,
          validFrom: typed.validFrom,
          decision: { number: typed.number, date: typed.date },
          ...(typed.note.trim() ? { note: typed.note } : {}),
        },
        `submit.${draft.id}.${saved.version}`,
      )
      await reload()
    } catch (error) {
      setProblem(sentence(error))
      if (error instanceof ApiProblem)
        setErrors(Object.fromEntries(error.errors.map(({ path, message }) => [path, message])))
    } finally {
      setBusy(false)
    }
  }
  const field = (key: keyof Typed, path: string) => ({
    id: `submit-${key}`,
    value: typed[key],
    'aria-invalid': errors[path] ? (true as const) : undefined,
    'aria-describedby': errors[path] ? `submit-${key}-error` : undefined,
    onChange: (event: { target: { value: string } }) =>
      setTyped((was) => ({ ...was, [key]: event.target.value })),
  })
  const error = (key: keyof Typed, path: string) =>
    errors[path] && (
      <p className="field-error" id={`submit-${key}-error`}>
        {errors[path]}
      </p>
    )

  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <h3>Trình phê duyệt</h3>
      {wrong > 0 && (
        <p className="error-box" role="note">
          Còn {wrong} lỗi phải sửa trước khi trình. <Link to="?muc=kiem-tra">Xem các lỗi</Link>
        </p>
      )}
      <div className="side-by-side">
        <div className="at">
          <label htmlFor="submit-number">Số quyết định công bố</label>
          <input {...field('number', 'decision.number')} maxLength={100} />
          {error('number', 'decision.number')}
        </div>
        <div className="at">
          <label htmlFor="submit-date">Ngày quyết định</label>
          <input {...field('date', 'decision.date')} type="date" />
          {error('date', 'decision.date')}
        </div>
        <div className="at">
          <label htmlFor="submit-validFrom">Áp dụng từ ngày</label>
          <input {...field('validFrom', 'validFrom')} type="date" />
          {error('validFrom', 'validFrom')}
        </div>
      </div>
      <div className="at">
        <label htmlFor="submit-note">
          Lời gửi người phê duyệt <span className="quiet">(không bắt buộc)</span>
        </label>
        <textarea {...field('note', 'note')} rows={2} maxLength={2000} />
        {error('note', 'note')}
      </div>
      {problem && (
        <p className="error-box" role="alert">
          {problem}
        </p>
      )}
      <p className="buttons">
        <button type="submit" className="button" disabled={busy || wrong > 0 || saving === 'failed'}>
          Trình phê duyệt
        </button>
        <span className="quiet">Người phê duyệt phải là người khác với người soạn và người trình.</span>
      </p>
    </form>
  )
}
