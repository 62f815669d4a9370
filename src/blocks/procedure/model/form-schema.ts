import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import type { FieldProblem } from '../../../kernel/problem.ts'
import { answerSchema, complaint } from '../fields/answers.ts'
import type { AnswerError, JsonSchema } from '../fields/kind.ts'
import { kindOf, kinds } from '../fields/kinds.ts'
import type { Definition, Field } from './definition.ts'
import { type Answers, fieldsOf, missing, type Reading, readForm } from './form.ts'

export { type Answers, fieldsOf, isRequired, requiredDocuments, visibleFields } from './form.ts'
export type Validated = {
  /** What is kept: read, tidied, in the order of the form; answers to hidden fields left out, calculated ones put in. */
  values: Answers
  /** `answers.<key>`, with parts and rows after it, and a sentence for the person who typed it; at most one an input. */
  errors: FieldProblem[]
}
export type ValidateOptions = Reading & {
  /** A draft: what is missing is no error yet; what is wrong still is. */
  partial?: boolean
  /** Complain about this page only. Answers of the other pages are kept and seen by conditions. */
  page?: string
}

const MOST_UNKNOWN_KEYS = 20

/** The form as JSON Schema 2020-12. Which answers must be given depends on the others and is not in it. */
export function formSchema(definition: Pick<Definition, 'form'>): JsonSchema {
  const properties = fieldsOf(definition).map((field) => [field.key, answerSchema(field)])
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: Object.fromEntries(properties),
    additionalProperties: false,
  }
}

/** Reads and checks a whole form, from a page without script or from another system alike. Pure. */
export function validateAnswers(
  definition: Pick<Definition, 'form'>,
  answers: Answers,
  options: ValidateOptions = {},
): Validated {
  const { applicant = {}, partial = false, page } = options
  const { values, visible } = readForm(definition, answers, options)
  const context = { answers: values, applicant, dossier: {} }
  const wrong = wrongAnswers(definition, values, partial)
  const errors = unknownKeys(definition, answers)
  for (const field of visible) {
    if (page !== undefined && pageOf(definition, field) !== page) continue
    if (Object.hasOwn(values, field.key)) {
      errors.push(...complaints(field, wrong.get(field.key) ?? []))
      continue
    }
    const error = partial ? undefined : missing(field, context)
    if (error) errors.push({ path: `answers.${field.key}`, message: kindOf(field).message(error, field) })
  }
  return { values, errors }
}

function pageOf(definition: Pick<Definition, 'form'>, field: Field): string | undefined {
  return definition.form.find((page) => page.fields.includes(field))?.key
}

function unknownKeys(definition: Pick<Definition, 'form'>, answers: Answers): FieldProblem[] {
  const known = new Set(fieldsOf(definition).map((field) => field.key))
  return Object.keys(answers)
    .filter((key) => !known.has(key))
    .slice(0, MOST_UNKNOWN_KEYS)
    .map((key) => ({
      path: `answers.${key.slice(0, 80)}`,
      message: `Biểu mẫu không có mục “${key.slice(0, 80)}”. Hãy bỏ mục này hoặc kiểm tra lại tên.`,
    }))
}

const ajv = new Ajv2020({ allErrors: true, strict: true, formats: formats() })
const compiled = new WeakMap<object, ValidateFunction>()

function formats(): Record<string, (text: string) => boolean> {
  return Object.assign({}, ...Object.values(kinds).map((kind) => kind.formats ?? {}))
}

/** Compiled once for each form; the form itself is the key, so a dropped edition takes its check with it. */
function checkerOf(definition: Pick<Definition, 'form'>): ValidateFunction {
  const known = compiled.get(definition.form)
  if (known) return known
  const schema = formSchema(definition)
  const check = ajv.compile(schema)
  ajv.removeSchema(schema)
  compiled.set(definition.form, check)
  return check
}

/** One thing wrong inside one answer, and the way there. */
type Wrong = { inside: string[]; error: AnswerError }

/** What is wrong with each answer, by field. A part that is missing is no error of a draft. */
function wrongAnswers(
  definition: Pick<Definition, 'form'>,
  values: Answers,
  partial: boolean,
): Map<string, Wrong[]> {
  const check = checkerOf(definition)
  const found = new Map<string, Wrong[]>()
  if (check(values)) return found
  for (const error of check.errors ?? []) {
    const [key, ...inside] = pointer(error.instancePath)
    // `if` only says that its `then` failed, which says so itself.
    if (key === undefined || error.keyword === 'if') continue
    if (partial && (error.keyword === 'required' || error.keyword === 'minItems')) continue
    found.set(key, [...(found.get(key) ?? []), { inside, error: asAnswerError(error) }])
  }
  return found
}

/** One sentence an input: what was found first. */
function complaints(field: Field, wrong: Wrong[]): FieldProblem[] {
  const byPath = new Map<string, FieldProblem>()
  for (const { inside, error } of wrong) {
    const found = complaint(field, inside, error)
    if (!byPath.has(found.path)) byPath.set(found.path, found)
  }
  return [...byPath.values()]
}

/** `/members/1/name` -> its steps (RFC 6901). */
function pointer(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function asAnswerError({ keyword, params }: ErrorObject): AnswerError {
  const part: unknown = params.missingProperty ?? params.additionalProperty
  return {
    keyword,
    ...(typeof params.limit === 'number' ? { limit: params.limit } : {}),
    ...(typeof part === 'string' ? { part } : {}),
  }
}
