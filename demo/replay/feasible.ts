import { termOf } from '../../src/blocks/dossier/model/projection.ts'
import type { Definition } from '../../src/blocks/procedure/model/definition.ts'
import { DAY, dayOf } from '../../src/kernel/local-time.ts'
import { type Calendar, dueDate, sameDayDueDate } from '../../src/kernel/working-time.ts'
import type { Random } from '../people/random.ts'
import type { Offered } from '../play/stages.ts'
import type { Fate } from './planned.ts'
import { AGENCY_WEIGHTS, LOCAL_OFTEN, LOCAL_SELDOM, OTHER_WEIGHT, PROCEDURE_WEIGHTS } from './weights.ts'

/** A procedure at one agency that decides it. */
export type Offer = {
  procedure: string
  agency: string
  /** One of the centre's own: a department or a central branch. */
  centre: boolean
  weight: number
  definition: Definition
  /** Answered within hours or the day. */
  quick: boolean
  correctable: boolean
  paid: boolean
}

export type Wanted = {
  fate: Fate
  acceptedAt: number
  online: boolean
  notBefore: number
  lastDay: number
  quick: boolean
  correction: boolean
}

const CENTRE_KINDS = new Set(['department', 'central-branch'])

/** Every procedure at every agency that may decide it, with how often it is asked for there. */
export function offersOf(stages: readonly Offered[]): Offer[] {
  return stages.flatMap(({ code, definition, agencies }) => {
    const kinds = new Set(definition.moves.map((move) => move.kind))
    const centre = agencies.filter((each) => CENTRE_KINDS.has(each.kind))
    const shareOf = (agency: string) => AGENCY_WEIGHTS[agency] ?? 1
    const total = centre.reduce((sum, each) => sum + shareOf(each.code), 0)
    return agencies
      .filter((each) => CENTRE_KINDS.has(each.kind) || ['district', 'commune'].includes(each.kind))
      .map((agency) => {
        const own = CENTRE_KINDS.has(agency.kind)
        const often = PROCEDURE_WEIGHTS[code] ?? OTHER_WEIGHT
        return {
          procedure: code,
          agency: agency.code,
          centre: own,
          weight: own ? (often * shareOf(agency.code)) / total : LOCAL_OFTEN.has(code) ? 1 : LOCAL_SELDOM,
          definition,
          quick: definition.clock.unit === 'sameDay' || definition.clock.unit === 'workingHours',
          correctable: kinds.has('draftCorrection') && isLong(definition),
          paid: kinds.has('requestPayment'),
        }
      })
  })
}

/** Long enough that a pause in the first half of the term leaves time to end before the due date. */
function isLong({ clock }: Definition): boolean {
  return clock.term !== null && clock.term >= (clock.unit === 'calendarDays' ? 10 : 5)
}

/**
 * Can a dossier of this offer, accepted then, come to that end by the last day? Null when not; otherwise whether a
 * correction goes with it. Rough upper bounds for pauses: the true dates come from the commands.
 */
export function fits(offer: Offer, wanted: Wanted, calendar: Calendar): boolean | null {
  const { definition } = offer
  const { fate, lastDay } = wanted
  if (wanted.online && definition.law.onlineLevel === 'information') return null
  if (fate === 'refused') return false
  if (wanted.quick !== offer.quick && fate === 'onTime' && wanted.quick) return null
  const accepted = dayOf(wanted.acceptedAt)
  const due = dayOf(expectedDue(offer, wanted.acceptedAt, calendar))
  const restart = definition.clock.resume === 'restart' && wanted.correction
  const correction = wanted.correction && offer.correctable
  const slack = (correction ? 13 : 0) + (offer.paid ? 6 : 0) + (restart ? due - accepted + 10 : 0)
  switch (fate) {
    case 'unfinished':
      // Open on the last day and not overdue: the term reaches beyond it, or the clock stands still.
      if (due > lastDay) return accepted <= lastDay - 3 && correction
      return offer.correctable && accepted <= lastDay - 8 ? true : null
    case 'early': {
      if (correction && accepted + slack + 12 > lastDay)
        return correction && fits(offer, { ...wanted, correction: false }, calendar)
      const from = Math.max(accepted, wanted.notBefore)
      const afterPayment = !offer.paid || Math.min(due, lastDay) - from > 8
      return afterPayment && hasWorkingDay(calendar, from, Math.min(due - 1, lastDay)) ? correction : null
    }
    case 'onTime':
      return due + slack <= lastDay && due >= wanted.notBefore ? correction : null
    default:
      // Late ends go the plain way: a same-day flow has no state in which an apology is worth its letter.
      return !offer.quick && !offer.paid && due + 14 <= lastDay ? false : null
  }
}

export function expectedDue({ definition }: Offer, acceptedAt: number, calendar: Calendar): number {
  const term = termOf(definition.clock)
  const receivedAt = new Date(acceptedAt)
  const options = { provisional: true }
  if ('none' in term) return acceptedAt + 30 * DAY
  const counted =
    'sameDay' in term
      ? sameDayDueDate({ receivedAt, cutoff: term.cutoff }, calendar, options)
      : dueDate({ receivedAt, term: term.term, unit: term.unit }, calendar, options)
  return counted.dueAt.getTime()
}

function hasWorkingDay(calendar: Calendar, from: number, to: number): boolean {
  for (let day = from; day <= to; day += 1) if (calendar.hours[day - calendar.firstDay]) return true
  return false
}

/** Where an unfinished dossier stands: with a correction asked, at the applicant; else somewhere on the way. */
export function chooseStop(offer: Offer, correction: boolean, random: Random): string {
  if (correction) return 'waitingCorrection'
  const states = new Set(offer.definition.states.map((state) => state.key))
  const likely = STOPS.filter(([state]) => states.has(state))
  return random.weighted(likely)
}

const STOPS: readonly (readonly [string, number])[] = [
  ['appraising', 40],
  ['assigning', 12],
  ['received', 8],
  ['initialling', 10],
  ['signing', 10],
  ['atNationalSystem', 14],
  ['provinceSigning', 4],
]
