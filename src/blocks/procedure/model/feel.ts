import { evaluate as interpret, isFunction, parseExpression } from 'feelin'
import { feelExcess } from './feel-limits.ts'

/** What an expression may look at: `{ answers, applicant, dossier, copies … }`, plain JSON values. */
export type FeelContext = Record<string, unknown>

/** One expression made ready for contexts of certain names. */
type Prepared = (values: unknown[]) => unknown

const KEPT = 5_000
/** The syntax verdict of every expression met, so that each text is parsed once. */
const verdicts = new Map<string, string | null>()
const prepared = new Map<string, Prepared>()

/** Reading the present moment would make a condition answer differently on a later fold of the same history. */
const CLOCK_READERS = /\b(now|today)\s*\(/

/** What is wrong with an expression, in Vietnamese, or null. Looks at syntax only; `feelNames` tells what it names. */
export function feelProblem(expression: string): string | null {
  const known = verdicts.get(expression)
  if (known !== undefined) return known
  if (verdicts.size >= KEPT) verdicts.clear()
  const verdict = inspect(expression)
  verdicts.set(expression, verdict)
  return verdict
}

function inspect(expression: string): string | null {
  if (expression.trim() === '') return 'Điều kiện đang để trống: hãy viết biểu thức hoặc bỏ điều kiện.'
  if (CLOCK_READERS.test(expression)) {
    return 'Điều kiện không được dùng now() hoặc today(): hãy dùng ngày có trong hồ sơ.'
  }
  let at: number | null = null
  parseExpression(expression, {}, undefined).iterate({
    enter(node) {
      if (node.type.isError && at === null) at = node.from
      return at === null
    },
  })
  if (at === null) return feelExcess(expression)
  const near = expression.slice(Math.max(0, at - 20), at + 20).trim()
  return `Biểu thức FEEL sai cú pháp ở ký tự thứ ${at + 1}, gần “${near}”: hãy sửa lại biểu thức.`
}

/** The context entries an expression names, as `answers.birthDate` or `copies`; its own loop variables left out. */
export function feelNames(expression: string): string[] {
  if (feelProblem(expression) !== null) return []
  const paths = new Set<string>()
  const own = new Set<string>()
  const called = new Set<number>()
  parseExpression(expression, {}, undefined).iterate({
    enter(node) {
      const text = expression.slice(node.from, node.to)
      const from = node.from
      if (node.name === 'FunctionInvocation') called.add(from)
      if (node.name === 'Name') own.add(text)
      if (node.name === 'PathExpression' && /^[A-Za-z_]\w*(\s*\.\s*\w+)+$/.test(text)) {
        const [root, member] = text.split(/\s*\.\s*/)
        paths.add(`${root}.${member}`)
        return false
      }
      if (node.name === 'VariableName' && !called.has(from)) paths.add(text)
      return true
    },
  })
  return [...paths].filter((path) => !own.has(path.split('.')[0] ?? ''))
}

/**
 * The value of a FEEL expression over plain JSON. A wrong expression, an unknown name or a clash of kinds gives null:
 * a condition never throws in the middle of a citizen's form; publishing has refused wrong ones before.
 */
export function evaluate(expression: string, context: FeelContext): unknown {
  if (feelProblem(expression) !== null) return null
  const names = Object.keys(context).sort()
  try {
    const value = ready(expression, names)(names.map((name) => context[name]))
    return value ?? null
  } catch {
    return null
  }
}

/**
 * feelin parses at every call (160 µs); a FEEL function holding the expression is parsed once and then costs 3 µs. Its
 * warnings carry the values looked at, so they are dropped after each call: no answer outlives its evaluation.
 */
function ready(expression: string, names: string[]): Prepared {
  const key = `${names.join(',')}\n${expression}`
  const known = prepared.get(key)
  if (known) return known
  const { value: made, warnings } = interpret(`function(${names.join(', ')}) (${expression}\n)`, {})
  if (!isFunction(made)) return () => null
  const run: Prepared = (values) => {
    try {
      return made.invoke(values)
    } finally {
      warnings.length = 0
    }
  }
  if (prepared.size >= KEPT) prepared.clear()
  prepared.set(key, run)
  return run
}

/** Whether a condition holds. Null, an error and any value other than `true` count as no. */
export function holds(expression: string, context: FeelContext): boolean {
  return evaluate(expression, context) === true
}
