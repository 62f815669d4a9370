import { type Calendar, instantOf } from './calendar.ts'
import { dayOf, formatInstant, MINUTE } from './local-time.ts'

export type TermUnit = 'workingHours' | 'workingDays' | 'calendarDays'

/**
 * One line of a due date's explanation. `from` and `to` are local RFC 3339 instants, half-open, except in lines of whole
 * days (`day-off`, `weekend`, and `counted` with `days` of a working-day term), where both are dates, inclusive.
 * The lines follow each other in time and add up to the date:
 *   start               `from` receipt, with the term that is counted
 *   moved-to-opening    `from` a moment outside working time `to` the next opening
 *   counted             working time (`minutes`), or days of the term (`days`), that was used up
 *   day-off, weekend    days passed over, with the name of a listed day off
 *   pause               a pause, cut to begin where counting began; `minutes` of it extend the term, and the `counted`
 *                       lines after it place them. `ignored` when it lies before the start or after the due date
 *   moved-from-day-off  a calendar-day term that ended on a day off moved to the next working day
 *   due                 `to` the due instant
 */
export type TraceLine = {
  kind:
    | 'start'
    | 'moved-to-opening'
    | 'counted'
    | 'day-off'
    | 'weekend'
    | 'pause'
    | 'moved-from-day-off'
    | 'due'
  from?: string
  to?: string
  name?: string
  /** May be fractional: instants are milliseconds. */
  minutes?: number
  days?: number
  /** start: what is counted. `sameDay` has a `cutoff` instead of a term. */
  term?: number
  unit?: TermUnit | 'sameDay'
  cutoff?: string
  ignored?: 'before-start' | 'after-due'
  /** due: the year's days off are not all published yet. */
  provisional?: true
}

/** An instant as a trace line writes it. */
export function shown(calendar: Calendar, instant: number): string {
  return formatInstant(instant, calendar.dates[dayOf(instant) - calendar.firstDay])
}

/** Adds a line for each run of like days off from index `first` to `last`; a listed day off stands under its name. */
export function traceDaysOff(trace: TraceLine[], calendar: Calendar, first: number, last: number): void {
  for (let i = first; i <= last; i++) {
    if (calendar.hours[i]) continue
    const name = calendar.names[i]
    const start = i
    while (i < last && !calendar.hours[i + 1] && calendar.names[i + 1] === name) i++
    const run = { from: calendar.dates[start]!, to: calendar.dates[i]!, days: i - start + 1 }
    trace.push(name ? { kind: 'day-off', name, ...run } : { kind: 'weekend', ...run })
  }
}

/** Adds the working days from index `first` to `last` in runs, between the days off they are broken by. */
export function traceDays(trace: TraceLine[], calendar: Calendar, first: number, last: number): void {
  for (let i = first; i <= last; i++) {
    const start = i
    if (calendar.hours[i]) {
      const name = calendar.names[i]
      while (i < last && calendar.hours[i + 1] && calendar.names[i + 1] === name) i++
      const run = { from: calendar.dates[start]!, to: calendar.dates[i]!, days: i - start + 1 }
      trace.push(name ? { kind: 'counted', name, ...run } : { kind: 'counted', ...run })
    } else {
      while (i < last && !calendar.hours[i + 1]) i++
      traceDaysOff(trace, calendar, start, i)
    }
  }
}

/** Adds every working interval between two instants, and the days off between them. */
export function traceWorkingTime(trace: TraceLine[], calendar: Calendar, from: number, to: number): void {
  const first = dayOf(from) - calendar.firstDay
  const last = dayOf(to) - calendar.firstDay
  for (let i = first; i <= last; i++) {
    const hours = calendar.hours[i]
    if (!hours) {
      const start = i
      while (i < last && !calendar.hours[i + 1]) i++
      traceDaysOff(trace, calendar, start, i)
      continue
    }
    for (let k = 0; k < hours.opens.length; k++) {
      const start = Math.max(from, instantOf(calendar, i, hours.opens[k]!))
      const end = Math.min(to, instantOf(calendar, i, hours.closes[k]!))
      if (start >= end) continue
      const line: TraceLine = { kind: 'counted', from: shown(calendar, start), to: shown(calendar, end) }
      line.minutes = (end - start) / MINUTE
      if (calendar.names[i]) line.name = calendar.names[i]!
      trace.push(line)
    }
  }
}

/** Adds the days off between a moment outside working time and the opening it is moved to, then the move. */
export function traceOpening(trace: TraceLine[], calendar: Calendar, from: number, opening: number): void {
  traceDaysOff(trace, calendar, dayOf(from) - calendar.firstDay, dayOf(opening) - calendar.firstDay)
  trace.push({ kind: 'moved-to-opening', from: shown(calendar, from), to: shown(calendar, opening) })
}

/** Adds the due line and tells whether a day off of that stretch is not decided yet. */
export function traceDue(trace: TraceLine[], calendar: Calendar, due: number, provisional: boolean): void {
  const line: TraceLine = { kind: 'due', to: shown(calendar, due) }
  if (provisional) line.provisional = true
  trace.push(line)
}
