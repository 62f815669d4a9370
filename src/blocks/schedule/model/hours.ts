import type { Calendar } from '../../../kernel/calendar.ts'
import {
  dayOf,
  formatDate,
  formatInstant,
  instantAt,
  MINUTE,
  parseDate,
  parseTime,
  timeOfDay,
  weekdayOf,
} from '../../../kernel/local-time.ts'
import { invalid } from '../../../kernel/problem.ts'

/** Opening hours by weekday, `0` Sunday to `6` Saturday, each `HH:MM` to `HH:MM`; a weekday left out is closed. */
export type DeskHours = Partial<Record<string, [open: string, close: string][]>>

export type DeskDays = {
  hours: DeskHours
  /** Days on which this desk alone is closed, both counted. */
  closures: readonly { from: string; to: string; reason: string }[]
  /** Somebody is on duty on public holidays too. */
  openOnHolidays?: boolean
}

export type OpenDay = { intervals: [open: number, close: number][]; closed: string | null }

const MONDAY = 1

/**
 * When a desk is open on a local day (`YYYY-MM-DD`), in milliseconds since midnight; empty with the reason when it is
 * not. The calendar's days off close every desk; a weekend worked in exchange has the desk's hours of a Monday where the
 * desk has none of its own. A day outside the calendar is closed: nobody knows its holidays yet.
 */
export function openDay(desk: DeskDays, day: string, calendar: Calendar): OpenDay {
  const number = parseDate(day)
  if (number === null) return { intervals: [], closed: 'ngày không có thật' }
  const index = number - calendar.firstDay
  if (index < 0 || index >= calendar.dates.length || calendar.reachProvisional[index] === -1)
    return { intervals: [], closed: 'chưa có lịch nghỉ lễ của năm này' }
  const closure = desk.closures.find(({ from, to }) => from <= day && day <= to)
  if (closure) return { intervals: [], closed: closure.reason }
  const weekday = weekdayOf(number)
  const named = calendar.names[index] ?? null
  const working = calendar.hours[index] !== null
  if (named !== null && !working && !desk.openOnHolidays) return { intervals: [], closed: named }
  const own = desk.hours[String(weekday)] ?? []
  const given = own.length === 0 && named !== null && working ? (desk.hours[String(MONDAY)] ?? []) : own
  const intervals = given.map(([open, close]): [number, number] => [
    parseTime(open) ?? 0,
    parseTime(close) ?? 0,
  ])
  return { intervals, closed: intervals.length === 0 ? 'không làm việc ngày này' : null }
}

/** Is the desk open at this instant? Closing time itself is closed. */
export function isOpenAt(desk: DeskDays, instant: number, calendar: Calendar): boolean {
  const time = timeOfDay(instant)
  const { intervals } = openDay(desk, formatDate(dayOf(instant)), calendar)
  return intervals.some(([open, close]) => open <= time && time < close)
}

/**
 * Where each slot of a day begins, as instants: whole slots from each opening, none that would run past a close, none on
 * a public holiday.
 */
export function slotsOn(
  desk: DeskDays & { slotMinutes: number; bookingHours: DeskHours | null },
  day: string,
  calendar: Calendar,
): { slots: number[]; closed: string | null } {
  const { intervals, closed } = openDay(
    { hours: desk.bookingHours ?? desk.hours, closures: desk.closures },
    day,
    calendar,
  )
  const number = parseDate(day)
  const length = desk.slotMinutes * MINUTE
  const slots: number[] = []
  if (number !== null)
    for (const [open, close] of intervals)
      for (let at = open; at + length <= close; at += length) slots.push(instantAt(number, at))
  return { slots, closed }
}

/** Errors: request.invalid naming the interval that cannot be. */
export function checkHours(hours: DeskHours, field: string): void {
  for (const [weekday, intervals] of Object.entries(hours)) {
    let after = -1
    for (const [at, [open, close]] of (intervals ?? []).entries()) {
      const from = parseTime(open)
      const to = parseTime(close)
      const path = `${field}.${weekday}.${at}`
      if (from === null || to === null || from >= to)
        throw invalid(path, `Giờ “${open}–${close}” không hợp lệ: giờ mở cửa phải trước giờ đóng cửa.`)
      if (from <= after)
        throw invalid(path, `Giờ “${open}–${close}” chồng lên buổi trước; hãy tách hoặc gộp lại.`)
      after = to
    }
  }
}

/** RFC 3339 in local time. */
export const shownInstant = (at: Date | number): string =>
  formatInstant(typeof at === 'number' ? at : at.getTime())
