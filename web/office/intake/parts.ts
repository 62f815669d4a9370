import type { z } from 'zod'
import type { Applicant, HandedDocument, Receipt } from '../../../src/blocks/dossier/contract.ts'
import { kindOf } from '../../../src/blocks/procedure/fields/kinds.ts'
import { typedIn } from '../../../src/blocks/procedure/fields/typed-in.ts'
import type { DocumentRequirement, Field } from '../../../src/blocks/procedure/model/definition.ts'
import {
  fieldsOf,
  isRequired,
  readForm,
  requiredDocuments,
} from '../../../src/blocks/procedure/model/form.ts'
import { uuid } from '../api.ts'
import type { Procedure } from '../dossier/definition.ts'

export type Given = z.infer<typeof Applicant>
export type Handed = z.infer<typeof HandedDocument> & { names: string[] }
export type Issued = z.infer<typeof Receipt>

/** One dossier being taken in; kept in the tab under its own id until the server has answered. */
export type Intake = {
  id: string
  applicant: Partial<Given>
  onBehalfOf: string
  procedure: { code: string; name: string } | null
  agency: string
  /** Raw form text by input name, as typed. */
  typed: Record<string, string[]>
  papers: Record<string, Handed>
  missingReason: string
  channel: 'counter' | 'post'
  returnBy: 'desk' | 'post' | 'online'
  note: string
}

export const freshIntake = (): Intake => ({
  id: uuid(),
  applicant: { kind: 'person' },
  onBehalfOf: '',
  procedure: null,
  agency: '',
  typed: {},
  papers: {},
  missingReason: '',
  channel: 'counter',
  returnBy: 'desk',
  note: '',
})

type Form = {
  fields: Field[]
  answers: Record<string, unknown>
  papers: DocumentRequirement[]
  needed: Set<string>
}

/**
 * The form as it stands: the fields asked now (a hidden one is neither shown nor sent), their answers as their kinds
 * read them, the papers this agency asks for, and the keys of all that must be given.
 */
export function formNow(procedure: Procedure, intake: Intake): Form {
  const { definition } = procedure
  const { applicant } = intake
  const { values: answers, visible: fields } = readForm(definition, rawAnswers(procedure, intake.typed), {
    applicant,
  })
  const removed = procedure.variants.find((each) => each.agency === intake.agency)?.removeDocuments ?? []
  const asked = (paper: DocumentRequirement) => paper.direction === 'in' && !removed.includes(paper.key)
  const needed = new Set([
    ...fields.filter((field) => isRequired(field, answers, applicant)).map((field) => `answers.${field.key}`),
    ...requiredDocuments(definition, answers, applicant)
      .filter(asked)
      .map((paper) => `documents.${paper.key}`),
  ])
  return { fields, answers, papers: definition.documents.filter(asked), needed }
}

export const fieldsIn = ({ definition }: Procedure): Field[] => fieldsOf(definition)

/** What the inputs say, field by field, as typed. */
export function rawAnswers(procedure: Procedure, typed: Intake['typed']): Record<string, unknown> {
  const inputs = (name: string) => typed[name] ?? []
  return Object.fromEntries(fieldsIn(procedure).map((field) => [field.key, typedIn(inputs, field)]))
}

/** What a field is filled with before anybody typed: the applicant's own record. */
export function prefilled(field: Field, applicant: Partial<Given>): string | undefined {
  if (!field.prefill) return undefined
  const value = applicant[field.prefill.split('.')[1] as keyof Given]
  return value === undefined ? undefined : String(value)
}

/** Sentences by path for what is missing before it is worth asking the server. */
export function lacking(intake: Intake, procedure: Procedure | null): Record<string, string> {
  const found: Record<string, string> = {}
  const { applicant } = intake
  if (!applicant.name || applicant.name.trim().length < 2)
    found['applicant.name'] = 'Ghi họ và tên người nộp.'
  if (applicant.citizenNumber && !/^\d{12}$/.test(applicant.citizenNumber))
    found['applicant.citizenNumber'] = 'Số căn cước gồm 12 chữ số.'
  if (!procedure) found.procedure = 'Chọn thủ tục.'
  if (procedure && !intake.agency) found.agency = 'Chọn cơ quan giải quyết.'
  if (!procedure) return found
  const { fields, answers, papers, needed } = formNow(procedure, intake)
  for (const field of fields) {
    if (needed.has(`answers.${field.key}`) && answers[field.key] === undefined)
      found[`answers.${field.key}`] = kindOf(field).message({ keyword: 'required' }, field)
  }
  const missing = papers.filter((paper) => needed.has(`documents.${paper.key}`) && !intake.papers[paper.key])
  if (missing.length > 0 && !intake.missingReason.trim())
    found.missingReason = `Còn thiếu ${missing.length} giấy tờ bắt buộc. Đánh dấu đã nhận, hoặc nói vì sao vẫn tiếp nhận.`
  return found
}

/** dossier.receive's input; empty texts are left out. */
export function receiveInput(intake: Intake, procedure: Procedure): Record<string, unknown> {
  const applicant = Object.fromEntries(
    Object.entries(intake.applicant).flatMap(([key, value]) => {
      const text = String(value ?? '').trim()
      return text ? [[key, text]] : []
    }),
  )
  return {
    id: intake.id,
    procedure: procedure.code,
    agency: intake.agency,
    applicant,
    onBehalfOf: intake.onBehalfOf.trim() || undefined,
    answers: formNow(procedure, intake).answers,
    documents: Object.values(intake.papers).map(({ names: _, ...paper }) => paper),
    returnBy: intake.returnBy,
    channel: intake.channel,
    note: intake.note.trim() || undefined,
    missingReason: intake.missingReason.trim() || undefined,
  }
}
