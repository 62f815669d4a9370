import { DAY, formatDate, instantAt, parseDate, parseTime, weekdayOf } from './local-time.ts'
import { invalid } from './problem.ts'

/** A working calendar as an official edits it and JSON stores it. Days run Monday to Friday save for what is listed. */
export type CalendarData = {
  code: string
  /** `published`: the year's days off are decided. `provisional`: only what the law fixes in advance is known. */
  years: { year: number; status: 'published' | 'provisional' }[]
  /** Days off besides Saturdays and Sundays. */
  daysOff: { date: string; name: string; kind: string }[]
  /** Saturdays or Sundays worked in exchange for a day off. */
  workingWeekends: { date: string; name: string }[]
  /** Hours by season; of the rules that cover a date the one with the latest `from` wins, none is the earliest. */
  hours: { from?: string; to?: string; intervals: [start: string, end: string][] }[]
}

/** Working intervals of one day, in milliseconds since midnight; each is half-open [open, close). */
export type Hours = { opens: number[]; closes: number[]; total: number }

/** A calendar ready for counting: everything by index of the day since `firstDay`. */
export type Calendar = {
  code: string
  firstDay: number
  dates: string[]
  /** null on a day off. */
  hours: (Hours | null)[]
  /** Name of a listed day off or of a compensating working day. */
  names: (string | null)[]
  /** Working milliseconds before each day; one entry more than there are days. */
  workedBefore: Float64Array
  /** Indexes of the working days, and for each day how many working days there are up to and including it. */
  workingDays: Int32Array
  workingDaysUpTo: Int32Array
  /** For each day the last day reachable without meeting an unpublished one; -1 where the day itself is unpublished. */
  reachPublished: Int32Array
  reachProvisional: Int32Array
  publishedYears: number[]
}

type Rule = { from: number; to: number; hours: Hours }

/** Compiles once, looks up fast. Errors: request.invalid (422) with the path of the entry that cannot be. */
export function compileCalendar(data: CalendarData): Calendar {
  const status = readYears(data.years)
  const years = [...status.keys()]
  const firstYear = Math.min(...years)
  const lastYear = Math.max(...years)
  const firstDay = Date.UTC(firstYear, 0, 1) / DAY
  const count = Date.UTC(lastYear + 1, 0, 1) / DAY - firstDay
  const names: (string | null)[] = new Array(count).fill(null)
  const listed = (date: string, path: string): number => {
    const day = parseDate(date)
    if (day === null)
      throw invalid(path, `Ngày “${date}” không có thật; hãy ghi theo dạng năm-tháng-ngày (YYYY-MM-DD).`)
    const index = day - firstDay
    if (!status.has(Number(date.slice(0, 4))))
      throw invalid(path, `Ngày ${date} nằm ngoài các năm của lịch; hãy thêm năm đó vào lịch trước.`)
    if (names[index] !== null) throw invalid(path, `Ngày ${date} được khai hai lần; hãy giữ lại một dòng.`)
    return index
  }
  const off = new Uint8Array(count)
  for (let i = 0; i < count; i++) off[i] = weekdayOf(firstDay + i) % 6 === 0 ? 1 : 0
  data.daysOff.forEach((entry, n) => {
    const index = listed(entry.date, `daysOff[${n}].date`)
    off[index] = 1
    names[index] = entry.name
  })
  data.workingWeekends.forEach((entry, n) => {
    const path = `workingWeekends[${n}].date`
    const index = listed(entry.date, path)
    if (!off[index])
      throw invalid(path, `Ngày ${entry.date} vốn là ngày làm việc; chỉ khai thứ Bảy, Chủ nhật đi làm bù.`)
    off[index] = 0
    names[index] = entry.name
  })
  const rules = readHours(data.hours)
  const hours: (Hours | null)[] = []
  const dates: string[] = []
  const workedBefore = new Float64Array(count + 1)
  const workingDaysUpTo = new Int32Array(count)
  const workingDays: number[] = []
  for (let i = 0; i < count; i++) {
    const day = firstDay + i
    dates.push(formatDate(day))
    let today: Hours | null = null
    if (!off[i]) {
      today = rules.find((rule) => rule.from <= day && day <= rule.to)?.hours ?? null
      if (!today)
        throw invalid('hours', `Ngày làm việc ${dates[i]} chưa có giờ làm việc; hãy thêm giờ cho ngày này.`)
      workingDays.push(i)
    }
    hours.push(today)
    workedBefore[i + 1] = workedBefore[i]! + (today?.total ?? 0)
    workingDaysUpTo[i] = workingDays.length
  }
  const yearOf = dates.map((date) => status.get(Number(date.slice(0, 4))))
  const reach = (usable: (year: string | undefined) => boolean): Int32Array => {
    const reached = new Int32Array(count).fill(-1)
    for (let i = count - 1; i >= 0; i--) if (usable(yearOf[i])) reached[i] = Math.max(i, reached[i + 1] ?? -1)
    return reached
  }
  return {
    code: data.code,
    firstDay,
    dates,
    hours,
    names,
    workedBefore,
    workingDays: Int32Array.from(workingDays),
    workingDaysUpTo,
    reachPublished: reach((year) => year === 'published'),
    reachProvisional: reach((year) => year !== undefined),
    publishedYears: years.filter((year) => status.get(year) === 'published').sort((a, b) => a - b),
  }
}

