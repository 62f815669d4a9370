import { useRef, useState } from 'react'
import {
  type Condition,
  type Operand,
  read,
  type Term,
  type Test,
  takesValue,
  testName,
  testsFor,
  write,
} from './condition.ts'

const EMPTY: Condition = { join: 'and', terms: [{ path: '', test: 'is', value: null }] }

type BuilderProps = {
  text: string
  operands: Operand[]
  locked: boolean
  onChange: (text: string) => void
}

/** Picks field, comparison and value, row by row; gives way to the text when that says more than rows can. */
export function Builder({ text, operands, locked, onChange }: BuilderProps) {
  const [held, setHeld] = useState<Condition>(() => read(text) ?? EMPTY)
  const written = useRef(text)
  const shown = text === written.current ? held : text === '' ? EMPTY : read(text)
  const set = (next: Condition) => {
    written.current = write(next)
    setHeld(next)
    onChange(written.current)
  }
  if (!shown || (text !== '' && write(shown) !== text && !read(text)))
    return <p className="quiet">Biểu thức này viết tay; hãy sửa trong ô dưới.</p>
  if (operands.length === 0)
    return <p className="quiet">Chưa có mục nào đứng trước để so sánh. Hãy thêm mục vào biểu mẫu trước.</p>
  const setTerm = (at: number, term: Term) =>
    set({ ...shown, terms: shown.terms.map((each, index) => (index === at ? term : each)) })
  return (
    <fieldset className="builder" disabled={locked}>
      <legend className="unseen">Điều kiện</legend>
      {shown.terms.map((term, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own and are only added or taken out
        <div className="term" key={at}>
          <span className="join">
            {at === 0 ? (
              'Khi'
            ) : at === 1 ? (
              <select
                aria-label="Nối các điều kiện"
                value={shown.join}
                onChange={(event) => set({ ...shown, join: event.target.value as Condition['join'] })}
              >
                <option value="and">và</option>
                <option value="or">hoặc</option>
              </select>
            ) : shown.join === 'and' ? (
              'và'
            ) : (
              'hoặc'
            )}
          </span>
          <TermRow term={term} at={at} operands={operands} onChange={(next) => setTerm(at, next)} />
          {shown.terms.length > 1 && (
            <button
              type="button"
              className="plain-button"
              aria-label={`Bỏ điều kiện ${at + 1}`}
              onClick={() => set({ ...shown, terms: shown.terms.filter((_, index) => index !== at) })}
            >
              Bỏ
            </button>
          )}
        </div>
      ))}
      <button
        type="button"
        className="plain-button"
        onClick={() => set({ ...shown, terms: [...shown.terms, { path: '', test: 'is', value: null }] })}
      >
        Thêm điều kiện
      </button>
    </fieldset>
  )
}

type TermRowProps = { term: Term; at: number; operands: Operand[]; onChange: (term: Term) => void }

function TermRow({ term, at, operands, onChange }: TermRowProps) {
  const operand = operands.find((each) => each.path === term.path)
  const kind = operand?.kind ?? 'text'
  const name = `điều kiện ${at + 1}`
  const tests = testsFor(kind)
  const pickOperand = (path: string) => {
    const next = operands.find((each) => each.path === path)
    const test = next ? testsFor(next.kind)[0]! : 'is'
    onChange(ready({ path, test, value: null }, next?.kind ?? 'text'))
  }
  const pickTest = (test: Test) =>
    onChange(ready({ ...term, test, value: takesValue(test) ? term.value : null }, kind))
  return (
    <>
      <select
        aria-label={`Mục của ${name}`}
        value={term.path}
        onChange={(event) => pickOperand(event.target.value)}
      >
        <option value="">Chọn mục…</option>
        {term.path !== '' && !operand && <option value={term.path}>{term.path} (không có ở đây)</option>}
        {operands.map((each) => (
          <option key={each.path} value={each.path}>
            {each.label}
          </option>
        ))}
      </select>
      <select
        aria-label={`So sánh của ${name}`}
        value={term.test}
        onChange={(event) => pickTest(event.target.value as Test)}
      >
        {!tests.includes(term.test) && <option value={term.test}>{testName(term.test, kind)}</option>}
        {tests.map((test) => (
          <option key={test} value={test}>
            {testName(test, kind)}
          </option>
        ))}
      </select>
      {takesValue(term.test) && (
        <ValueInput
          term={term}
          kind={kind}
          options={operand?.options ?? []}
          name={name}
          onChange={onChange}
        />
      )}
    </>
  )
}

/** Days are compared as days, whatever their text. */
function ready(term: Term, kind: string): Term {
  const { day: _, ...rest } = term
  return kind === 'date' && takesValue(term.test) ? { ...rest, day: true } : rest
}

type ValueInputProps = {
  term: Term
  kind: string
  options: { value: string; label: string }[]
  name: string
  onChange: (term: Term) => void
}

const NUMERIC = new Set(['number', 'money', 'year', 'calculated', 'group'])

function ValueInput({ term, kind, options, name, onChange }: ValueInputProps) {
  const label = `Giá trị của ${name}`
  const [typed, setTyped] = useState<string | null>(null)
  if (kind === 'yesNo' || kind === 'declaration')
    return (
      <select
        aria-label={label}
        value={term.value === null ? '' : String(term.value)}
        onChange={(event) =>
          onChange({ ...term, value: event.target.value === '' ? null : event.target.value === 'true' })
        }
      >
        <option value="">Chọn…</option>
        <option value="true">Có</option>
        <option value="false">Không</option>
      </select>
    )
  if (options.length > 0)
    return (
      <select
        aria-label={label}
        value={String(term.value ?? '')}
        onChange={(event) => onChange({ ...term, value: event.target.value || null })}
      >
        <option value="">Chọn…</option>
        {term.value !== null && !options.some((option) => option.value === term.value) && (
          <option value={String(term.value)}>{String(term.value)} (không còn)</option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    )
  if (NUMERIC.has(kind))
    return (
      <input
        aria-label={label}
        inputMode="decimal"
        className="short"
        value={typed ?? String(term.value ?? '').replace('.', ',')}
        onBlur={() => setTyped(null)}
        onChange={(event) => {
          const text = event.target.value
          setTyped(text)
          const number = Number(text.trim().replace(',', '.'))
          onChange({ ...term, value: text.trim() === '' || !Number.isFinite(number) ? null : number })
        }}
      />
    )
  return (
    <input
      aria-label={label}
      type={kind === 'date' ? 'date' : 'text'}
      value={String(term.value ?? '')}
      onChange={(event) => onChange({ ...term, value: event.target.value || null })}
    />
  )
}
