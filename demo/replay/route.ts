import type { Definition, Move } from '../../src/blocks/procedure/model/definition.ts'
import type { Planned } from './planned.ts'

const FORWARD = new Set(['transfer', 'assign', 'propose', 'forward', 'sign', 'sendToSystem', 'systemReply'])
/** National codes of states that end the count of time. */
const ENDS = [3, 7, 8, 9, 10]

export function endsCount(definition: Definition, state: string): boolean {
  return ENDS.includes(definition.states.find((each) => each.key === state)?.status ?? 0)
}

/** The arrows before acceptance of one submitted online. */
export function intakeRoute(definition: Definition, planned: Planned): Move[] {
  if (planned.channel !== 'online') return []
  const { moves, initial } = definition
  const asked = planned.intakeCorrection
    ? arrows(moves, initial.online, 'askIntakeCorrection', 'answerCorrection')
    : []
  const end = planned.fate === 'refused' ? 'refuseIntake' : 'accept'
  return [...asked, ...arrows(moves, initial.online, end)]
}

/**
 * The arrows from acceptance to the end: the shortest way to the planned outcome, and on reaching the specialist the
 * detours that the dossier is to take (correction, consultation, payment, apology); cut where it stops.
 */
export function route(definition: Definition, planned: Planned): Move[] {
  const { moves, initial } = definition
  if (planned.fate === 'refused') return []
  const outcome = planned.ending === 'rejected' ? 'rejected' : 'approved'
  const main = shortest(definition, initial.desk, outcome)
  const path: Move[] = []
  const at = main.findIndex((move) => move.to === 'appraising')
  path.push(...main.slice(0, at + 1))
  if (planned.correction)
    path.push(
      ...arrows(
        moves,
        'appraising',
        'draftCorrection',
        'signCorrection',
        'sendCorrection',
        'answerCorrection',
      ),
    )
  path.push(...arrows(moves, 'appraising', 'consult', 'opinion'))
  path.push(...arrows(moves, 'appraising', 'requestPayment', 'confirmPayment'))
  if (planned.fate === 'lateApologised') path.push(...arrows(moves, 'appraising', 'apologise'))
  if (planned.ending === 'withdraw' || planned.ending === 'stop')
    return [...path, ...arrows(moves, 'appraising', planned.ending)]
  path.push(...main.slice(at + 1))
  if (planned.stop !== null) return path.slice(0, stopAt(path, planned.stop, initial.desk))
  if (planned.handedOver) path.push(...arrows(moves, path.at(-1)!.to, 'handOver'))
  return path
}

/** How many arrows bring it to stand in `state` for good: the last time it comes there, or right at the start. */
function stopAt(path: readonly Move[], state: string, start: string): number {
  if (state === start) return 0
  return path.findLastIndex((move) => move.to === state) + 1
}

/** Consecutive arrows of these kinds from a state; none when the flow does not draw them. */
function arrows(moves: readonly Move[], from: string, ...kinds: Move['kind'][]): Move[] {
  const found: Move[] = []
  let state = from
  for (const kind of kinds) {
    const move = moves.find((each) => each.kind === kind && each.from.includes(state))
    if (!move) return []
    found.push(move)
    state = move.to
  }
  return found
}

function shortest(definition: Definition, start: string, outcome: string): Move[] {
  const ways = new Map<string, Move[]>([[start, []]])
  const queue = [start]
  for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
    if (endsCount(definition, state)) return ways.get(state)!
    for (const move of definition.moves) {
      const leads = FORWARD.has(move.kind) && (move.outcome === undefined || move.outcome === outcome)
      if (!leads || !move.from.includes(state) || ways.has(move.to)) continue
      ways.set(move.to, [...ways.get(state)!, move])
      queue.push(move.to)
    }
  }
  throw new RangeError(`no way from ${start} to ${outcome}`)
}
