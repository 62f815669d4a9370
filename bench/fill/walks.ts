import type { Random } from '../../demo/people/random.ts'
import { allowedMoves } from '../../src/blocks/dossier/model/allowed-moves.ts'
import { fold, type MoveRecord, step } from '../../src/blocks/dossier/model/fold.ts'
import { type Definition, type Move, Role } from '../../src/blocks/procedure/model/definition.ts'

/** A whole way of a dossier through its edition, from opening to its end. */
export type Walk = { online: boolean; start: string; arrows: Move[] }

const EVERY_ROLE = Role.options
const LONGEST = 40
/** How often people take each kind of arrow where several are open; 0: the bench's people never do. */
const WEIGHT: Partial<Record<Move['kind'], number>> = {
  claim: 0,
  reopen: 0,
  withdraw: 0.01,
  stop: 0.01,
  refuseIntake: 0.02,
  apologise: 0.03,
  askIntakeCorrection: 0.45,
  draftCorrection: 0.8,
  back: 0.25,
  assign: 0.6,
  consult: 0.6,
}

/** One believable way to the end, every arrow of it allowed by the model where it is taken. */
export function walk(definition: Definition, online: boolean, random: Random): Walk {
  const start = online ? definition.initial.online : definition.initial.desk
  let at = Date.parse('2026-01-05T08:00:00+07:00')
  const record = (seq: number, move: string, to: string): MoveRecord => ({
    seq,
    move,
    to,
    at: new Date(at).toISOString(),
    role: 'counter',
    agency: null,
    position: null,
  })
  let folded = fold(definition, [record(0, online ? 'submit' : 'receive', start)])
  const arrows: Move[] = []
  while (arrows.length < LONGEST) {
    const open = allowedMoves(
      definition,
      folded,
      { roles: EVERY_ROLE, position: null },
      { answers: {}, claimOpen: false },
    )
      .map((move) => [move, weightOf(move, folded.corrections, arrows)] as const)
      .filter(([, weight]) => weight > 0)
    if (open.length === 0 || folded.state.phase === 'closed') break
    const arrow = random.weighted(open)
    at += 3_600_000
    folded = step(definition, folded, {
      ...record(folded.seq + 1, arrow.key, arrow.to),
      ...(arrow.needs.includes('assignee') ? { assignee: 'somebody' } : {}),
    })
    arrows.push(arrow)
  }
  return folded.state.phase === 'closed' ? { online, start, arrows } : walk(definition, online, random)
}

function weightOf(move: Move, corrections: number, before: readonly Move[]): number {
  if (move.kind === 'draftCorrection' && corrections > 0) return 0
  if (move.kind === 'assign' && move.from.includes(move.to) && before.some((each) => each.key === move.key))
    return 0
  if (move.kind === 'assign' && !move.from.includes(move.to)) return 1
  if (move.outcome === 'rejected') return 0.06
  return WEIGHT[move.kind] ?? 1
}
