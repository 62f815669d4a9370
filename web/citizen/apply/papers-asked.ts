import type { Draft } from '../../../src/blocks/dossier/contract.ts'
import type { Definition, DocumentRequirement } from '../../../src/blocks/procedure/model/definition.ts'
import { requiredDocuments } from '../../../src/blocks/procedure/model/form-schema.ts'
import { readApplicant } from './applicant-form.ts'

export type PaperAsked = DocumentRequirement & {
  required: boolean
  files: Draft['documents'][number]['files']
}

/** The papers this application may hand in, those it must first. One that depends on the answers is asked only when it does. */
export function papersAsked(definition: Definition, draft: Draft): PaperAsked[] {
  const applicant = readApplicant(draft.applicant)
  const required = new Set(requiredDocuments(definition, draft.answers, applicant).map((paper) => paper.key))
  return definition.documents
    .filter((paper) => paper.direction === 'in')
    .map((paper) => ({
      ...paper,
      required: required.has(paper.key),
      files: draft.documents.find((document) => document.key === paper.key)?.files ?? [],
    }))
    .filter((paper) => paper.required || paper.requiredIf === false || paper.files.length > 0)
    .sort((a, b) => Number(b.required) - Number(a.required))
}
