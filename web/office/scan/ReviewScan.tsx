import { useState } from 'react'
import type { KeptPaperView } from '../../../src/blocks/document/model/kept-paper.ts'
import {
  kindByKey,
  kindOfTitle,
  OTHER_KIND,
  PAPER_KINDS,
} from '../../../src/blocks/document/model/paper-kinds.ts'
import type { ScanView } from '../../../src/blocks/document/model/scan.ts'
import { ApiProblem, act, sentence } from '../api.ts'
import { sureWords } from './words.ts'

type Props = { scan: ScanView; title: string; citizenNumber: string; onKept: (paper: KeptPaperView) => void }

/** The straightened page beside what was read of it: a person compares, mends, and takes it over. */
export function ReviewScan({ scan, title: called, citizenNumber, onKept }: Props) {
  const [page, setPage] = useState(1)
  const [kind, setKind] = useState(scan.kind ?? 'other')
  const [title, setTitle] = useState(called || scan.title)
  const [owner, setOwner] = useState(citizenNumber || scan.citizenNumber || '')
  const [mended, setMended] = useState<Record<string, string>>({})
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const listed = kind.startsWith('other') ? 'other' : kind
  const { fields } = kindByKey(listed)
  const proposed = new Map(scan.fields.map((field) => [field.key, field]))
  const given = (key: string) => mended[key] ?? asWritten(proposed.get(key)?.value ?? '')
  const sheet = scan.sheets.find((each) => each.number === page)

  async function accept() {
    setBusy(true)
    setTrouble(null)
    setErrors({})
    const filled = Object.fromEntries(
      fields.map(({ key, shape }) => [key, shape === 'date' ? asDay(given(key)) : given(key).trim()]),
    )
    try {
      const kept = await act<KeptPaperView>(
        `/scans/${scan.id}/accept`,
        {
          citizenNumber: owner.trim(),
          kind: listed === 'other' ? otherKind(title) : kind,
          title: title.trim(),
          fields: filled,
        },
        `scan.accept.${scan.id}`,
      )
      onKept(kept)
    } catch (error) {
      setTrouble(sentence(error))
      if (error instanceof ApiProblem)
        setErrors(Object.fromEntries(error.errors.map((each) => [each.path, each.message])))
    } finally {
      setBusy(false)
    }
  }

  return (
    <div className="scan-review">
      <div className="scan-sheet">
        <p className="scan-pages">
          {scan.sheets.map(({ number }) => (
            <button
              key={number}
              type="button"
              className="plain-button"
              aria-pressed={number === page}
              onClick={() => setPage(number)}
            >
              Trang {number}
            </button>
          ))}
          <a href={`/api/scans/${scan.id}/file`} target="_blank" rel="noreferrer">
            Tệp PDF
          </a>
        </p>
        {sheet && (
          <>
            <a href={`/api/scans/${scan.id}/pages/${page}`} target="_blank" rel="noreferrer">
              <img src={`/api/scans/${scan.id}/pages/${page}`} alt={`Trang ${page} đã nắn thẳng`} />
            </a>
            <p className="quiet">{straightened(sheet)}</p>
          </>
        )}
      </div>
      <div className="scan-fields">
        <p className="quiet">Đối chiếu từng mục với giấy trong tay, sửa chỗ sai, rồi xác nhận.</p>
        {scan.code.state === 'torn' && (
          <p className="wrong">
            Trang {scan.code.page} có mã QR nhưng bị rách hoặc mờ, không đọc được. Hãy nhập tay.
          </p>
        )}
        {scan.code.state === 'read' && <p className="quiet">Đã đọc mã QR ở trang {scan.code.page}.</p>}
        <div className="field">
          <label htmlFor={`kind-${scan.id}`}>Loại giấy tờ</label>
          <select
            id={`kind-${scan.id}`}
            className="input"
            value={listed}
            onChange={(event) => setKind(event.currentTarget.value)}
          >
            {[...PAPER_KINDS, OTHER_KIND].map((each) => (
              <option key={each.key} value={each.key}>
                {each.name}
              </option>
            ))}
          </select>
        </div>
        <Line
          id={`title-${scan.id}`}
          label="Tên giấy tờ"
          value={title}
          error={errors.title}
          onChange={setTitle}
        />
        <Line
          id={`owner-${scan.id}`}
          label="Số định danh của người có giấy"
          value={owner}
          error={errors.citizenNumber}
          numeric
          onChange={setOwner}
        />
        {fields.map(({ key, label, shape }) => {
          const read = proposed.get(key)
          const kept = mended[key] === undefined
          return (
            <Line
              key={key}
              id={`${key}-${scan.id}`}
              label={label}
              value={given(key)}
              error={errors[`fields.${key}`]}
              date={shape === 'date'}
              numeric={shape === 'citizenNumber'}
              note={
                read && kept ? (
                  <span className={sureWords(read.confidence).tone}>
                    {sureWords(read.confidence).text}
                    {read.doubt && `. ${read.doubt}`}
                  </span>
                ) : (
                  <span className="quiet">{kept ? 'không thấy trên giấy' : 'đã sửa'}</span>
                )
              }
              onChange={(value) => setMended((before) => ({ ...before, [key]: value }))}
            />
          )
        })}
        {trouble && (
          <p className="wrong" role="alert">
            {trouble}
          </p>
        )}
        <p className="buttons">
          <button type="button" className="button" disabled={busy} onClick={() => void accept()}>
            Xác nhận, đưa vào kho của người dân
          </button>
        </p>
      </div>
    </div>
  )
}

/** Days are shown and typed as people write them, whatever language the browser speaks: 20/03/2015. */
function asWritten(value: string): string {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)
  return day ? `${day[3]}/${day[2]}/${day[1]}` : value
}
/** What is no such day goes as it was typed, and the server says what is wrong with it. */
function asDay(text: string): string {
  const day = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(text)
  return day ? `${day[3]}-${day[2]!.padStart(2, '0')}-${day[1]!.padStart(2, '0')}` : text.trim()
}

/** A paper nobody listed is kept under its own title. */
function otherKind(title: string): string {
  const { key } = kindOfTitle(title)
  return key.startsWith('other:') ? key : `other:${title.trim().toLowerCase().slice(0, 200)}`
}

function straightened({ angle, turned, cropped, dpi, engine }: ScanView['sheets'][number]): string {
  const done = [
    cropped && 'cắt theo mép giấy',
    turned > 0 && `xoay ${turned * 90}°`,
    Math.abs(angle) >= 0.05 && `nắn ${Math.abs(angle).toLocaleString('vi-VN')}°`,
    `${Math.round(dpi)} điểm/inch`,
    engine,
  ]
  return done.filter(Boolean).join(' · ')
}

type LineProps = {
  id: string
  label: string
  value: string
  error?: string | undefined
  date?: boolean
  numeric?: boolean
  note?: React.ReactNode
  onChange: (value: string) => void
}
function Line({ id, label, value, error, date, numeric, note, onChange }: LineProps) {
  return (
    <div className={error ? 'field refused' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {error && (
        <span className="wrong" id={`${id}-error`}>
          {error}
        </span>
      )}
      <input
        id={id}
        className="input"
        type="text"
        inputMode={numeric || date ? 'numeric' : undefined}
        placeholder={date ? 'ngày/tháng/năm' : undefined}
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={
          [error && `${id}-error`, note && `${id}-note`].filter(Boolean).join(' ') || undefined
        }
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {note && (
        <span className="scan-sure" id={`${id}-note`}>
          {note}
        </span>
      )}
    </div>
  )
}
