import type { Definition } from '../../procedure/model/definition.ts'

/** States in which a request for correction is open: from its draft until it is answered or given up. */
export function correctionStates(definition: Definition): string[] {
  const asking = definition.moves.filter((move) =>
    ['askIntakeCorrection', 'draftCorrection', 'signCorrection', 'sendCorrection'].includes(move.kind),
  )
  return [...new Set(asking.map((move) => move.to))]
}
