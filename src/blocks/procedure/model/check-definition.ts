import { checkConditions } from './check-conditions.ts'
import { checkGraph } from './check-graph.ts'
import { checkOutcomes } from './check-outcomes.ts'
import { checkReferences } from './check-references.ts'
import type { Definition } from './definition.ts'
import type { Finding, Report } from './finding.ts'

/** All that is wrong with an edition, errors first. Pure; the shape itself was checked by Zod before. */
export function checkDefinition(definition: Definition): Finding[] {
  const findings: Finding[] = []
  const report: Report = (code, place, message, severity = 'error') =>
    findings.push({ severity, code, place, message })
  checkReferences(definition, report)
  checkGraph(definition, report)
  checkConditions(definition, report)
  checkOutcomes(definition, report)
  return findings.sort((a, b) => rank(a) - rank(b))
}

function rank(finding: Finding): number {
  return finding.severity === 'error' ? 0 : 1
}

/** Whether an edition may be published. */
export function mayPublish(definition: Definition): boolean {
  return checkDefinition(definition).every((finding) => finding.severity !== 'error')
}
