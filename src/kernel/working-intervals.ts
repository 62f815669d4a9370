import { type Calendar, instantOf, workedUpTo } from './calendar.ts'
import { dayOf, formatDate, timeOfDay } from './local-time.ts'
import { invalid, type Problem } from './problem.ts'

/** `field`: the input named by the 422 when a day has no published calendar. `provisional`: provisional years will do. */
export type Reading = { field?: string; provisional?: boolean }

/** Is the local day of `instant` a working day? Errors: calendar.year-not-published (422). */
export function isWorkingDay(instant: Date, calendar: Calendar, reading: Reading = {}): boolean {
  return calendar.hours[usableDay(instant.getTime(), calendar, reading)] !== null
}

/** Is work going on at `instant`? Intervals are half-open: 07:30 is working time, 12:00 and 17:00 are not. */
export function isWorkingMoment(instant: Date, calendar: Calendar, reading: Reading = {}): boolean {
  const index = usableDay(instant.getTime(), calendar, reading)
  return openAt(calendar, index, timeOfDay(instant.getTime()))
}

/** `instant` itself during working time, otherwise the next opening. */
export function nextWorkingMoment(instant: Date, calendar: Calendar, reading: Reading = {}): Date {
  return new Date(nextOpen(instant.getTime(), calendar, reading))
}

/** Milliseconds of working time in [from, to); negative when `to` lies before `from`. */
export function workingTimeBetween(from: Date, to: Date, calendar: Calendar, reading: Reading = {}): number {
  if (from > to) return -workingTimeBetween(to, from, calendar, reading)
  usableSpan(from.getTime(), to.getTime(), calendar, reading)
  return worked(to.getTime(), calendar) - worked(from.getTime(), calendar)
}

/** The instant at which `milliseconds` of working time after `from` are used up; exactly at a close, that close. */
export function addWorkingTime(
  from: Date,
  milliseconds: number,
  calendar: Calendar,
  reading: Reading = {},
): Date {
  return new Date(advance(from.getTime(), milliseconds, calendar, reading))
}

// The same on epoch milliseconds, for counting due dates by the thousand.

/** Index of an instant's day. Errors: calendar.year-not-published (422) naming `field`. */
export function usableDay(instant: number, calendar: Calendar, reading: Reading): number {
  if (Number.isNaN(instant))
    throw invalid(
      reading.field ?? 'at',
      `Thời điểm “${reading.field ?? 'at'}” không đọc được; hãy ghi ngày giờ có thật.`,
    )
  const index = dayOf(instant) - calendar.firstDay
  if (!(lastUsable(index, calendar, reading) >= 0)) throw unpublished(instant, calendar, reading)
  return index
}

/** Checks that every day of the half-open [from, to) may be used. */
export function usableSpan(from: number, to: number, calendar: Calendar, reading: Reading): void {
  const last = lastUsable(usableDay(from, calendar, reading), calendar, reading)
  if (to > from && usableDay(to - 1, calendar, reading) > last)
    throw unpublished(instantOf(calendar, last + 1, 0), calendar, reading)
}

/** The last day that can be reached from a day without meeting an unpublished one; undefined or -1 when none. */
export function lastUsable(index: number, calendar: Calendar, reading: Reading): number {
  return (reading.provisional ? calendar.reachProvisional : calendar.reachPublished)[index] ?? -1
}

/** Working milliseconds from the calendar's first day up to an instant. */
export function worked(instant: number, calendar: Calendar): number {
  const index = dayOf(instant) - calendar.firstDay
  return calendar.workedBefore[index]! + workedUpTo(calendar.hours[index] ?? null, timeOfDay(instant))
}

export function openAt(calendar: Calendar, index: number, time: number): boolean {
  const hours = calendar.hours[index]
  return !!hours?.opens.some((open, k) => open <= time && time < hours.closes[k]!)
}

/** A moment at which a working term may end: during working time or exactly at a close. */
export function endsAt(calendar: Calendar, index: number, time: number): boolean {
  const hours = calendar.hours[index]
  return !!hours?.opens.some((open, k) => open <= time && time <= hours.closes[k]!)
}

export function nextOpen(instant: number, calendar: Calendar, reading: Reading): number {
  const index = usableDay(instant, calendar, reading)
  const time = timeOfDay(instant)
  if (openAt(calendar, index, time)) return instant
  const later = calendar.hours[index]?.opens.find((open) => open > time)
  if (later !== undefined) return instantOf(calendar, index, later)
  const next = workingDayAfter(index, 1, instant, calendar, reading)
  return instantOf(calendar, next, calendar.hours[next]!.opens[0]!)
}

/** Index of the n-th working day after a day, or after the days off it stands in. */
export function workingDayAfter(
  index: number,
  n: number,
  from: number,
  calendar: Calendar,
  reading: Reading,
): number {
  const found = calendar.workingDays[calendar.workingDaysUpTo[index]! + n - 1]
  const last = lastUsable(index, calendar, reading)
  if (found === undefined || found > last)
    throw unpublished(instantOf(calendar, last + 1, 0), calendar, reading, from)
  return found
}

export function advance(from: number, milliseconds: number, calendar: Calendar, reading: Reading): number {
  const first = usableDay(from, calendar, reading)
  if (!(milliseconds >= 0))
    throw invalid(reading.field ?? 'milliseconds', 'Thời gian cộng thêm không được là số âm.')
  if (milliseconds === 0) return from
  const target = worked(from, calendar) + milliseconds
  const before = calendar.workedBefore
  const last = lastUsable(first, calendar, reading)
  if (target > before[last + 1]!) throw unpublished(instantOf(calendar, last + 1, 0), calendar, reading, from)
  let low = first
  let high = last
  while (low < high) {
    const middle = (low + high) >> 1
    if (before[middle + 1]! >= target) high = middle
    else low = middle + 1
  }
  const hours = calendar.hours[low]!
  let rest = target - before[low]!
  let k = 0
  while (rest > hours.closes[k]! - hours.opens[k]!) {
    rest -= hours.closes[k]! - hours.opens[k]!
    k++
  }
  return instantOf(calendar, low, hours.opens[k]! + rest)
}

const vietnamese = (day: number): string => formatDate(day).split('-').reverse().join('/')

/** `day` is the first day that may not be used; `from` where the count that ran into it began. */
export function unpublished(day: number, calendar: Calendar, reading: Reading, from?: number): Problem {
  const field = reading.field ?? 'at'
  const years = calendar.publishedYears
  const known = years.length ? `mới công bố các năm ${years.join(', ')}` : 'chưa công bố năm nào'
  const reached =
    from === undefined
      ? `“${field}” dùng đến ngày ${vietnamese(dayOf(day))}`
      : `“${field}” đếm từ ngày ${vietnamese(dayOf(from))} vượt đến ngày ${vietnamese(dayOf(day))}`
  return invalid(
    field,
    `${reached}, nhưng lịch làm việc ${known}. Hãy sửa “${field}” hoặc công bố lịch của năm đó.`,
    'calendar.year-not-published',
  )
}
