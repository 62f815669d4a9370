import type { DeskSetting } from '../../../src/blocks/schedule/contract.ts'

type Hours = DeskSetting['hours']
export type Weekday = keyof Hours & string

/** Monday first, as a week is written here. */
export const WEEKDAYS: readonly (readonly [Weekday, string])[] = [
  ['1', 'Thứ Hai'],
  ['2', 'Thứ Ba'],
  ['3', 'Thứ Tư'],
  ['4', 'Thứ Năm'],
  ['5', 'Thứ Sáu'],
  ['6', 'Thứ Bảy'],
  ['0', 'Chủ nhật'],
]

/** '07:30-11:30, 13:30-16:30'; '' for a day without. */
export function hoursText(hours: Hours | null | undefined, weekday: Weekday): string {
  return (hours?.[weekday] ?? []).map(([from, to]) => `${from}-${to}`).join(', ')
}

/** What was typed, as intervals: '7:30 – 11:30' and '7h30-11h30' are understood; the rest is left to the server to refuse. */
export function readHours(text: string): [string, string][] {
  return text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [from = '', to = ''] = part.split(/[-–—]/).map(clock)
      return [from, to]
    })
}

function clock(text: string): string {
  const parts = /^(\d{1,2})(?:[:hg](\d{2})?)?$/i.exec(text.trim())
  return parts ? `${(parts[1] ?? '').padStart(2, '0')}:${parts[2] ?? '00'}` : text.trim()
}
