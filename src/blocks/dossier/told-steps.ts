import { formatInstant } from '../../kernel/local-time.ts'
import type { Definition } from '../procedure/model/definition.ts'
import { correctionStates } from './model/correction-states.ts'
import type { DossierRecord, MoveRow } from './tables.ts'

/** Where a dossier lies, as its applicant is told. */
export function agencyHolding(row: DossierRecord): string {
  return row.phase === 'working'
    ? (row.holder_agency ?? row.agency)
    : row.status >= 9
      ? row.return_desk
      : row.agency
}

export function plainText(row: DossierRecord, definition: Definition) {
  const state = definition.states.find((each) => each.key === row.state)
  return state?.citizenText ?? row.folded.state.citizenText
}

/** One line a state entered, in the citizen's words; how a request for correction is drafted and signed is not told. */
export function stepsOf(definition: Definition, moves: readonly MoveRow[]) {
  const asking = correctionStates(definition)
  const inner = new Set(
    definition.states
      .filter((state) => state.phase === 'working' && asking.includes(state.key))
      .map(({ key }) => key),
  )
  const told = moves.filter((move) => !inner.has(move.to_state))
  const lines = told.map((move) => {
    const state = definition.states.find((each) => each.key === move.to_state)
    return {
      at: formatInstant(move.at.getTime()),
      text: state?.citizenText ?? { vi: move.to_state },
    }
  })
  return lines.filter((line, index) => index === 0 || line.text.vi !== lines[index - 1]?.text.vi)
}
