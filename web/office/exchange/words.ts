import type { MessageView, SystemView } from '../../../src/blocks/message/model/exchange.ts'

export const KIND_NAMES: Record<string, string> = {
  create: 'Gửi hồ sơ',
  progress: 'Gửi tiến trình',
  status: 'Gửi trạng thái',
  request: 'Gửi yêu cầu giải quyết',
  filed: 'Nhận hồ sơ nộp trên Cổng',
  supplement: 'Nhận phần bổ sung',
  reply: 'Nhận trả lời',
}
export const STATE_NAMES: Record<MessageView['state'], string> = {
  waiting: 'đang chờ',
  sent: 'đã gửi',
  done: 'đã nhận',
  failed: 'lỗi, chờ xử lý',
  dropped: 'đã bỏ qua',
}
export const DIRECTION_NAMES = { out: 'Gửi đi', in: 'Nhận về' } as const
export const LINE_NAMES: Record<SystemView['line'], string> = {
  up: 'thông suốt',
  down: 'mất kết nối',
  quiet: 'chưa trao đổi lần nào',
  off: 'đang tắt',
}
