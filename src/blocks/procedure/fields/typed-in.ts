import type { Field } from '../model/definition.ts'
import { mostRows } from './group/kind.ts'
import { kindOf } from './kinds.ts'

/** All texts that came under one input name; none when there was none. */
export type Inputs = (name: string) => string[]

/** What the named inputs of a form say for a field, as typed: text, several texts, parts, or rows of parts. */
export function typedIn(inputs: Inputs, field: Field, name = `answers.${field.key}`): unknown {
  const kind = kindOf(field)
  if (kind.rows) {
    const rows = Math.min(Number.parseInt(inputs(`${name}.rows`)[0] ?? '', 10) || 0, mostRows(field))
    return Array.from({ length: rows }, (_, at) => partsIn(inputs, field, `${name}.${at}`))
  }
  if (kind.parts) return partsIn(inputs, field, name)
  const texts = inputs(name)
  return kind.several ? texts : (texts[0] ?? '')
}

function partsIn(inputs: Inputs, field: Field, name: string): Record<string, unknown> {
  const kind = kindOf(field)
  const parts = (kind.parts?.(field) ?? []).map((part): [string, unknown] => [
    part.key,
    typedIn(inputs, part, `${name}.${part.key}`),
  ])
  const extras = (kind.extras ?? []).map((key): [string, unknown] => [key, inputs(`${name}.${key}`)[0] ?? ''])
  return Object.fromEntries([...parts, ...extras])
}

/** The other way: the texts each named input of a field would hold. */
export function inputsOf(typed: unknown, name: string): Record<string, string[]> {
  if (Array.isArray(typed) && typed.some(isParts))
    return Object.assign(
      { [`${name}.rows`]: [String(typed.length)] },
      ...typed.map((row, at) => inputsOf(row, `${name}.${at}`)),
    )
  if (Array.isArray(typed)) return { [name]: typed.map(String) }
  if (isParts(typed))
    return Object.assign({}, ...Object.entries(typed).map(([key, part]) => inputsOf(part, `${name}.${key}`)))
  return typed === undefined || typed === null ? {} : { [name]: [String(typed)] }
}

function isParts(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

/** What a button that sends the form asks for: a row more, one less, a file less; null when it is another button. */
export type RowChange = { name: string; change: 'add' | 'remove' | 'fill'; at: string }

export function rowChange(button: string): RowChange | null {
  const [change, name, at = ''] = button.split(' ')
  if (name === undefined || !name.startsWith('answers.')) return null
  return change === 'add' || change === 'remove' || change === 'fill' ? { change, name, at } : null
}

/** The rows, or files, after that button. */
export function changed(field: Field, typed: unknown, { change, name, at }: RowChange): unknown {
  if (name !== `answers.${field.key}` || !Array.isArray(typed)) return typed
  if (change === 'add') return typed.length < mostRows(field) ? [...typed, {}] : typed
  if (change === 'fill') return typed
  if (kindOf(field).rows) return typed.filter((_, row) => String(row) !== at)
  return typed.filter((each) => !String(each).includes(`"hash":"${at}"`))
}
