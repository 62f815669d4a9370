import type { DossierRow } from '../../src/blocks/dossier/contract.ts'
import { formatDate, formatNumber, formatTime } from '../../src/kernel/vietnamese.ts'

/** The state's working day, 07:30-12:00 and 13:30-17:00. */
const WORKING_DAY = 480

export type Tone = 'late' | 'soon' | 'fine' | 'plain'
export type TimeLeft = { text: string; word: string | null; tone: Tone }

/** Working minutes as a person says them: '45 phút', '2 giờ', '1 ngày 3 giờ', '12 ngày'. */
export function workingSpan(minutes: number): string {
  const size = Math.abs(minutes)
  if (size < 60) return `${size} phút`
  if (size < WORKING_DAY) return `${Math.floor(size / 60)} giờ`
  const days = Math.floor(size / WORKING_DAY)
  const hours = Math.floor((size % WORKING_DAY) / 60)
  return days < 3 && hours > 0 ? `${days} ngày ${hours} giờ` : `${formatNumber(days)} ngày`
}

const DONE: Record<string, TimeLeft> = {
  early: { text: 'Xong', word: 'trước hạn', tone: 'fine' },
  onTime: { text: 'Xong', word: 'đúng hạn', tone: 'fine' },
  late: { text: 'Xong', word: 'quá hạn', tone: 'late' },
}

type Timed = Pick<DossierRow, 'minutesLeft' | 'late' | 'timeliness' | 'finishedAt' | 'state'>
/** The column "còn lại": never colour alone, always a word beside it. */
export function timeLeft(row: Timed): TimeLeft {
  if (row.finishedAt) return DONE[row.timeliness ?? ''] ?? { text: 'Xong', word: null, tone: 'plain' }
  if (row.minutesLeft === null) {
    if (row.late) return { text: 'Tạm dừng', word: 'đã quá hạn', tone: 'late' }
    const text = row.state.phase === 'intake' ? 'Chưa tính' : row.state.phase === 'waiting' ? 'Tạm dừng' : '–'
    return { text, word: null, tone: 'plain' }
  }
  const text = workingSpan(row.minutesLeft)
  if (row.minutesLeft < 0 || row.late) return { text: `−${text}`, word: 'quá hạn', tone: 'late' }
  if (row.minutesLeft <= WORKING_DAY) return { text, word: 'sắp đến hạn', tone: 'soon' }
  return { text, word: null, tone: 'plain' }
}

/** '09:10 05/05/2022', or a dash when there is none. */
export const moment = (instant: string | null): string =>
  instant ? `${formatTime(instant)} ${formatDate(instant)}` : '–'

export const CHANNEL_NAMES = { counter: 'Trực tiếp', online: 'Trực tuyến', post: 'Bưu chính' } as const
export const PHASE_NAMES = {
  open: 'Đang mở',
  intake: 'Chờ tiếp nhận',
  working: 'Đang giải quyết',
  waiting: 'Đang chờ (tạm dừng)',
  closed: 'Đã kết thúc',
} as const
export const TIMELINESS_NAMES = { early: 'Trước hạn', onTime: 'Đúng hạn', late: 'Quá hạn' } as const
export const FORM_NAMES: Record<string, string> = {
  original: 'Bản chính',
  certified: 'Bản chứng thực',
  copy: 'Bản sao',
  electronic: 'Bản điện tử',
}

/** '12 kB', '3,4 MB'. */
export function fileSize(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} kB`
    : `${formatNumber(bytes / 1_000_000, 1)} MB`
}
