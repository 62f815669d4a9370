import type { Definition, Move, State } from './definition.ts'
import { feelNames, holds } from './feel.ts'
import type { Report } from './finding.ts'

/** Where a dossier may stand, with the outcome proposed so far: what the conditions of arrows mostly look at. */
type Standing = { state: State; outcome: string | null }

/**
 * Walks every (state, proposed outcome) a dossier can come to, and asks of each: can its holder move it on, and is every
 * outcome handed over at the end, however it began? Finds what a drawing hides: a signature waiting for an outcome nobody proposes.
 */
export function checkOutcomes(definition: Definition, report: Report): void {
  const reached = walk(definition, [definition.initial.online, definition.initial.desk])
  const names = new Map(definition.outcomes.map((outcome) => [outcome.key, outcome.name.vi]))
  for (const standing of reached.values()) {
    const { state, outcome } = standing
    if (state.phase === 'closed' || state.role === null) continue
    const { role } = state
    if (arrowsFrom(definition, standing).some((move) => move.who.includes(role) && move.to !== state.key))
      continue
    const at = definition.states.indexOf(state)
    const proposed =
      outcome === null ? 'chưa đề xuất kết quả nào' : `đã đề xuất “${names.get(outcome) ?? outcome}”`
    report(
      'outcome.stuck',
      `states.${at}`,
      `Ở bước “${state.name.vi}”, khi ${proposed}, người giữ hồ sơ không có thao tác nào để đi tiếp.`,
      'Hãy sửa điều kiện của các thao tác ở bước này.',
    )
  }
  for (const [from, how] of [
    [definition.initial.online, 'nộp trực tuyến'],
    [definition.initial.desk, 'nhận tại quầy'],
  ] as const) {
    const places = [...walk(definition, [from]).values()]
    const handedOver = new Set(
      places.filter(({ state }) => state.phase === 'closed').map(({ outcome }) => outcome),
    )
    definition.outcomes.forEach((outcome, at) => {
      if (handedOver.has(outcome.key)) return
      report(
        'outcome.unreached',
        `outcomes.${at}`,
        `Hồ sơ ${how} không có đường nào đi tới khi trả kết quả “${outcome.name.vi}”.`,
        'Hãy thêm thao tác còn thiếu hoặc bỏ kết quả này.',
      )
    })
  }
}

function walk(definition: Definition, starts: readonly string[]): Map<string, Standing> {
  const seen = new Map<string, Standing>()
  const queue: Standing[] = []
  const visit = (key: string, outcome: string | null) => {
    const state = definition.states.find((each) => each.key === key)
    const mark = `${key}|${outcome ?? ''}`
    if (!state || seen.has(mark)) return
    seen.set(mark, { state, outcome })
    queue.push({ state, outcome })
  }
  for (const start of starts) visit(start, null)
  for (let standing = queue.pop(); standing; standing = queue.pop()) {
    for (const move of arrowsFrom(definition, standing)) visit(move.to, outcomeAfter(move, standing.outcome))
  }
  return seen
}

function arrowsFrom(definition: Definition, { state, outcome }: Standing): Move[] {
  return definition.moves.filter((move) => move.from.includes(state.key) && mayHold(move.when, outcome))
}

/** As the fold does: an arrow names its outcome; sending back or reopening takes the proposal away. */
function outcomeAfter(move: Move, before: string | null): string | null {
  if (move.kind === 'back' || (move.kind === 'reopen' && !move.outcome)) return null
  return move.outcome ?? before
}

/** A condition that looks at the outcome alone is decided; any other may hold for some dossier. */
function mayHold(when: string | undefined, outcome: string | null): boolean {
  if (when === undefined) return true
  const decided = feelNames(when).every((name) => name === 'dossier.outcome')
  return !decided || holds(when, { answers: {}, dossier: { outcome } })
}
