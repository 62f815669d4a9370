import type { FieldProblem } from '../../../src/kernel/problem.ts'

/** What a form was refused for, by field; thrown on when it is nothing a person can mend here. */
export function refusedFor(error: unknown, otherwise: string): { status: number; errors: FieldProblem[] } {
  const problem = error as { status?: number; message: string; errors?: FieldProblem[] }
  if (!problem.status || ![404, 409, 422, 429].includes(problem.status)) throw error
  const errors = problem.errors?.length ? problem.errors : [{ path: otherwise, message: problem.message }]
  return { status: problem.status, errors }
}
