import { formatInstant } from '../../kernel/local-time.ts'
import type { Definition } from '../procedure/model/definition.ts'
import { INHERIT, type Inheritance } from './model/fold.ts'
import { CARRIER_ACCOUNT } from './model/parcel.ts'
import type { Contents } from './read.ts'
import type { MoveRow } from './tables.ts'
import type { Surroundings } from './views.ts'

/** Lines that no edition draws. */
const OPENINGS: Record<string, string> = {
  submit: 'Nộp trực tuyến',
  receive: 'Tiếp nhận hồ sơ',
  [INHERIT]: 'Chuyển sang cơ quan kế thừa',
}

/** The history as an officer reads it: what, by whom, when, with which words. */
export function moveViews(
  definition: Definition,
  moves: readonly MoveRow[],
  contents: Contents,
  { tree, seats, formerSeats }: Pick<Surroundings, 'tree' | 'seats' | 'formerSeats'>,
) {
  return moves.map((move) => {
    const inherits = move.facts.inherits as Inheritance | undefined
    const arrow = definition.moves.find((each) => each.key === move.move)
    const state = definition.states.find((each) => each.key === move.to_state)
    const content = contents.bySeq.get(move.seq)
    const seatOf = (id: string | null) => (id ? (seats.get(id) ?? formerSeats.get(id)) : undefined)
    const seat = seatOf(move.position)
    const lender = seatOf(move.acting_for)
    const signs = arrow?.kind === 'sign' || arrow?.kind === 'signCorrection'
    const by = seat
      ? `${seat.holder ?? seat.title}`
      : move.role === 'applicant'
        ? 'Người nộp hồ sơ'
        : move.account === CARRIER_ACCOUNT
          ? 'Bưu chính công ích'
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
      actingFor:
        lender === undefined
          ? null
          : `${signs ? 'ký thay' : 'làm thay'} ${lender.holder ? `${lender.holder}, ` : ''}${lender.title}`,
      agency: move.agency ? (tree.get(move.agency)?.shortName ?? move.agency) : null,
      note: inherits ? inheritedNote(inherits, tree) : (content?.note ?? content?.overrideReason ?? null),
      items: content?.items ?? [],
    }
  })
}

/** The same for the applicant: who did what and when, without what officers wrote to each other. */
export function asTold(views: ReturnType<typeof moveViews>) {
  return views.map((view) => (view.role === 'applicant' ? view : { ...view, note: null, items: [] }))
}

/** "UBND huyện Sơn Dương → UBND xã Sơn Dương, theo Nghị quyết …": whose work goes on where, and by what decision. */
function inheritedNote({ from, to, decisions }: Inheritance, tree: Surroundings['tree']): string {
  const name = (code: string) => tree.get(code)?.shortName ?? code
  const pairs = (['agency', 'desk', 'returnDesk'] as const)
    .filter((party) => from[party] !== to[party])
    .map((party) => `${name(from[party])} → ${name(to[party])}`)
  const what = [...new Set(pairs)].join('; ') || 'Cơ quan được lấy ý kiến có cơ quan kế thừa'
  return decisions.length > 0 ? `${what}, theo ${decisions.join('; ')}` : what
}
