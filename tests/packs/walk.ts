import { allowedMoves } from '../../src/blocks/dossier/model/allowed-moves.ts'
import { type Folded, fold, type MoveRecord, step } from '../../src/blocks/dossier/model/fold.ts'
import { type Definition, type Move, Role } from '../../src/blocks/procedure/model/definition.ts'
import type { Answers } from '../../src/blocks/procedure/model/form-schema.ts'

export type Walked = { folded: Folded; moves: MoveRecord[] }
/** `holder`: only whoever holds the dossier in its state. */
export type Who = 'holder' | 'anyone' | Role[]

const HOUR = 3_600_000
const START = Date.parse('2022-03-01T08:15:00+07:00')
const at = (seq: number) => new Date(START + seq * 5 * HOUR).toISOString()

/** A dossier just sent online, or just taken in at a desk. */
export function begun(definition: Definition, how: 'submit' | 'receive'): Walked {
  const to = how === 'submit' ? definition.initial.online : definition.initial.desk
  const role = how === 'submit' ? 'applicant' : 'counter'
  const first: MoveRecord = { seq: 0, move: how, to, at: at(0), role, agency: null, position: null }
  return { folded: fold(definition, [first]), moves: [first] }
}

/** Every next step, each by one of the roles its arrow allows. */
function nextSteps(definition: Definition, now: Walked, answers: Answers, who: Who): Walked[] {
  const held = now.folded.state.role
  const roles = who === 'anyone' ? Role.options : who !== 'holder' ? who : held ? [held] : []
  return roles.flatMap((role) => {
    const context = { answers, claimOpen: true }
    return allowedMoves(definition, now.folded, { roles: [role], position: 'p1' }, context).map((arrow) =>
      taken(definition, now, arrow, role),
    )
  })
}

function taken(definition: Definition, now: Walked, arrow: Move, role: Role): Walked {
  const seq = now.folded.seq + 1
  const record: MoveRecord = {
    seq,
    move: arrow.key,
    to: arrow.to,
    at: at(seq),
    role,
    agency: null,
    position: 'p1',
  }
  if (arrow.outcome) record.outcome = arrow.outcome
  if (arrow.needs.includes('assignee') || arrow.kind === 'claim') record.assignee = 'p2'
  if (arrow.needs.includes('consultedAgency')) record.consultedAgency = 'H60.09'
  if (arrow.needs.includes('dueAt')) record.until = new Date(START + 90 * 24 * HOUR).toISOString()
  if (arrow.needs.includes('resultNumber')) record.resultNumber = '123/2022'
  return { folded: step(definition, now.folded, record), moves: [...now.moves, record] }
}

const mark = ({ folded: f }: Walked) =>
  [
    f.state.key,
    f.outcome,
    f.assignee,
    f.apologised,
    Math.min(2, f.intakeCorrections),
    Math.min(2, f.corrections),
  ].join('|')

/** The shortest way, breadth first, to a dossier of which `goal` holds; undefined when there is none. */
export function route(
  definition: Definition,
  from: Walked,
  answers: Answers,
  who: Who,
  goal: (folded: Folded) => boolean,
): Walked | undefined {
  for (const walked of everywhere(definition, from, answers, who)) if (goal(walked.folded)) return walked
  return undefined
}

/** All the different places a dossier can come to, nearest first. */
export function* everywhere(
  definition: Definition,
  from: Walked,
  answers: Answers,
  who: Who,
  onStep: (arrow: string) => void = () => {},
): Generator<Walked> {
  const seen = new Set([mark(from)])
  const queue = [from]
  for (let now = queue.shift(); now; now = queue.shift()) {
    yield now
    for (const next of nextSteps(definition, now, answers, who)) {
      onStep(next.moves.at(-1)!.move)
      if (seen.has(mark(next))) continue
      seen.add(mark(next))
      queue.push(next)
    }
  }
}
