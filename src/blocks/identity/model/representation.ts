/** Days are `YYYY-MM-DD`, `[from, to)`; instants in milliseconds. */
export type Representation = {
  from: string
  to: string
  acceptedAt: number | null
  endedAt: number | null
  /** Null: every procedure. */
  procedures: readonly string[] | null
}
export type RepresentationState = 'asked' | 'coming' | 'running' | 'over' | 'ended'

export function representationState(
  { from, to, acceptedAt, endedAt }: Representation,
  day: string,
  instant: number,
): RepresentationState {
  if (endedAt !== null && endedAt <= instant) return 'ended'
  if (to <= day) return 'over'
  if (acceptedAt === null || instant < acceptedAt) return 'asked'
  return day < from ? 'coming' : 'running'
}

/** May they ask for this procedure in the other's name now? */
export const covers = (each: Representation, procedure: string, day: string, instant: number): boolean =>
  representationState(each, day, instant) === 'running' &&
  (each.procedures === null || each.procedures.includes(procedure))
