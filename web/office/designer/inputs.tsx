import { type ReactNode, useState } from 'react'
import { formatNumber } from '../../../src/kernel/vietnamese.ts'
import { Found, isEmpty, isWrong, LockedInput } from './marks.tsx'
import { valueAt } from './paths.ts'
import { useDraft } from './use-draft.ts'

export { Found, Locked } from './marks.tsx'

/** One input tied to a place of the draft; its id is the place, so a finding can lead to it. */
type At = { path: string; label: ReactNode; help?: ReactNode; optional?: boolean }
type FrameProps = At & { children: (given: Given) => ReactNode }
type Given = {
  id: string
  value: unknown
  set: (value: unknown) => void
  locked: boolean
  describedBy: string | undefined
  invalid: true | undefined
}

function Frame({ path, label, help, optional, children }: FrameProps) {
  const { content, change, locked, findingsAt } = useDraft()
  const found = findingsAt(path)
  const value = valueAt(content, path)
  const ids = [help ? `${path}-help` : '', found.length > 0 ? `${path}-found` : ''].filter(Boolean)
  return (
    <div className="at">
      <label htmlFor={path}>
        {label}
        {optional && <span className="quiet"> (không bắt buộc)</span>}
      </label>
      {help && (
        <span className="help quiet" id={`${path}-help`}>
          {help}
        </span>
      )}
      {children({
        id: path,
        value,
        set: (value) => change(path, value),
        locked: locked(path),
        describedBy: ids.length > 0 ? ids.join(' ') : undefined,
        invalid: isWrong(value, found),
      })}
      <LockedInput path={path} />
      <Found findings={found} id={`${path}-found`} missing={isEmpty(value)} />
    </div>
  )
}

const asText = (value: unknown) =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

type TextAtProps = At & {
  rows?: number
  maxLength?: number
  type?: 'text' | 'date' | 'time'
  lang?: string
  list?: string
  /** What an emptied input leaves behind; taken out unless told. */
  empty?: string
}

export function TextAt({ rows, maxLength = 2000, type = 'text', lang, list, empty, ...at }: TextAtProps) {
  return (
    <Frame {...at}>
      {({ id, value, set, locked, describedBy, invalid }) => {
        const shared = {
          id,
          lang,
          maxLength,
          readOnly: locked,
          value: asText(value),
          'aria-describedby': describedBy,
          'aria-invalid': invalid,
          onChange: (event: { target: { value: string } }) => set(event.target.value || empty),
        }
        return rows ? <textarea {...shared} rows={rows} /> : <input {...shared} type={type} list={list} />
      }}
    </Frame>
  )
}

/** A text in Vietnamese and, beside it, English. */
export function PhraseAt({ path, label, help, optional, rows, maxLength }: TextAtProps) {
  const { content, change, locked } = useDraft()
  const value = (valueAt(content, path) ?? {}) as { vi?: string; en?: string }
  const set = (next: { vi?: string; en?: string }) => {
    const { vi = '', en } = next
    change(path, optional && !vi && !en ? undefined : en ? { vi, en } : { vi })
  }
  const field = (lang: 'vi' | 'en') => ({
    id: `${path}.${lang}`,
    lang,
    maxLength: maxLength ?? 2000,
    readOnly: locked(path) || locked(`${path}.${lang}`),
    value: value[lang] ?? '',
    onChange: (event: { target: { value: string } }) =>
      set({ ...value, [lang]: event.target.value || undefined }),
  })
  const { findingsAt } = useDraft()
  const found = findingsAt(path)
  const id = `${path}-found`
  const wrong = {
    'aria-describedby': found.length > 0 ? id : undefined,
    'aria-invalid': isWrong(valueAt(content, path), found),
  }
  return (
    <div className="at">
      <div className="phrase">
        <div>
          <label htmlFor={`${path}.vi`}>
            {label}
            {optional && <span className="quiet"> (không bắt buộc)</span>}
          </label>
          {rows ? (
            <textarea {...field('vi')} {...wrong} rows={rows} />
          ) : (
            <input {...field('vi')} {...wrong} />
          )}
        </div>
        <div>
          <label htmlFor={`${path}.en`} className="quiet">
            <span className="unseen">{label}: </span>Tiếng Anh
          </label>
          {rows ? <textarea {...field('en')} rows={rows} /> : <input {...field('en')} />}
        </div>
      </div>
      {help && <span className="help quiet">{help}</span>}
      <LockedInput path={`${path}.vi`} />
      <Found findings={found} id={id} missing={isEmpty(valueAt(content, path))} />
    </div>
  )
}

