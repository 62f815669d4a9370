import type { Definition, Move, Role } from '../../procedure/model/definition.ts'
import { holds } from '../../procedure/model/feel.ts'
import type { Folded } from './fold.ts'

/** Who stands before the dossier: the parts they play in it now, and their position. */
export type Player = { roles: readonly Role[]; position: string | null }

/** What conditions (`when`) may look at. */
export type MoveContext = { answers: Record<string, unknown>; claimOpen: boolean }

/** The arrows this person may take from the dossier's present state, in the edition's order. */
export function allowedMoves(
  definition: Definition,
  dossier: Folded,
  player: Player,
  context: MoveContext,
): Move[] {
  return definition.moves.filter(
    (arrow) =>
      arrow.from.includes(dossier.state.key) &&
      mayTake(arrow, dossier).some((role) => player.roles.includes(role)) &&
      !refused(arrow, dossier, context) &&
      (!arrow.when || holds(arrow.when, { answers: context.answers, dossier: facts(dossier) })),
  )
}

/** Asking again after acceptance is not the specialist's to decide any more. */
export function isSecondCorrection(arrow: Move, dossier: Pick<Folded, 'corrections'>): boolean {
  return arrow.kind === 'draftCorrection' && dossier.corrections >= 1
}

function mayTake(arrow: Move, dossier: Folded): readonly Role[] {
  return isSecondCorrection(arrow, dossier) ? ['head', 'leader'] : arrow.who
}

/** What the law forbids whatever the edition says: asking twice before acceptance, apologising twice. */
function refused(arrow: Move, dossier: Folded, context: MoveContext): boolean {
  if (arrow.kind === 'askIntakeCorrection') return dossier.intakeCorrections >= 1
  if (arrow.kind === 'apologise') return dossier.apologised
  if (arrow.kind === 'claim') return !context.claimOpen || dossier.assignee !== null
  return false
}

function facts(dossier: Folded) {
  return {
    outcome: dossier.outcome,
    corrections: dossier.corrections,
    assigned: dossier.assignee !== null,
  }
}
