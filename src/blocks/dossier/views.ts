import type { Calendar } from '../../kernel/calendar.ts'
import { formatInstant } from '../../kernel/local-time.ts'
import type { AgencyTree, Seat } from '../organisation/index.ts'
import type { CatalogueEntry, Edition } from '../procedure/index.ts'
import type { DossierRow } from './contract.ts'
import { timeLeft } from './model/clock.ts'
import type { DossierRecord } from './tables.ts'

/** What a list row needs besides its own columns. */
export type Surroundings = {
  tree: AgencyTree
  seats: Map<string, Seat>
  /** Seats that have ended, for what was done from them. */
  formerSeats: Map<string, Seat>
  titles: Map<string, Pick<CatalogueEntry | Edition, 'definition'>>
  calendar: Calendar
  now: Date
}

const shown = (moment: Date | null) => (moment ? formatInstant(moment.getTime()) : null)

/** The asking that is open, with its own clock: for the agency that asked and the one that is asked alike. */
function consultationView({ folded, phase }: DossierRecord, { tree, now }: Surroundings) {
  const asked = folded.consultation
  if (!asked || phase === 'closed') return null
  return {
    agency: { code: asked.agency, name: tree.get(asked.agency)?.shortName ?? asked.agency },
    askedAt: formatInstant(Date.parse(asked.askedAt)),
    dueAt: asked.until && formatInstant(Date.parse(asked.until)),
    late: asked.until !== null && Date.parse(asked.until) < now.getTime(),
  }
}

/** One dossier as a list shows it. */
export function rowView(row: DossierRecord, applicantName: string | null, around: Surroundings): DossierRow {
  const { tree, seats, titles, calendar, now } = around
  const open = row.finished_at === null
  const past = row.first_due_at !== null && row.first_due_at < now
  const seat = row.assignee ? seats.get(row.assignee) : undefined
  const { state } = row.folded
  return {
    id: row.id,
    code: row.code,
    procedure: { code: row.procedure, name: titles.get(row.procedure)?.definition.title.vi ?? row.procedure },
    applicantName,
    agency: { code: row.agency, name: tree.get(row.agency)?.shortName ?? row.agency },
    state: {
      key: state.key,
      name: state.name.vi,
      status: state.status,
      phase: state.phase,
      role: state.role,
    },
    channel: row.channel,
    assignee: row.assignee
      ? { position: row.assignee, name: seat?.holder ?? seat?.title ?? row.assignee }
      : null,
    submittedAt: formatInstant(row.submitted_at.getTime()),
    acceptedAt: shown(row.accepted_at),
    firstDueAt: shown(row.first_due_at),
    rescheduledDueAt: shown(row.rescheduled_due_at),
    finishedAt: shown(row.finished_at),
    minutesLeft:
      open && row.clock_runs && row.first_due_at ? timeLeft(now, row.first_due_at, calendar) : null,
    late: open ? row.clock_runs && past : row.timeliness === 'late',
    timeliness: row.timeliness,
    consultation: consultationView(row, around),
    seq: row.seq,
  }
}
