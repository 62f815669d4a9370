/** One refused field: where it stands in the input (`answers.birthDate`) and a sentence for the person who typed it. */
export type FieldProblem = { path: string; message: string }

/**
 * The one error the outside may see. Becomes problem+json (RFC 9457): `type`, `title`, `status`, `code`, Vietnamese
 * `detail` that says what happened, to what, and what to do, and `errors` naming the fields.
 */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly errors: FieldProblem[]
  constructor(code: string, status: number, detail: string, errors: FieldProblem[] = []) {
    super(detail)
    this.name = 'Problem'
    this.code = code
    this.status = status
    this.errors = errors
  }
}

/** A field the sender can mend: 422 with the field named. */
export function invalid(path: string, message: string, code = 'request.invalid'): Problem {
  return new Problem(code, 422, message, [{ path, message }])
}
