/** One thing an official should know before publishing. An error forbids it. */
export type Finding = {
  severity: 'error' | 'warning'
  code: string
  /** Path into the definition: `moves.3.to`, `form.0.fields.2.showIf`. */
  place: string
  /** Vietnamese: what is wrong, and what to do. */
  message: string
}
export type Report = (code: string, place: string, message: string, severity?: Finding['severity']) => void
