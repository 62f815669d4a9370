import { addWorkingTime } from '../../../kernel/working-time.ts'
import { renderLetter } from '../../document/index.ts'
import { workingCalendar } from '../../organisation/index.ts'
import { instant, personOf, type Subject } from '../letters.ts'
import { INHERIT } from '../model/fold.ts'
import type { MoveRow } from '../tables.ts'
import { acceptedBy } from './receipt.ts'
import type { Making } from './stationery.ts'

const placeOf = ({ definition }: Subject, move: MoveRow) =>
  definition.states.find((each) => each.key === move.to_state)?.name.vi ?? move.to_state

/** The control slip goes with the dossier: every handing over, who gave and who took. Its number is the receipt's. */
export async function makeControlSlip({ subject, paper }: Making): Promise<Uint8Array> {
  const { row, moves, tree, definition, holderOf } = subject
  const handovers = moves.map((move, index) => ({
    from: index === 0 ? 'Người nộp hồ sơ' : placeOf(subject, moves[index - 1]!),
    to: placeOf(subject, move),
    at: instant(move.at),
    ...(holderOf(move) ? { givenBy: holderOf(move)!.name } : {}),
    ...(index === moves.length - 1 && row.timeliness ? { result: row.timeliness } : {}),
  }))
  const consulted = moves.flatMap((move) =>
    move.facts.consultedAgency ? [tree.nameOf(move.facts.consultedAgency)] : [],
  )
  return renderLetter(
    'control-slip',
    {
      ...(await paper.head('control-slip', row.desk, row.submitted_at, acceptedBy(subject)?.seq)),
      code: row.code,
      applicant: personOf(subject).name,
      procedure: definition.title.vi,
      receivedAt: instant(row.accepted_at ?? row.submitted_at),
      ...(row.first_due_at ? { dueAt: instant(row.first_due_at) } : {}),
      competentAgency: tree.nameOf(row.agency),
      cooperating: [...new Set(consulted)],
      handovers,
    },
    await paper.wording('control-slip', row.submitted_at),
  )
}

/** Every step: who did it, who went on, and by when by the step's own allowance. */
export async function makeProcessSlip({ subject, paper, context }: Making): Promise<Uint8Array> {
  const { row, moves, definition, holderOf } = subject
  const calendar = await workingCalendar(context)
  const steps = moves.map((move) => {
    const state = definition.states.find((each) => each.key === move.to_state)
    const hours = state?.clock === 'runs' ? state.allowanceHours : undefined
    const due = hours && addWorkingTime(move.at, hours * 3_600_000, calendar, { provisional: true })
    return {
      at: instant(move.at),
      by: holderOf(move)?.name || (move.role === 'applicant' ? 'Người nộp hồ sơ' : 'Hệ thống'),
      move:
        definition.moves.find((each) => each.key === move.move)?.name.vi ?? OPENINGS[move.move] ?? move.move,
      to: placeOf(subject, move),
      ...(due ? { dueAt: instant(due) } : {}),
    }
  })
  return renderLetter(
    'process-slip',
    {
      ...(await paper.head('process-slip', row.agency, row.submitted_at)),
      code: row.code,
      procedure: definition.title.vi,
      steps,
    },
    await paper.wording('process-slip', row.submitted_at),
  )
}

const OPENINGS: Record<string, string> = {
  submit: 'Nộp trực tuyến',
  receive: 'Tiếp nhận hồ sơ',
  [INHERIT]: 'Chuyển sang cơ quan kế thừa',
}
