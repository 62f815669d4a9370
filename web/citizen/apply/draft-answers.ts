import type { Draft } from '../../../src/blocks/dossier/contract.ts'
import type { Definition } from '../../../src/blocks/procedure/model/definition.ts'
import { fieldsOf } from '../../../src/blocks/procedure/model/form.ts'

/** The answers of a draft with those that are files, which the draft holds beside its papers. */
export function withFiles(draft: Draft, definition: Pick<Definition, 'form'>): Draft['answers'] {
  const files = fieldsOf(definition)
    .filter((field) => field.kind === 'file')
    .map((field) => [field.key, draft.documents.find((each) => each.key === field.key)?.files ?? []] as const)
    .filter(([, attached]) => attached.length > 0)
  return { ...draft.answers, ...Object.fromEntries(files) }
}