/** Number of working days of one year of the calendar. */
export function workingDaysOfYear(year: number, calendar: Calendar): number {
  return calendar.workingDays.reduce((sum, i) => sum + (calendar.dates[i]!.startsWith(`${year}-`) ? 1 : 0), 0)
}

/** Working milliseconds of a day from its opening up to a time of day. */
export function workedUpTo(hours: Hours | null, time: number): number {
  let worked = 0
  if (hours) {
    for (let k = 0; k < hours.opens.length && time > hours.opens[k]!; k++)
      worked += Math.min(time, hours.closes[k]!) - hours.opens[k]!
  }
  return worked
}

/** The instant of a day's index and a time of day. */
export const instantOf = (calendar: Calendar, index: number, time: number): number =>
  instantAt(calendar.firstDay + index, time)

function readYears(entries: CalendarData['years']): Map<number, 'published' | 'provisional'> {
  const status = new Map<number, 'published' | 'provisional'>()
  if (entries.length === 0) throw invalid('years', 'Lịch chưa có năm nào; hãy thêm ít nhất một năm.')
  entries.forEach(({ year, status: its }, n) => {
    if (!Number.isInteger(year) || year < 1976 || year > 2200)
      throw invalid(`years[${n}].year`, `Năm ${year} không hợp lệ; hãy ghi một năm từ 1976 đến 2200.`)
    if (status.has(year))
      throw invalid(`years[${n}].year`, `Năm ${year} được khai hai lần; hãy giữ lại một dòng.`)
    status.set(year, its)
  })
  return status
}

function readHours(entries: CalendarData['hours']): Rule[] {
  const bound = (text: string | undefined, otherwise: number, path: string): number => {
    if (text === undefined) return otherwise
    const day = parseDate(text)
    if (day === null) throw invalid(path, `Ngày “${text}” không có thật; hãy ghi theo dạng YYYY-MM-DD.`)
    return day
  }
  const rules = entries.map((entry, n) => {
    const hours: Hours = { opens: [], closes: [], total: 0 }
    entry.intervals.forEach(([start, end], k) => {
      const path = `hours[${n}].intervals[${k}]`
      const open = parseTime(start)
      const close = parseTime(end)
      if (open === null || close === null || open >= close)
        throw invalid(path, `Khoảng giờ “${start}–${end}” không hợp lệ; giờ mở cửa phải trước giờ đóng cửa.`)
      if (open <= (hours.closes.at(-1) ?? -1))
        throw invalid(
          path,
          `Khoảng giờ “${start}–${end}” chồng hoặc nối liền khoảng trước; hãy gộp hoặc tách ra.`,
        )
      hours.opens.push(open)
      hours.closes.push(close)
      hours.total += close - open
    })
    if (hours.total === 0) throw invalid(`hours[${n}].intervals`, 'Cần ít nhất một khoảng giờ làm việc.')
    const from = bound(entry.from, Number.NEGATIVE_INFINITY, `hours[${n}].from`)
    const to = bound(entry.to, Number.POSITIVE_INFINITY, `hours[${n}].to`)
    if (from > to)
      throw invalid(`hours[${n}].to`, 'Ngày hết hiệu lực của giờ làm việc phải không trước ngày bắt đầu.')
    return { from, to, hours }
  })
  return rules.sort((a, b) => (a.from === b.from ? 0 : b.from - a.from))
}
