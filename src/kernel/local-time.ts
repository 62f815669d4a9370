/**
 * Vietnam's civil time. Asia/Ho_Chi_Minh has been UTC+7 without daylight saving since 1975, so a local day is plain
 * arithmetic; no time-zone database, no dependence on the machine's own zone. Instants are epoch milliseconds.
 */
const OFFSET = 7 * 3_600_000
export const MINUTE = 60_000
export const DAY = 86_400_000

/** Number of the local day an instant falls on; day 0 is 1970-01-01 in Vietnam. */
export const dayOf = (instant: number): number => Math.floor((instant + OFFSET) / DAY)

/** Milliseconds since local midnight, 0 up to 86,399,999. */
export const timeOfDay = (instant: number): number => instant + OFFSET - dayOf(instant) * DAY

/** The instant of a local day number and a time of day in milliseconds. */
export const instantAt = (day: number, time: number): number => day * DAY + time - OFFSET

/** 0 is Sunday, 6 is Saturday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7

const two = (n: number): string => (n < 10 ? `0${n}` : String(n))

/** `YYYY-MM-DD` of a local day number. */
export const formatDate = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

/** The local day number of `YYYY-MM-DD`; null when the text is not a real date (2022-02-30). */
export function parseDate(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  const day = Date.parse(`${text}T00:00:00Z`) / DAY
  return Number.isInteger(day) && formatDate(day) === text ? day : null
}

/** Milliseconds since midnight of `HH:MM`, 00:00 to 23:59; null when it is not a time. */
export function parseTime(text: string): number | null {
  const parts = /^(\d{2}):(\d{2})$/.exec(text)
  if (!parts) return null
  const hours = Number(parts[1])
  const minutes = Number(parts[2])
  if (hours > 23 || minutes > 59) return null
  return (hours * 60 + minutes) * MINUTE
}

/** `HH:MM`, with seconds and milliseconds only where they are not zero. */
export function formatTime(time: number): string {
  const shown = `${two(Math.floor(time / 3_600_000))}:${two(Math.floor(time / MINUTE) % 60)}`
  const rest = time % MINUTE
  if (rest === 0) return shown
  const seconds = `${shown}:${two(Math.floor(rest / 1000))}`
  return rest % 1000 === 0 ? seconds : `${seconds}.${String(rest % 1000).padStart(3, '0')}`
}

/** RFC 3339 in local time, as `2022-05-05T09:10:00+07:00`. `date` saves the conversion where it is already known. */
export function formatInstant(instant: number, date = formatDate(dayOf(instant))): string {
  const time = timeOfDay(instant)
  return `${date}T${formatTime(time)}${time % MINUTE === 0 ? ':00' : ''}+07:00`
}

const RFC_3339 = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}):(\d{2})(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/

/** The instant of an RFC 3339 text. Null when the text is not one: no offset, or no such day, hour or second. */
export function parseInstant(text: string): number | null {
  const parts = RFC_3339.exec(text)
  if (!parts) return null
  const [, date = '', time = '', seconds = '', fraction = '', zone = ''] = parts
  const day = parseDate(date)
  const clock = parseTime(time)
  if (day === null || clock === null || Number(seconds) > 59) return null
  let offset = 0
  if (zone.length > 1) {
    const shift = parseTime(zone.slice(1))
    if (shift === null) return null
    offset = zone.startsWith('-') ? -shift : shift
  }
  return day * DAY + clock + Number(seconds) * 1000 + Math.floor(Number(`0${fraction}`) * 1000) - offset
}
