import type { Part } from '../../procedure/model/check-parts.ts'
import type { Definition } from '../../procedure/model/definition.ts'
import { evaluate } from '../../procedure/model/feel.ts'
import { type Answers, fieldsOf } from '../../procedure/model/form.ts'

/**
 * What a part's own form is filled with: the part's formulas over the joint answers, the rest under the same key. Pure.
 * Only what the child's form asks; nothing for what was not answered.
 */
export function childAnswers(
  part: Pick<Part, 'answers'>,
  child: Pick<Definition, 'form'>,
  answers: Answers,
  applicant: Record<string, unknown>,
): Answers {
  const given = fieldsOf(child).flatMap(({ key }) => {
    const formula = part.answers[key]
    const value = formula === undefined ? answers[key] : evaluate(formula, { answers, applicant })
    return value === undefined || value === null ? [] : [[key, value] as const]
  })
  return Object.fromEntries(given)
}

/** The child's paper -> the joint dossier's paper it is taken from. */
export function childPapers(
  part: Pick<Part, 'documents'>,
  child: Pick<Definition, 'documents'>,
): Map<string, string> {
  return new Map(
    child.documents
      .filter((paper) => paper.direction === 'in')
      .map((paper) => [paper.key, part.documents[paper.key] ?? paper.key]),
  )
}
