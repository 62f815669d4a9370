import { DAY, dayOf, instantAt, parseTime, timeOfDay } from '../../../kernel/local-time.ts'

export type QuietHours = { starts: string; ends: string }

/**
 * The first moment from `now` on that lies outside the quiet hours, local time; they may run over midnight, and equal ends
 * mean there are none.
 */
export function outsideQuiet(now: Date, { starts, ends }: QuietHours): Date {
  const from = parseTime(starts) ?? 0
  const to = parseTime(ends) ?? 0
  const time = timeOfDay(now.getTime())
  const day = dayOf(now.getTime())
  if (from === to) return now
  const overMidnight = from > to
  const quiet = overMidnight ? time >= from || time < to : time >= from && time < to
  if (!quiet) return now
  const nextDay = overMidnight && time >= from
  return new Date(instantAt(day, to) + (nextDay ? DAY : 0))
}
