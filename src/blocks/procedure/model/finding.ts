/** One thing an official should know before publishing. An error forbids it. */
export type Finding = {
  severity: 'error' | 'warning'
  code: string
  /** Path into the definition: `moves.3.to`, `form.0.fields.2.showIf`. */
  place: string
  /** Vietnamese: what is wrong. */
  message: string
  /** Vietnamese: what to do. */
  todo: string
}
export type Report = (
  code: string,
  place: string,
  message: string,
  todo: string,
  severity?: Finding['severity'],
) => void

/** A list of findings and the pen that adds to it. */
export function noting(): { findings: Finding[]; report: Report } {
  const findings: Finding[] = []
  const report: Report = (code, place, message, todo, severity = 'error') =>
    findings.push({ severity, code, place, message, todo })
  return { findings, report }
}

/** Errors first, each kind in the order it was found. */
export function errorsFirst(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'))
}
