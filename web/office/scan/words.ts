import type { ScanRowView } from '../../../src/blocks/document/model/scan.ts'

export const STATUS_NAMES: Record<ScanRowView['status'], string> = {
  waiting: 'Đang chờ đọc',
  working: 'Đang đọc',
  ready: 'Chờ xác nhận',
  failed: 'Lỗi',
  cancelled: 'Đã hủy',
  accepted: 'Đã vào kho',
}

/** How sure a proposed value is, in words: the number alone says little to whoever must decide. */
export function sureWords(confidence: number): { text: string; tone: 'fine' | 'soon' | 'late' } {
  const percent = `${Math.round(confidence * 100)} %`
  if (confidence >= 0.9) return { text: `đọc rõ, ${percent}`, tone: 'fine' }
  if (confidence >= 0.7) return { text: `nên đối chiếu, ${percent}`, tone: 'soon' }
  return { text: `đọc không chắc, ${percent}`, tone: 'late' }
}

/** What is going on, told to whoever waits. */
export function progressWords({ status, pages, done }: ScanRowView): string {
  if (status === 'waiting')
    return done > 0 ? `Đang chờ đọc tiếp từ trang ${done + 1}…` : 'Đang chờ đến lượt đọc…'
  if (pages === null) return 'Đang mở tệp…'
  return done < pages ? `Đang nắn thẳng và đọc trang ${done + 1}/${pages}…` : 'Đang ghép thành tệp PDF…'
}

/** How a dossier's paper came to lie in digital form. */
export const DIGITAL_NAMES = {
  digitised: 'Đã số hóa từ bản giấy',
  reused: 'Dùng lại giấy đã số hóa trong kho của người nộp',
  shared: 'Lấy từ hệ thống khác, không phải nộp giấy',
  result: 'Kết quả điện tử',
} as const
