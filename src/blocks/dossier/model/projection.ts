import type { Calendar } from '../../../kernel/calendar.ts'
import type { ClockRule, Definition } from '../../procedure/model/definition.ts'
import { type Due, dueAt, type Term, timeliness } from './clock.ts'
import type { Folded } from './fold.ts'

/** The agencies a dossier stands between. */
export type Parties = { agency: string; desk: string; returnDesk: string }

/** The agency at the top, where the province's own leaders and their office sit. */
export const PROVINCE = 'H60'

export function termOf(clock: ClockRule): Term {
  if (clock.unit === 'sameDay') return { sameDay: true, cutoff: clock.cutoff ?? '17:00' }
  if (clock.term === null) return { none: true }
  return { term: clock.term, unit: clock.unit }
}

export function dueOf(definition: Definition, folded: Folded, calendar: Calendar): Due {
  return dueAt(termOf(definition.clock), folded.clock, calendar)
}

/** Which agency holds it in its present state; null when nobody must act. */
function holderOf(folded: Folded, parties: Parties): string | null {
  switch (folded.state.holder) {
    case 'desk':
      return parties.desk
    case 'agency':
      return parties.agency
    case 'consulted':
      return folded.consultedAgency
    case 'province':
      return PROVINCE
    case 'returnDesk':
      return parties.returnDesk
    default:
      return null
  }
}

/** What the database keeps of a folded dossier: one pure function, used by every write and by tests that refold. */
export function project(definition: Definition, folded: Folded, parties: Parties, calendar: Calendar) {
  const due = dueOf(definition, folded, calendar)
  const { state } = folded
  const finishedAt = folded.finishedAt ? new Date(folded.finishedAt) : null
  const counts = finishedAt !== null && folded.acceptedAt !== null
  return {
    state: state.key,
    status: state.status,
    phase: state.phase,
    holder_agency: holderOf(folded, parties),
    holder_role: state.role,
    assignee: folded.assignee,
    consulted_agency: folded.consultedAgency,
    seq: folded.seq,
    submitted_at: new Date(folded.submittedAt),
    accepted_at: folded.acceptedAt ? new Date(folded.acceptedAt) : null,
    first_due_at: due.firstDueAt,
    rescheduled_due_at: due.rescheduledDueAt,
    finished_at: finishedAt,
    returned_at: folded.returnedAt ? new Date(folded.returnedAt) : null,
    clock_runs: due.runs && finishedAt === null,
    timeliness: counts ? timelinessOf(finishedAt, due.firstDueAt, folded.corrections) : null,
    outcome: folded.outcome,
    corrections: folded.corrections,
  }
}

function timelinessOf(finishedAt: Date, firstDueAt: Date | null, corrections: number) {
  // Without a term in law nothing can be late; asking twice still counts as late.
  if (firstDueAt === null) return corrections > 1 ? 'late' : 'onTime'
  return timeliness(finishedAt, firstDueAt, corrections)
}
