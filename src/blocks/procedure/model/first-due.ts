import type { Calendar } from '../../../kernel/calendar.ts'
import { dueDate, sameDayDueDate } from '../../../kernel/due-date.ts'
import type { ClockRule } from './definition.ts'

/** When a dossier received at `at` would be due; null when the law gives no term. */
export function firstDueIfReceived(clock: ClockRule, at: Date, calendar: Calendar): Date | null {
  if (clock.unit === 'sameDay')
    return sameDayDueDate({ receivedAt: at, cutoff: clock.cutoff ?? '17:00' }, calendar, {
      provisional: true,
    }).dueAt
  if (clock.term === null) return null
  return dueDate({ receivedAt: at, term: clock.term, unit: clock.unit }, calendar, { provisional: true })
    .dueAt
}
