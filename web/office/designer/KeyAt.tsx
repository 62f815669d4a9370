import { useEffect, useRef } from 'react'
import { Found } from './inputs.tsx'
import { proposedKey, renamedAnswer } from './key.ts'
import { valueAt, withValue } from './paths.ts'
import { useDraft } from './use-draft.ts'

type KeyAtProps = {
  path: string
  label: string
  help: string
  /** The Vietnamese name it is proposed from. */
  from: string
  taken: string[]
  /** A field's key: conditions and formulas that name it follow. */
  renames?: boolean
}

/** The stable name machines use: follows the Vietnamese name until somebody writes it by hand. */
export function KeyAt({ path, label, help, from, taken, renames }: KeyAtProps) {
  const { content, change, locked, findingsAt } = useDraft()
  const key = String(valueAt(content, path) ?? '')
  const named = useRef(from)
  const set = (next: string) => {
    if (next === key) return
    const moved = renames && key && next ? renamedAnswer(content, key, next) : content
    change('', withValue(moved, path, next))
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of the name proposes anew
  useEffect(() => {
    if (from === named.current) return
    const rest = taken.filter((each) => each !== key)
    const followed = key === '' || isProposal(key, named.current)
    named.current = from
    if (followed && !locked(path)) set(proposedKey(from, rest))
  }, [from])
  const found = findingsAt(path)
  return (
    <div className="at">
      <label htmlFor={path}>{label}</label>
      <input
        id={path}
        value={key}
        readOnly={locked(path)}
        maxLength={60}
        spellCheck={false}
        aria-describedby={`${path}-help`}
        aria-invalid={found.some((each) => each.severity === 'error') || undefined}
        onChange={(event) => set(event.target.value.replaceAll(/\W/g, ''))}
      />
      <span className="help quiet" id={`${path}-help`}>
        {help}
      </span>
      <Found findings={found} />
    </div>
  )
}

/** Whether a key is what would be proposed for a name, a number behind it or not. */
const isProposal = (key: string, name: string) =>
  key.replace(/\d+$/, '') === proposedKey(name, []).replace(/\d+$/, '')
