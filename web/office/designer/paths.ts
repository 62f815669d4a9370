import type { DraftContent } from '../../../src/blocks/procedure/contract.ts'

/**
 * Where something stands in a draft, as findings and locks name it: `states.3.name` within the definition,
 * `variants.0.term` and `competent.kinds` beside it; '' is the whole content.
 */
const BESIDE = new Set(['variants', 'competent'])

const within = (path: string): string[] => {
  if (path === '') return []
  const steps = path.split('.')
  return BESIDE.has(steps[0] ?? '') ? steps : ['definition', ...steps]
}

export function valueAt(content: DraftContent, path: string): unknown {
  let here: unknown = content
  for (const step of within(path)) here = (here as Record<string, unknown> | null | undefined)?.[step]
  return here
}

/** The content with `value` at `path`; `undefined` takes the key out, or the row out of its list. */
export const withValue = (content: DraftContent, path: string, value: unknown): DraftContent =>
  put(content, within(path), value) as DraftContent

function put(here: unknown, [step, ...rest]: string[], value: unknown): unknown {
  if (step === undefined) return value
  if (Array.isArray(here) || (here === undefined && /^\d+$/.test(step))) {
    const list = Array.isArray(here) ? [...here] : []
    const at = Number(step)
    if (rest.length === 0 && value === undefined) list.splice(at, 1)
    else list[at] = put(list[at], rest, value)
    return list
  }
  const { [step]: old, ...others } = (here ?? {}) as Record<string, unknown>
  const next = put(old, rest, value)
  if (next === undefined) return others
  // An existing key keeps its place, so that exported text and changes read in a steady order.
  return step in ((here ?? {}) as object)
    ? { ...(here as object), [step]: next }
    : { ...others, [step]: next }
}

/** Whether `path` is `place` or lies within it. */
export const isWithin = (path: string, place: string): boolean =>
  path === place || path.startsWith(`${place}.`)

/** Equal as JSON: the order of keys and keys without a value do not matter. */
export function sameContent(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const one = a as Record<string, unknown>
  const other = b as Record<string, unknown>
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) =>
    sameContent(one[key], other[key]),
  )
}
