import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import type { FieldProblem } from '../../../kernel/problem.ts'
import type { AnswerError, JsonSchema } from '../fields/kind.ts'
import { kindOf, kinds } from '../fields/kinds.ts'
import type { Definition, DocumentRequirement, Field } from './definition.ts'
import { holds } from './feel.ts'

export type Answers = Record<string, unknown>
export type Validated = {
  /** What is kept: read, tidied, in the order of the form; answers to hidden fields left out. */
  values: Answers
  /** `answers.<key>` and a sentence for the person who typed it; at most one a field. */
  errors: FieldProblem[]
}
export type ValidateOptions = {
  /** A draft: what is missing is no error yet; what is wrong still is. */
  partial?: boolean
  /** Complain about this page only. Answers of the other pages are kept and seen by conditions. */
  page?: string
  /** The applicant's record, for conditions that look at it. */
  applicant?: Record<string, unknown>
}

const MOST_UNKNOWN_KEYS = 20

export function fieldsOf(definition: Pick<Definition, 'form'>): Field[] {
  return definition.form.flatMap((page) => page.fields)
}

/** The form as JSON Schema 2020-12. Which answers must be given depends on the others and is not in it. */
export function formSchema(definition: Pick<Definition, 'form'>): JsonSchema {
  const properties = fieldsOf(definition).map((field) => [field.key, kindOf(field).schema(field)])
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
  const { values, visible } = readVisible(definition, answers, options.applicant ?? {})
  const context = { answers: values, applicant: options.applicant ?? {}, dossier: {} }
  const wrong = wrongAnswers(definition, values)
  const errors = unknownKeys(definition, answers)
  for (const field of visible) {
    if (options.page !== undefined && pageOf(definition, field) !== options.page) continue
    const given = Object.hasOwn(values, field.key)
    const error = given ? wrong.get(field.key) : missing(field, context, options.partial ?? false)
    if (error) errors.push({ path: `answers.${field.key}`, message: kindOf(field).message(error, field) })
  }
  return { values, errors }
}

/** The fields a person is asked, given what they answered so far. */
export function visibleFields(
  definition: Pick<Definition, 'form'>,
  answers: Answers,
  applicant: Record<string, unknown> = {},
): Field[] {
  return readVisible(definition, answers, applicant).visible
}

/** Whether a shown field must be answered. */
export function isRequired(field: Field, answers: Answers, applicant: Record<string, unknown> = {}): boolean {
  return missing(field, { answers, applicant, dossier: {} }, false) !== undefined
}

/** The papers the applicant must hand in, given the answers. */
export function requiredDocuments(
  definition: Pick<Definition, 'documents' | 'form'>,
  answers: Answers,
  applicant: Record<string, unknown> = {},
): DocumentRequirement[] {
  const { values } = readVisible(definition, answers, applicant)
  const context = { answers: values, applicant, dossier: {} }
  return definition.documents.filter(
    ({ direction, requiredIf }) =>
      direction === 'in' && requiredIf !== false && (requiredIf === undefined || holds(requiredIf, context)),
  )
}

/**
 * In the order of the form, so that a condition sees what was answered before it and nothing that is hidden itself;
 * publishing refuses a `showIf` that names a later field.
 */
function readVisible(
  definition: Pick<Definition, 'form'>,
  answers: Answers,
  applicant: Record<string, unknown>,
): { values: Answers; visible: Field[] } {
  const values: Answers = {}
  const visible: Field[] = []
  for (const field of fieldsOf(definition)) {
    if (field.showIf && !holds(field.showIf, { answers: values, applicant, dossier: {} })) continue
    visible.push(field)
    const value = Object.hasOwn(answers, field.key) ? readOne(field, answers[field.key]) : undefined
    if (value !== undefined) values[field.key] = value
  }
  return { values, visible }
}

function readOne(field: Field, raw: unknown): unknown {
  if (raw === null || raw === undefined) return undefined
  if (typeof raw === 'string') return kindOf(field).read(raw, field)
  if (Array.isArray(raw) && raw.every((each) => typeof each === 'string')) {
    // A single answer sent twice is read by its first; only ticked lists take several.
    return kindOf(field).read(raw, field)
  }
  return raw
}

function missing(
  field: Field,
  context: { answers: Answers; applicant: Record<string, unknown>; dossier: object },
  partial: boolean,
): AnswerError | undefined {
  if (partial || field.requiredIf === false) return undefined
  if (field.requiredIf !== undefined && !holds(field.requiredIf, context)) return undefined
  return { keyword: 'required' }
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

/** The first thing wrong with each answer, by field. */
function wrongAnswers(definition: Pick<Definition, 'form'>, values: Answers): Map<string, AnswerError> {
  const check = checkerOf(definition)
  const found = new Map<string, AnswerError>()
  if (check(values)) return found
  for (const error of check.errors ?? []) {
    const key = error.instancePath.split('/')[1]
    if (key !== undefined && !found.has(key)) found.set(key, asAnswerError(error))
  }
  return found
}

function asAnswerError({ keyword, params }: ErrorObject): AnswerError {
  return typeof params.limit === 'number' ? { keyword, limit: params.limit } : { keyword }
}
