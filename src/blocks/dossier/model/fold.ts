import { Problem } from '../../../kernel/problem.ts'
import type { Definition, Move, Role, State } from '../../procedure/model/definition.ts'
import type { ClockEntry } from './clock.ts'
import type { Asked } from './consultation.ts'

/**
 * One append-only row of a dossier's history, as the database keeps it: no personal text. What a person wrote (answers,
 * note, items asked) lies in `dossier_answer`, named here only by its salted hash.
 */
export type MoveRecord = {
  seq: number
  /** `submit` or `receive` for seq 0; afterwards the key of an arrow of the edition. */
  move: string
  to: string
  at: string
  role: Role
  agency: string | null
  position: string | null
  outcome?: string
  assignee?: string
  consultedAgency?: string
  /** When its opinion is due, by the consultation's own clock. */
  consultUntil?: string
  /** The new date an apology tells the citizen. */
  until?: string
  resultNumber?: string
  /** A head let a second correction after acceptance go out, with a reason. */
  override?: boolean
  /** Its agencies ended and others go on: no arrow of the edition, but what a merger does to every open dossier. */
  inherits?: Inheritance
}

/** What a merger changes of a dossier, whole, before and after: state, clock and edition stay. */
export type Inheritance = {
  from: { agency: string; desk: string; returnDesk: string }
  to: { agency: string; desk: string; returnDesk: string }
  assignee: string | null
  consultedAgency: string | null
  /** The decisions by which the agencies ended, as recorded. */
  decisions: string[]
}
/** The key of a move that no edition draws. */
export const INHERIT = 'inherit'

export type Folded = {
  state: State
  seq: number
  channelStart: 'submit' | 'receive'
  clock: ClockEntry[]
  submittedAt: string
  acceptedAt: string | null
  /** When a result (status 9) or an end without one (3, 7, 8) was reached; reopening takes it back. */
  finishedAt: string | null
  returnedAt: string | null
  outcome: string | null
  assignee: string | null
  consultedAgency: string | null
  /** The asking that is open; absent when none is. */
  consultation?: Asked
  resultNumber: string | null
  intakeCorrections: number
  /** Requests sent to the applicant after acceptance. */
  corrections: number
  apologised: boolean
}

export function stateOf(definition: Definition, key: string): State {
  const state = definition.states.find((each) => each.key === key)
  if (!state) throw new Problem('procedure.state-unknown', 500, `Quy trình không có bước “${key}”.`)
  return state
}

export function arrowOf(definition: Definition, key: string): Move | undefined {
  return definition.moves.find((each) => each.key === key)
}

/** A dossier's state from its moves alone. The same function serves the command, the projection, tests and proofs. */
export function fold(definition: Definition, moves: readonly MoveRecord[]): Folded {
  const [first, ...rest] = moves
  if (!first) throw new Problem('dossier.empty', 500, 'Hồ sơ chưa có lần ghi nhận nào.')
  return rest.reduce((so, move) => step(definition, so, move), begin(definition, first))
}

function begin(definition: Definition, first: MoveRecord): Folded {
  const state = stateOf(definition, first.to)
  const received = first.move === 'receive'
  return {
    state,
    seq: first.seq,
    channelStart: received ? 'receive' : 'submit',
    clock: received ? [{ kind: 'started', at: first.at }] : [],
    submittedAt: first.at,
    acceptedAt: received ? first.at : null,
    finishedAt: null,
    returnedAt: null,
    outcome: null,
    assignee: first.assignee ?? null,
    consultedAgency: null,
    resultNumber: null,
    intakeCorrections: 0,
    corrections: 0,
    apologised: false,
  }
}

/** One more move on a folded dossier; appending needs no second reading of the history. */
export function step(definition: Definition, before: Folded, move: MoveRecord): Folded {
  if (move.inherits) {
    const { assignee, consultedAgency } = move.inherits
    return { ...before, seq: move.seq, assignee, consultedAgency }
  }
  const arrow = arrowOf(definition, move.move)
  if (!arrow) throw new Problem('procedure.move-unknown', 500, `Quy trình không có thao tác “${move.move}”.`)
  const state = stateOf(definition, move.to)
  const after: Folded = {
    ...before,
    state,
    seq: move.seq,
    clock: clockAfter(definition, before, arrow, state, move),
  }
  if (arrow.kind === 'accept') after.acceptedAt = move.at
  if (arrow.kind === 'askIntakeCorrection') after.intakeCorrections += 1
  if (arrow.kind === 'sendCorrection') after.corrections += 1
  if (arrow.kind === 'apologise') after.apologised = true
  if (arrow.kind === 'consult') {
    const agency = move.consultedAgency ?? null
    after.consultedAgency = agency
    if (agency !== null) after.consultation = { agency, askedAt: move.at, until: move.consultUntil ?? null }
  }
  if (arrow.kind === 'opinion') {
    after.consultedAgency = null
    delete after.consultation
  }
  if (arrow.kind === 'reopen') {
    after.finishedAt = null
    after.outcome = null
  }
  if (move.assignee) after.assignee = move.assignee
  if (move.resultNumber) after.resultNumber = move.resultNumber
  if (arrow.outcome) after.outcome = arrow.outcome
  if (arrow.kind === 'back') after.outcome = null
  if (after.finishedAt === null && endsCount(state)) after.finishedAt = move.at
  if (state.status === 10) after.returnedAt = move.at
  return after
}

/** National status 9 ends the count of time; 3, 7 and 8 end it without a result. */
function endsCount(state: State): boolean {
  return state.clock === 'stopped' || [3, 7, 8, 9, 10].includes(state.status)
}

function clockAfter(
  definition: Definition,
  before: Folded,
  arrow: Move,
  state: State,
  move: MoveRecord,
): ClockEntry[] {
  const { clock } = before
  if (arrow.kind === 'accept') return [...clock, { kind: 'started', at: move.at }]
  if (arrow.kind === 'apologise') return [...clock, { kind: 'apologised', at: move.at, until: move.until }]
  if (before.acceptedAt === null) return clock
  const ran = before.state.clock === 'runs'
  if (ran && state.clock === 'paused') return [...clock, { kind: 'paused', at: move.at }]
  if (before.state.clock === 'paused' && state.clock === 'runs') {
    const restart = definition.clock.resume === 'restart' && arrow.kind === 'answerCorrection'
    return [...clock, restart ? { kind: 'restarted', at: move.at } : { kind: 'resumed', at: move.at }]
  }
  return clock
}
