import type { FieldProblem } from '../../../kernel/problem.ts'

const DEEPEST = 24
/** Everything below the blank but tab and line feed, and the delete character: nothing a person types. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/

/**
 * The first place of a JSON value that must not be kept: a control character, half a letter, or nesting no definition
 * has. Walks without recursion, so that no nesting is too deep for it. Null when all is well.
 */
export function unstorablePlace(value: unknown): FieldProblem | null {
  const open: { value: unknown; path: string; depth: number }[] = [{ value, path: '', depth: 0 }]
  for (let here = open.pop(); here; here = open.pop()) {
    const { path, depth } = here
    if (typeof here.value === 'string') {
      if (CONTROL.test(here.value) || !here.value.isWellFormed())
        return { path, message: 'Có ký tự điều khiển hoặc ký tự hỏng. Hãy gõ lại chỗ này.' }
      continue
    }
    if (here.value === null || typeof here.value !== 'object') continue
    if (depth >= DEEPEST) return { path, message: 'Dữ liệu lồng nhau quá sâu. Hãy bỏ bớt các lớp lồng.' }
    for (const [key, each] of Object.entries(here.value)) {
      const inner = path === '' ? key.slice(0, 80) : `${path}.${key.slice(0, 80)}`
      if (CONTROL.test(key) || !key.isWellFormed())
        return { path, message: 'Có tên trường chứa ký tự hỏng. Hãy gõ lại chỗ này.' }
      open.push({ value: each, path: inner, depth: depth + 1 })
    }
  }
  return null
}
