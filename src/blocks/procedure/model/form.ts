import type { PlaceBook } from '../../organisation/model/places.ts'
import { readAnswer } from '../fields/answers.ts'
import type { AnswerError } from '../fields/kind.ts'
import { calculate } from './calculate.ts'
import type { Definition, DocumentRequirement, Field } from './definition.ts'
import { holds } from './feel.ts'

export type Answers = Record<string, unknown>

/** Who asks, and what the answers are read with. */
export type Reading = {
  /** The applicant's record, for conditions that look at it. */
  applicant?: Record<string, unknown>
  /** The province's communes, for addresses; without them an address stays as it was typed. */
  places?: PlaceBook | undefined
}

export function fieldsOf(definition: Pick<Definition, 'form'>): Field[] {
  return definition.form.flatMap((page) => page.fields)
}

/** The fields a person is asked, given what they answered so far. */
export function visibleFields(
  definition: Pick<Definition, 'form'>,
  answers: Answers,
  applicant: Record<string, unknown> = {},
): Field[] {
  return readForm(definition, answers, { applicant }).visible
}

/** Whether a shown field must be answered. */
export function isRequired(field: Field, answers: Answers, applicant: Record<string, unknown> = {}): boolean {
  return missing(field, { answers, applicant, dossier: {} }) !== undefined
}

/** The papers the applicant must hand in, given the answers. */
export function requiredDocuments(
  definition: Pick<Definition, 'documents' | 'form'>,
  answers: Answers,
  applicant: Record<string, unknown> = {},
): DocumentRequirement[] {
  const { values } = readForm(definition, answers, { applicant })
  const context = { answers: values, applicant, dossier: {} }
  return definition.documents.filter(
    ({ direction, requiredIf }) =>
      direction === 'in' && requiredIf !== false && (requiredIf === undefined || holds(requiredIf, context)),
  )
}

/**
 * In the order of the form, so that a condition or a formula sees what was answered before it and nothing that is hidden
 * itself; publishing refuses one that names a later field.
 */
export function readForm(
  definition: Pick<Definition, 'form'>,
  answers: Answers,
  { applicant = {}, places }: Reading = {},
): { values: Answers; visible: Field[] } {
  const values: Answers = {}
  const visible: Field[] = []
  for (const field of fieldsOf(definition)) {
    const context = { answers: values, applicant, dossier: {} }
    if (field.showIf && !holds(field.showIf, context)) continue
    visible.push(field)
    const given = Object.hasOwn(answers, field.key) ? answers[field.key] : undefined
    const value =
      field.kind === 'calculated' ? calculate(field, context) : readAnswer(field, given, { places })
    if (value !== undefined) values[field.key] = value
  }
  return { values, visible }
}

/** What is wrong with no answer being there; a calculated value is nobody's to give. */
export function missing(
  field: Field,
  context: { answers: Answers; applicant: Record<string, unknown>; dossier: object },
): AnswerError | undefined {
  if (field.kind === 'calculated' || field.requiredIf === false) return undefined
  if (field.requiredIf !== undefined && !holds(field.requiredIf, context)) return undefined
  return { keyword: 'required' }
}
