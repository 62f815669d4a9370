import type { TraceLine } from './due-date-trace.ts'

const WEEKDAYS = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy']
const UNITS = { workingHours: 'giờ làm việc', workingDays: 'ngày làm việc', calendarDays: 'ngày' }

/** A due date's trace in plain Vietnamese, one sentence a line, for the citizen who asks why this day. */
export function explainTrace(trace: TraceLine[]): string[] {
  const unit = trace[0]?.unit
  return trace.map((line) => sentence(line, unit))
}

function sentence(line: TraceLine, unit: TraceLine['unit']): string {
  const { kind, from = '', to = '', name } = line
  switch (kind) {
    case 'start':
      if (unit === 'sameDay')
        return `Nhận hồ sơ lúc ${moment(from)}; trả kết quả trong ngày nếu nhận trước ${line.cutoff}, nếu không thì trong ngày làm việc tiếp theo.`
      return `Nhận hồ sơ lúc ${moment(from)}; thời hạn ${line.term} ${UNITS[unit ?? 'workingDays']}${unit === 'workingHours' ? '' : ', không tính ngày bắt đầu'}.`
    case 'moved-to-opening':
      return `Lúc ${moment(from)} ngoài giờ làm việc, nên chuyển sang giờ làm việc kế tiếp: ${moment(to)}.`
    case 'counted':
      return counted(line, unit)
    case 'day-off':
    case 'weekend':
      return `Nghỉ ${span(from, to)}: ${name ?? 'cuối tuần'}.`
    case 'pause':
      return pause(line, unit)
    case 'moved-from-day-off':
      return `${capital(day(from))} là ngày nghỉ, nên chuyển sang ngày làm việc kế tiếp: ${day(to)}.`
    case 'due':
      return `Hạn trả kết quả: ${moment(to)}.${line.provisional ? ' Đây là hạn tạm tính, vì lịch nghỉ của năm ấy chưa được công bố.' : ''}`
  }
}

function counted(line: TraceLine, unit: TraceLine['unit']): string {
  const { from = '', to = '', name, days, minutes = 0 } = line
  const because = name ? ` (${lower(name)})` : ''
  if (days === undefined) {
    const end = from.slice(0, 10) === to.slice(0, 10) ? `${clock(to)} ${day(from)}` : moment(to)
    const start = from.slice(0, 10) === to.slice(0, 10) ? clock(from) : moment(from)
    return `Tính từ ${start} đến ${end}${because}: ${duration(minutes)}.`
  }
  if (unit === 'calendarDays') return `Tính ${days} ngày, kể cả ngày nghỉ: đến ${moment(to)}.`
  return from === to
    ? `Tính ${day(from)}${because}: 1 ngày làm việc.`
    : `Tính từ ${day(from)} đến ${day(to)}${because}: ${days} ngày làm việc.`
}

function pause(line: TraceLine, unit: TraceLine['unit']): string {
  const stretch = `Tạm dừng từ ${moment(line.from ?? '')} đến ${moment(line.to ?? '')}`
  if (line.ignored === 'before-start') return `${stretch}: trước khi bắt đầu tính, không làm thay đổi hạn.`
  if (line.ignored === 'after-due') return `${stretch}: bắt đầu khi đã đến hạn, không làm thay đổi hạn.`
  if (!line.minutes) return `${stretch}: không có giờ làm việc nào, hạn giữ nguyên.`
  const working = unit === 'calendarDays' ? '' : ' làm việc'
  return `${stretch}: ${duration(line.minutes)}${working}, được cộng thêm vào thời hạn.`
}

const date = (text: string): string => text.slice(0, 10).split('-').reverse().join('/')
const day = (text: string): string =>
  `${WEEKDAYS[new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDay()]}, ${date(text)}`
const clock = (text: string): string => text.slice(11, 16)
const moment = (text: string): string => `${clock(text)} ${day(text)}`
const span = (from: string, to: string): string =>
  from === to ? day(from) : `từ ${day(from)} đến ${day(to)}`
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** Hours and minutes; parts of a minute are dropped. */
function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = Math.floor(minutes) % 60
  const parts = [hours ? `${hours} giờ` : '', rest ? `${rest} phút` : ''].filter(Boolean)
  return parts.join(' ') || 'chưa đến 1 phút'
}
