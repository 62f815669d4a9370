import type { DifferenceView, PaymentView, ReceiptView } from '../../../src/blocks/payment/contract.ts'

export const STATUS_NAMES: Record<PaymentView['status'], string> = {
  free: 'Không thu phí, lệ phí',
  none: 'Chưa nộp',
  due: 'Chưa nộp',
  paid: 'Đã nộp đủ',
  waived: 'Được miễn toàn bộ',
  refunded: 'Đã hoàn trả',
  closed: 'Hồ sơ không giải quyết, không thu',
}
export const METHOD_NAMES = { cash: 'Tiền mặt', transfer: 'Chuyển khoản', gateway: 'Trực tuyến' } as const
export const RECEIPT_NAMES: Record<ReceiptView['status'], string> = {
  valid: 'có hiệu lực',
  cancelled: 'đã hủy',
  replaced: 'đã thay thế',
}
export const SOURCE_NAMES = { gateway: 'Cổng thanh toán', treasury: 'Kho bạc' } as const
/** What a difference is, seen from our own books. */
export const DIFFERENCE_NAMES: Record<DifferenceView['kind'], string> = {
  missingThere: 'Ta có, bên kia không có',
  missingHere: 'Bên kia có, ta không có',
  amountDiffers: 'Lệch số tiền',
  double: 'Trùng',
}
