import type { Calendar } from '../../../kernel/calendar.ts'
import { dueDate } from '../../../kernel/working-time.ts'
import type { Definition, State } from '../../procedure/model/definition.ts'

/** One asking of another agency: `until` its opinion was due (RFC 3339), null when the edition sets no term. */
export type Asked = { agency: string; askedAt: string; until: string | null }
/** How an asking ended: the agency answered, silence was taken for agreement, or the asker waits no longer. */
export type AnsweredBy = 'agency' | 'silence' | 'asker'
export type ConsultationLine = Asked & { answeredAt: string | null; by: AnsweredBy | null; late: boolean }

/** When an opinion asked for at `at` is due, by the consultation's own clock; null when nothing says how long. Pure. */
export function opinionDue(
  { consultation }: Pick<Definition, 'consultation'>,
  consulting: Pick<State, 'allowanceHours'> | undefined,
  at: Date,
  calendar: Calendar,
): Date | null {
  const hours = consulting?.allowanceHours
  const rule =
    consultation ?? (hours ? { term: Math.max(1, Math.round(hours)), unit: 'workingHours' as const } : null)
  if (!rule) return null
  const asked = { receivedAt: at, term: rule.term, unit: rule.unit, pauses: [] }
  return dueDate(asked, calendar, { provisional: true }).dueAt
}

type Told = {
  seq: number
  move: string
  at: Date
  role: string
  facts: Record<string, any>
}

/** Every asking of a dossier's history, in order, each late or not by its own clock at `now`. Pure. */
export function consultationsOf(
  { moves: arrows }: Pick<Definition, 'moves'>,
  moves: readonly Told[],
  now: Date,
): ConsultationLine[] {
  const lines: ConsultationLine[] = []
  for (const move of moves) {
    const kind = arrows.find((arrow) => arrow.key === move.move)?.kind
    if (kind === 'consult' && move.facts.consultedAgency) {
      const { consultedAgency: agency, consultUntil: until = null } = move.facts
      lines.push({ agency, askedAt: move.at.toISOString(), until, answeredAt: null, by: null, late: false })
    }
    const open = lines.at(-1)
    if (kind === 'opinion' && open && open.answeredAt === null) {
      open.answeredAt = move.at.toISOString()
      open.by = move.role === 'consulted' ? 'agency' : move.role === 'system' ? 'silence' : 'asker'
    }
  }
  return lines.map((line) => ({
    ...line,
    late: line.until !== null && Date.parse(line.answeredAt ?? now.toISOString()) > Date.parse(line.until),
  }))
}
