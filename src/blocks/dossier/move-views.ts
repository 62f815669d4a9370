import { formatInstant } from '../../kernel/local-time.ts'
import type { Definition } from '../procedure/model/definition.ts'
import type { Contents } from './read.ts'
import type { MoveRow } from './tables.ts'
import type { Surroundings } from './views.ts'

const OPENINGS: Record<string, string> = { submit: 'Nộp trực tuyến', receive: 'Tiếp nhận hồ sơ' }

/** The history as an officer reads it: what, by whom, when, with which words. */
export function moveViews(
  definition: Definition,
  moves: readonly MoveRow[],
  contents: Contents,
  { tree, seats }: Pick<Surroundings, 'tree' | 'seats'>,
) {
  return moves.map((move) => {
    const arrow = definition.moves.find((each) => each.key === move.move)
    const state = definition.states.find((each) => each.key === move.to_state)
    const content = contents.bySeq.get(move.seq)
    const seat = move.position ? seats.get(move.position) : undefined
    const by = seat
      ? `${seat.holder ?? seat.title}`
      : move.role === 'applicant'
        ? 'Người nộp hồ sơ'
        : move.role === 'system'
          ? 'Hệ thống'
          : 'Cán bộ'
    return {
      seq: move.seq,
      move: move.move,
      name: arrow?.name.vi ?? OPENINGS[move.move] ?? move.move,
      to: move.to_state,
      toName: state?.name.vi ?? move.to_state,
      at: formatInstant(move.at.getTime()),
      role: move.role,
      by,
      agency: move.agency ? (tree.get(move.agency)?.shortName ?? move.agency) : null,
      note: content?.note ?? content?.overrideReason ?? null,
      items: content?.items ?? [],
    }
  })
}