/** A whole number as people write it: 1.500.000; what is no number stays shown until it becomes one. */
export function NumberAt({ unit, size, ...at }: At & { unit?: string; size?: 'short' }) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <Frame {...at}>
      {({ id, value, set, locked, describedBy, invalid }) => (
        <span className="with-unit">
          <input
            id={id}
            inputMode="numeric"
            className={size === 'short' ? 'short' : undefined}
            readOnly={locked}
            aria-describedby={describedBy}
            aria-invalid={invalid}
            value={typed ?? (typeof value === 'number' ? formatNumber(value) : asText(value))}
            onBlur={() => setTyped(null)}
            onChange={(event) => {
              setTyped(event.target.value)
              const digits = event.target.value.replaceAll(/[.\s]/g, '')
              if (digits === '') set(undefined)
              else if (/^\d{1,15}$/.test(digits)) set(Number(digits))
            }}
          />
          {unit && <span className="quiet"> {unit}</span>}
        </span>
      )}
    </Frame>
  )
}

type Option = { value: string; label: string }
type SelectAtProps = At & {
  options: Option[]
  /** The first entry, which takes the value out. */
  none?: string
  /** What holds while nothing is written. */
  absent?: string
  /** A value that is not text in the draft. */
  read?: (text: string) => unknown
}

export function SelectAt({ options, none, absent = '', read = (text) => text, ...at }: SelectAtProps) {
  return (
    <Frame {...at}>
      {({ id, value, set, locked, describedBy, invalid }) => {
        const current = asText(value) || absent
        const unknown = current !== '' && !options.some((option) => option.value === current)
        return (
          <select
            id={id}
            disabled={locked}
            aria-describedby={describedBy}
            aria-invalid={invalid}
            value={current}
            onChange={(event) => set(event.target.value === '' ? undefined : read(event.target.value))}
          >
            {(none !== undefined || current === '') && <option value="">{none ?? 'Chọn…'}</option>}
            {unknown && <option value={current}>{current} (không còn)</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        )
      }}
    </Frame>
  )
}

/** One box; what it leaves behind when not ticked is nothing unless told. */
export function TickAt({ path, label, help, off }: At & { off?: false }) {
  const { content, change, locked, findingsAt } = useDraft()
  return (
    <div className="at">
      <label className="choice">
        <input
          type="checkbox"
          id={path}
          disabled={locked(path)}
          checked={valueAt(content, path) === true}
          onChange={(event) => change(path, event.target.checked || off)}
        />
        <span>
          {label}
          {help && <span className="help quiet"> {help}</span>}
        </span>
      </label>
      <Found findings={findingsAt(path)} />
    </div>
  )
}

/** Several boxes that fill one list. */
export function TicksAt({ path, label, options }: { path: string; label: string; options: Option[] }) {
  const { content, change, locked, findingsAt } = useDraft()
  const chosen = (valueAt(content, path) ?? []) as string[]
  return (
    <fieldset className="at ticks" disabled={locked(path)}>
      <legend>{label}</legend>
      {options.map((option, at) => (
        <label key={option.value} className="choice">
          <input
            type="checkbox"
            id={at === 0 ? path : undefined}
            checked={chosen.includes(option.value)}
            onChange={(event) =>
              change(
                path,
                event.target.checked
                  ? [...chosen, option.value]
                  : chosen.filter((each) => each !== option.value),
              )
            }
          />
          <span>{option.label}</span>
        </label>
      ))}
      <Found findings={findingsAt(path)} missing={chosen.length === 0} />
    </fieldset>
  )
}

/** A list of short texts, one a line. */
export function LinesAt({ path, label, help, rows = 3 }: At & { rows?: number }) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <Frame path={path} label={label} help={help}>
      {({ id, value, set, locked, describedBy, invalid }) => (
        <textarea
          id={id}
          rows={rows}
          readOnly={locked}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          value={typed ?? (Array.isArray(value) ? value.join('\n') : '')}
          onBlur={() => setTyped(null)}
          onChange={(event) => {
            setTyped(event.target.value)
            set(
              event.target.value
                .split('\n')
                .map((line) => line.trim())
                .filter(Boolean),
            )
          }}
        />
      )}
    </Frame>
  )
}
