import { type Calendar, instantOf } from '../../../../kernel/calendar.ts'
import { DAY, dayOf, formatDate } from '../../../../kernel/local-time.ts'
import { lastUsable, nextOpen, usableDay, worked } from '../../../../kernel/working-intervals.ts'

/** Working time as the simulation reads it; instants and durations in milliseconds. */
export type WorkingClock = {
  /** Working time of one day: what "a day's dossiers" arrive over. */
  day: number
  /** Working time from the clock's beginning up to an instant. */
  worked(at: number): number
  /** The instant at which so much working time after `from` is used up; Infinity beyond what the calendar knows. */
  after(from: number, working: number): number
  /** The instant at which the n-th day after the day of `from` closes. */
  closeOfDay(from: number, n: number): number
  /** `YYYY-MM-DD` of an instant. */
  date(at: number): string
}

/** Work without a pause, day and night: what queueing theory speaks of. */
export const CONTINUOUS: WorkingClock = {
  day: DAY,
  worked: (at) => at,
  after: (from, working) => from + working,
  closeOfDay: (from, n) => from + n * DAY,
  date: (at) => formatDate(dayOf(at)),
}

const STATE_DAY = 8 * 3_600_000

/** Days of the agency's own calendar. Errors: calendar.year-not-published 422 naming `days` or `from`. */
export function calendarClock(calendar: Calendar): WorkingClock {
  const reading = { field: 'days', provisional: true }
  const lastDay = (at: number) => lastUsable(usableDay(at, calendar, reading), calendar, reading)
  const { workedBefore: before } = calendar
  return {
    day: STATE_DAY,
    worked: (at) => worked(at, calendar),
    after(from, working) {
      if (from === Number.POSITIVE_INFINITY) return from
      const target = worked(from, calendar) + working
      let low = dayOf(from) - calendar.firstDay
      let high = calendar.reachProvisional[low] ?? -1
      if (!(target <= before[high + 1]!)) return Number.POSITIVE_INFINITY
      while (low < high) {
        const middle = (low + high) >> 1
        if (before[middle + 1]! >= target) high = middle
        else low = middle + 1
      }
      const hours = calendar.hours[low]
      if (!hours) return from
      let rest = target - before[low]!
      let k = 0
      while (k < hours.opens.length - 1 && rest > hours.closes[k]! - hours.opens[k]!) {
        rest -= hours.closes[k]! - hours.opens[k]!
        k += 1
      }
      const at = instantOf(calendar, low, hours.opens[k]! + rest)
      // Nothing to do takes no time, though the hour be outside working time.
      return Math.max(at, from)
    },
    closeOfDay(from, n) {
      const first = dayOf(nextOpen(from, calendar, { field: 'from', provisional: true })) - calendar.firstDay
      const index = calendar.workingDays[calendar.workingDaysUpTo[first]! - 1 + n - 1]
      if (index === undefined || index > lastDay(from))
        // Said by the kernel's own sentence: the calendar ends before the days asked for.
        nextOpen(instantOf(calendar, lastDay(from) + 1, 0), calendar, reading)
      return instantOf(calendar, index!, calendar.hours[index!]!.closes.at(-1)!)
    },
    date: (at) => formatDate(dayOf(at)),
  }
}
