import { useState } from 'react'
import { ask } from '../api.ts'
import { lineIsUp } from '../offline/line.ts'
import { fromCard } from './card.ts'
import type { Given } from './parts.ts'

type Props = {
  applicant: Partial<Given>
  onBehalfOf: string
  errors: Record<string, string>
  onApplicant: (part: Partial<Given>) => void
  onOnBehalfOf: (name: string) => void
}

/** The scanner types the card's QR text into the first field; everything else can also be typed by hand. */
export function ApplicantFields({ applicant, onBehalfOf, errors, onApplicant, onOnBehalfOf }: Props) {
  const [card, setCard] = useState('')
  const [said, setSaid] = useState<{ text: string; wrong: boolean } | null>(null)

  function read(text: string) {
    if (!text.trim()) return
    const { applicant: found, wrong } = fromCard(text)
    const name = found.name ?? found.citizenNumber
    setSaid({ text: wrong ?? `Đã điền từ thẻ: ${name}.`, wrong: wrong !== null })
    if (Object.keys(found).length === 0) return
    onApplicant(found)
    setCard('')
    document.getElementById('applicant.phone')?.focus()
    if (found.citizenNumber) void recallReach(found.citizenNumber)
  }
  /** Nobody is asked for their number twice: who came before is asked what they come for. */
  async function recallReach(citizenNumber: string) {
    if (!lineIsUp()) return
    const known = await ask<Partial<Given>>(`/known-applicants/${citizenNumber}`).catch(
      () => ({}) as Partial<Given>,
    )
    const input = document.getElementById('applicant.phone') as HTMLInputElement | null
    if (!known.phone || !input || input.value) return
    onApplicant(known)
    if (document.activeElement === input) document.getElementById('procedure')?.focus()
  }
  const company = applicant.kind === 'company'
  const line = (key: keyof Given, label: string, extra: React.InputHTMLAttributes<HTMLInputElement> = {}) => {
    const error = errors[`applicant.${key}`]
    const id = `applicant.${key}`
    return (
      <div className={`field ${error ? 'refused' : ''} ${key === 'address' ? 'across' : ''}`}>
        <label htmlFor={id}>{label}</label>
        {error && (
          <span className="wrong" id={`${id}-error`}>
            {error}
          </span>
        )}
        <input
          id={id}
          className="input"
          value={applicant[key] ?? ''}
          aria-invalid={error !== undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => onApplicant({ [key]: event.currentTarget.value })}
          {...extra}
        />
      </div>
    )
  }
  return (
    <section>
      <h2>Người nộp</h2>
      <div className="field">
        <label htmlFor="card">Quét mã QR trên thẻ căn cước</label>
        <input
          id="card"
          className="input"
          value={card}
          autoFocus
          aria-describedby="card-said"
          onChange={(event) => setCard(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.ctrlKey) read(card)
          }}
          onBlur={() => read(card)}
        />
        <span id="card-said" role="status" className={said?.wrong ? 'wrong' : 'help'}>
          {said?.text ?? 'Đặt con trỏ ở đây rồi quét; máy quét tự gõ. Không có thẻ thì nhập tay bên dưới.'}
        </span>
      </div>
      <fieldset className="field kinds">
        <legend className="unseen">Loại người nộp</legend>
        {(['person', 'company'] as const).map((kind) => (
          <label key={kind} className="choice">
            <input
              type="radio"
              name="applicant.kind"
              checked={(applicant.kind ?? 'person') === kind}
              onChange={() => onApplicant({ kind })}
            />
            <span>{kind === 'person' ? 'Cá nhân' : 'Tổ chức, doanh nghiệp'}</span>
          </label>
        ))}
      </fieldset>
      <div className="fields">
        {line('name', company ? 'Tên tổ chức' : 'Họ và tên')}
        {company
          ? line('taxCode', 'Mã số thuế')
          : line('citizenNumber', 'Số căn cước', { inputMode: 'numeric', maxLength: 12 })}
        {!company && line('birthDate', 'Ngày sinh', { type: 'date' })}
        {!company && (
          <div className="field">
            <label htmlFor="applicant.gender">Giới tính</label>
            <select
              id="applicant.gender"
              className="input"
              value={applicant.gender ?? ''}
              onChange={(event) =>
                onApplicant({ gender: (event.currentTarget.value || undefined) as Given['gender'] })
              }
            >
              <option value="">–</option>
              <option>Nam</option>
              <option>Nữ</option>
            </select>
          </div>
        )}
        {line('phone', 'Điện thoại', { type: 'tel' })}
        {line('email', 'Thư điện tử', { type: 'email' })}
        {line('address', 'Địa chỉ')}
        <div className="field">
          <label htmlFor="onBehalfOf">Nộp thay cho (nếu có)</label>
          <input
            id="onBehalfOf"
            className="input"
            value={onBehalfOf}
            onChange={(event) => onOnBehalfOf(event.currentTarget.value)}
          />
        </div>
      </div>
    </section>
  )
}
