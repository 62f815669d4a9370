import type { FieldProblem } from '../../../kernel/problem.ts'
import type { Field } from '../model/definition.ts'
import { mostRows } from './group/kind.ts'
import type { AnswerError, JsonSchema, Knowing, Lang, Parts } from './kind.ts'
import { kindOf } from './kinds.ts'

/** The JSON Schema 2020-12 of one given answer, parts and rows included. */
export function answerSchema(field: Field): JsonSchema {
  const kind = kindOf(field)
  const parts = kind.parts?.(field)
  if (!parts) return kind.schema(field, {})
  return kind.schema(field, {
    type: 'object',
    properties: Object.fromEntries(parts.map((part) => [part.key, answerSchema(part)])),
    required: parts.filter((part) => part.requiredIf !== false).map((part) => part.key),
    additionalProperties: false,
  })
}

/**
 * What was typed, or sent by another system, as the answer that is kept. Nothing given is `undefined`; what cannot be
 * understood stays as it came, for the schema to refuse. Reading twice is reading once.
 */
export function readAnswer(field: Field, raw: unknown, knowing: Knowing = {}): unknown {
  if (raw === null || raw === undefined) return undefined
  const kind = kindOf(field)
  if (kind.rows) return Array.isArray(raw) ? readRows(field, raw, knowing) : otherwise(raw)
  if (kind.parts) return isParts(raw) ? readParts(field, raw, knowing) : otherwise(raw)
  if (typeof raw === 'string') return kind.read(raw, field, knowing)
  // A single answer sent twice is read by its first; only lists take several.
  if (Array.isArray(raw) && raw.every((each) => typeof each === 'string'))
    return kind.read(raw, field, knowing)
  return raw
}

/** Rows left empty at the end were opened for nothing; one in the middle is complained about, not moved up. */
function readRows(field: Field, raw: unknown[], knowing: Knowing): unknown {
  const rows = raw
    .slice(0, mostRows(field) + 1)
    .map((row) => (isParts(row) ? readParts(field, row, knowing) : row))
  while (rows.length > 0 && (rows.at(-1) === undefined || rows.at(-1) === null)) rows.pop()
  return rows.length === 0 ? undefined : rows.map((row) => row ?? {})
}

function readParts(field: Field, raw: Parts, knowing: Knowing): unknown {
  const kind = kindOf(field)
  const typed = kind.open?.(raw) ?? raw
  const parts = kind.parts?.(field) ?? []
  const values: [string, unknown][] = []
  for (const part of parts) {
    const value = Object.hasOwn(typed, part.key) ? readAnswer(part, typed[part.key], knowing) : undefined
    if (value !== undefined) values.push([part.key, value])
  }
  if (values.length > 0 && !kind.rows) {
    const whole = kind.read(Object.fromEntries(values), field, knowing) as Parts
    values.splice(0, values.length, ...Object.entries(whole))
  }
  // What the kind does not know is kept, for the schema to refuse it by name.
  for (const [key, value] of Object.entries(typed))
    if (!parts.some((part) => part.key === key) && value !== '') values.push([key, value])
  return values.length === 0 ? undefined : Object.fromEntries(values)
}

function otherwise(raw: unknown): unknown {
  return raw === '' ? undefined : raw
}

function isParts(value: unknown): value is Parts {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

/** An answer as people read it, on one line. */
export function showAnswer(field: Field, value: unknown, lang: Lang): string {
  const kind = kindOf(field)
  if (!kind.rows || !Array.isArray(value)) return kind.show(value, field, lang)
  const word = lang === 'en' ? 'Row' : 'Dòng'
  return value.map((row, at) => `${word} ${at + 1}: ${rowText(field, row, lang)}`).join('; ')
}

function rowText(field: Field, row: unknown, lang: Lang): string {
  if (!isParts(row)) return String(row)
  return (field.fields ?? [])
    .filter((part) => row[part.key] !== undefined)
    .map((part) => showAnswer(part, row[part.key], lang))
    .join(', ')
}

/**
 * The sentence for one thing the schema found, at the input it belongs to: `answers.members.1.name`. `inside` is the way
 * from the answer to what is wrong, as Ajv's JSON pointer tells it.
 */
export function complaint(
  field: Field,
  inside: readonly string[],
  error: AnswerError,
  path = `answers.${field.key}`,
): FieldProblem {
  const kind = kindOf(field)
  const [first, ...rest] = inside
  if (kind.rows && first !== undefined) {
    const at = `${path}.${first}`
    const [partKey, ...deeper] = rest.length > 0 ? rest : error.part !== undefined ? [error.part] : []
    const part = kind.parts?.(field).find((each) => each.key === partKey)
    if (!part) return { path: at, message: `Dòng ${Number(first) + 1}: ${kind.message(bare(error), field)}` }
    const found = complaint(part, deeper, rest.length > 0 ? error : bare(error), `${at}.${part.key}`)
    return { path: found.path, message: `Dòng ${Number(first) + 1}: ${found.message}` }
  }
  const key = first ?? error.part
  if (kind.parts && key !== undefined) {
    const shown = kind.standsAt?.[key]
    const part = kind.parts(field).find((each) => each.key === key)
    if (shown !== undefined)
      return { path: `${path}.${shown}`, message: kind.message({ ...error, part: key }, field) }
    if (part) return complaint(part, rest, first === undefined ? bare(error) : error, `${path}.${key}`)
    return { path: `${path}.${key.slice(0, 80)}`, message: kind.message({ ...error, part: key }, field) }
  }
  return { path, message: kind.message(error, field) }
}

function bare({ part: _, ...error }: AnswerError): AnswerError {
  return error
}
