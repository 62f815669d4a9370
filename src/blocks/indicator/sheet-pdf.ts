import { fileURLToPath } from 'node:url'
import { dayOf, formatDate, formatTime, MINUTE, timeOfDay } from '../../kernel/local-time.ts'
import { compilePdf } from '../../platform/pdf/typst.ts'
import type { Period } from './model/leaf.ts'
import type { Sheet } from './model/sheet.ts'

/** `2022-07-31` as `31/07/2022`. */
const readable = (date: string) => date.split('-').reverse().join('/')

export const periodLine = ({ from, to }: Period) => `Từ ngày ${readable(from)} đến ngày ${readable(to)}`

/** `09:05 ngày 01/08/2022`. */
export function madeLine(now: Date): string {
  const instant = now.getTime()
  const minutes = Math.floor(timeOfDay(instant) / MINUTE) * MINUTE
  return `${formatTime(minutes)} ngày ${readable(formatDate(dayOf(instant)))}`
}

/** A report as a PDF/A-2b file: title, period, the table, when it was made. The same figures and moment give the same bytes. */
export function sheetPdf(sheet: Sheet, period: Period, now: Date): Promise<Uint8Array> {
  return compilePdf({
    template: fileURLToPath(new URL('./sheet.typ', import.meta.url)),
    data: {
      ...sheet,
      period: periodLine(period),
      made: madeLine(now),
    },
    madeAt: now,
  })
}
