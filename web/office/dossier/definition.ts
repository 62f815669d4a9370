import type { z } from 'zod'
import type { AllowedMove, DossierView, MarkedItem } from '../../../src/blocks/dossier/contract.ts'
import type { ProcedureView } from '../../../src/blocks/procedure/contract.ts'
import type { Definition, Field } from '../../../src/blocks/procedure/model/definition.ts'
import { holds } from '../../../src/blocks/procedure/model/feel.ts'

export type Procedure = z.infer<typeof ProcedureView>
export type Arrow = z.infer<typeof AllowedMove>
type Pages = Definition['form']
export type Marks = Record<string, string>

/** The form's pages with only the fields that this dossier's answers call for. */
export function shownPages(pages: Pages, answers: Record<string, unknown>): Pages {
  const shown = (field: Field) =>
    field.key in answers ||
    field.showIf === undefined ||
    holds(field.showIf, { answers, applicant: {}, dossier: {} })
  return pages
    .map((page) => ({ ...page, fields: page.fields.filter(shown) }))
    .filter((page) => page.fields.length > 0)
}

/** What a marked path is called on the form. */
export function nameOf(path: string, procedure: Procedure, dossier: DossierView): string {
  const [root, key] = path.split('.')
  if (root === 'documents') return dossier.documents.find((each) => each.key === key)?.name ?? path
  const field = procedure.definition.form.flatMap((page) => page.fields).find((each) => each.key === key)
  return field?.label.vi ?? path
}

export const asItems = (marks: Marks): MarkedItem[] =>
  Object.entries(marks).map(([path, note]) => ({ path, note: note.trim() }))
