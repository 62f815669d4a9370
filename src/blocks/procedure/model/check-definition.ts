import { checkConditions } from './check-conditions.ts'
import { checkFees } from './check-fees.ts'
import { checkGraph } from './check-graph.ts'
import { checkOutcomes } from './check-outcomes.ts'
import { checkConsultation, checkParts } from './check-parts.ts'
import { checkReferences } from './check-references.ts'
import { checkTerms } from './check-terms.ts'
import type { Definition } from './definition.ts'
import { errorsFirst, type Finding, noting, type Report } from './finding.ts'

type Part = keyof Definition

/** Every check, and the parts of a definition it cannot do without: a draft that lacks some is still told the rest. */
export const CHECKS: readonly {
  run: (definition: Definition, report: Report) => void
  needs: readonly Part[]
}[] = [
  {
    run: checkReferences,
    needs: ['form', 'documents', 'fees', 'states', 'initial', 'moves', 'outcomes'],
  },
  { run: checkGraph, needs: ['states', 'initial', 'moves', 'outcomes', 'documents'] },
  { run: checkConditions, needs: ['form', 'documents', 'fees', 'moves', 'clock'] },
  { run: checkOutcomes, needs: ['states', 'initial', 'moves', 'outcomes'] },
  { run: checkTerms, needs: ['states', 'initial', 'moves', 'clock'] },
  { run: checkFees, needs: ['form', 'fees'] },
  { run: checkParts, needs: ['documents', 'moves'] },
  { run: checkConsultation, needs: ['moves'] },
]

/** All that is wrong with an edition, errors first. Pure; the shape itself was checked by Zod before. */
export function checkDefinition(definition: Definition): Finding[] {
  const { findings, report } = noting()
  for (const { run } of CHECKS) run(definition, report)
  return errorsFirst(findings)
}

/** Whether an edition may be published. */
export function mayPublish(definition: Definition): boolean {
  return checkDefinition(definition).every((finding) => finding.severity !== 'error')
}
