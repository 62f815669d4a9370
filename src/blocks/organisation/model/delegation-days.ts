import { formatDate, parseDate } from '../../../kernel/local-time.ts'

/** The day after, as `YYYY-MM-DD`: the end of what lasts to the end of a day. Errors: RangeError for no real day. */
export function dayAfter(day: string, days = 1): string {
  const number = parseDate(day)
  if (number === null) throw new RangeError(`no such day: ${day}`)
  return formatDate(number + days)
}

/** How many days from the start of one to the end of the other; null when either is no real day. */
export function daysBetween(from: string, to: string): number | null {
  const [first, last] = [parseDate(from), parseDate(to)]
  return first === null || last === null ? null : last - first + 1
}
