import { formatDate, formatDay, formatMoney, formatNumber, formatTime } from '../../src/kernel/vietnamese.ts'
import type { Lang } from './words.ts'

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** Whole đồng: '125.000 đồng', in English 'VND 125,000'. */
export function money(dong: number, lang: Lang): string {
  return lang === 'vi' ? formatMoney(dong) : `VND ${dong.toLocaleString('en-GB')}`
}

export function number(value: number, lang: Lang): string {
  return lang === 'vi' ? formatNumber(value) : value.toLocaleString('en-GB')
}

/** An instant with weekday and, if asked, time: 'thứ Năm, 05/05/2022, 09:10'. Order of day and month as in Vietnam. */
export function day(instant: string, lang: Lang): string {
  if (lang === 'vi') return formatDay(instant)
  const local = new Date(Date.parse(instant) + 7 * 3_600_000)
  return `${WEEKDAYS[local.getUTCDay()]}, ${formatDate(instant)}`
}

export function moment(instant: string, lang: Lang): string {
  return `${day(instant, lang)}, ${formatTime(instant)}`
}

/** A moment for people and machines alike. */
export function Moment({ at, lang }: { at: string; lang: Lang }) {
  return <time dateTime={at}>{moment(at, lang)}</time>
}

/** '12 kB', '3,4 MB'. */
export function fileSize(bytes: number, lang: Lang): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`
  return `${number(Math.round(bytes / 100_000) / 10, lang)} MB`
}
