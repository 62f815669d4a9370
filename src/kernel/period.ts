import { DAY, formatDate, instantAt, parseDate } from './local-time.ts'
import { invalid } from './problem.ts'

/** A month, quarter or year that figures are told of: `2026-11`, `2026-Q4`, `2026`. */
export const PERIOD = /^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/

export type CalendarPeriod = {
  key: string
  /** First and last local day. */
  from: string
  to: string
  /** Half-open [start, end) of instants. */
  start: Date
  end: Date
}

/** The days and instants of a named period. Errors: request.invalid naming `period`. */
export function calendarPeriod(key: string): CalendarPeriod {
  const [, year, quarter, month] = PERIOD.exec(key) ?? []
  if (!year || Number(year) < 1976 || Number(year) > 2200)
    throw invalid('period', 'Kỳ viết dạng 2026-11 (tháng), 2026-Q4 (quý) hoặc 2026 (năm).')
  const first = quarter ? (Number(quarter) - 1) * 3 : month ? Number(month) - 1 : 0
  const months = quarter ? 3 : month ? 1 : 12
  const dayOn = (at: number) => Date.UTC(Number(year), at, 1) / DAY
  const [begins, ends] = [dayOn(first), dayOn(first + months)]
  return {
    key,
    from: formatDate(begins),
    to: formatDate(ends - 1),
    start: new Date(instantAt(begins, 0)),
    end: new Date(instantAt(ends, 0)),
  }
}

/** Whole days counted on from a local day. */
export function daysAfter(day: string, days: number): string {
  return formatDate(parseDate(day)! + days)
}
