import { Problem } from '../../kernel/problem.ts'

/** A refusal that must not tell that the thing exists: outside it is "not found", in the audit a refused attempt. */
export class Hidden extends Problem {}
