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
/** The ten national statuses, as the portal's list names them. */
export const STATUS_NAMES: Record<number, string> = {
  1: 'Mới đăng ký',
  2: 'Được tiếp nhận',
  3: 'Không được tiếp nhận',
  4: 'Đang xử lý',
  5: 'Yêu cầu bổ sung giấy tờ',
  6: 'Yêu cầu thực hiện nghĩa vụ tài chính',
  7: 'Công dân yêu cầu rút hồ sơ',
  8: 'Dừng xử lý',
  9: 'Đã xử lý xong',
  10: 'Đã trả kết quả',
}
