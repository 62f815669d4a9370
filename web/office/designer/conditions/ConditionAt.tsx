import { type ReactNode, useId, useState } from 'react'
import { Found } from '../inputs.tsx'
import { valueAt } from '../paths.ts'
import { useDraft } from '../use-draft.ts'
import { Builder } from './Builder.tsx'
import type { Operand } from './condition.ts'
import { textProblem } from './operands.ts'

type ConditionAtProps = {
  path: string
  label: ReactNode
  /** What holds without a condition: "Bắt buộc", "Luôn hiện", "Không miễn". */
  always: string
  /** What `false` means, where it may stand: "Không bắt buộc". */
  never?: string
  /** "Chỉ bắt buộc khi…". */
  when: string
  operands: Operand[]
  /** Further names the text may use: `copies`. */
  others?: string[]
}

/** A FEEL condition at a place of the draft: none, or built from lists, with its text shown and editable. */
export function ConditionAt({ path, label, always, never, when, operands, others }: ConditionAtProps) {
  const { content, change, locked, findingsAt } = useDraft()
  const value = valueAt(content, path)
  // "Only when" was chosen and nothing is picked yet: kept here, an empty text would be an error in the draft.
  const [begun, setBegun] = useState(false)
  const text = typeof value === 'string' ? value : ''
  const mode = text !== '' || begun ? 'when' : value === false ? 'never' : 'always'
  const closed = locked(path)
  const found = findingsAt(path)
  const choose = (next: string) => {
    setBegun(next === 'when')
    if (next === 'never') change(path, false)
    else if (next === 'always') change(path, undefined)
    else if (value === false) change(path, undefined)
  }
  return (
    <div className="at condition">
      <label htmlFor={path}>{label}</label>
      <select
        id={path}
        value={mode}
        disabled={closed}
        onChange={(event) => choose(event.target.value)}
        aria-describedby={found.length > 0 ? `${path}-found` : undefined}
      >
        <option value="always">{always}</option>
        {never && <option value="never">{never}</option>}
        <option value="when">{when}</option>
      </select>
      {mode === 'when' && (
        <Feel
          text={text}
          locked={closed}
          operands={operands}
          others={others}
          onChange={(next) => {
            // What was begun stays open when its text is emptied, until another choice is made.
            setBegun(true)
            change(path, next || undefined)
          }}
        />
      )}
      <Found findings={found} id={`${path}-found`} />
    </div>
  )
}

type FeelProps = {
  text: string
  locked: boolean
  operands: Operand[]
  others?: string[] | undefined
  onChange: (text: string) => void
}

function Feel({ text, locked, operands, others, onChange }: FeelProps) {
  const id = useId()
  const problem = text === '' ? null : textProblem(text, operands, others)
  return (
    <div className="feel">
      <Builder text={text} locked={locked} operands={operands} onChange={onChange} />
      <label htmlFor={id} className="quiet">
        Biểu thức FEEL
      </label>
      <textarea
        id={id}
        className="feel-text"
        rows={text.length > 70 ? 3 : 1}
        spellCheck={false}
        readOnly={locked}
        value={text}
        maxLength={2000}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onChange={(event) => onChange(event.target.value.replaceAll('\n', ' '))}
      />
      <p id={`${id}-problem`} className={problem ? 'late' : 'quiet'} role="status">
        {problem ?? (text === '' ? 'Chưa có điều kiện nào: hãy chọn mục, cách so sánh và giá trị.' : '')}
      </p>
    </div>
  )
}
