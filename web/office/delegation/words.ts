import type { DelegationView } from '../../../src/blocks/organisation/contract.ts'

const PERMISSION_NAMES: Record<string, string> = {
  'dossier.read': 'Xem hồ sơ',
  'dossier.move': 'Xử lý, ký hồ sơ theo phần việc của chức vụ',
  'dossier.receive': 'Tiếp nhận hồ sơ',
  'dossier.assign': 'Phân công hồ sơ',
  'dossier.answerDataQuestion': 'Trả lời câu hỏi về dữ liệu cá nhân',
  'dossier.overrideCorrection': 'Cho phép yêu cầu bổ sung lần hai',
  'dossier.breakGlass': 'Mở hồ sơ ngoài phạm vi khi khẩn cấp',
  'dossier.watch': 'Theo dõi, đôn đốc các cơ quan',
  'dossier.answerReminder': 'Trả lời đôn đốc',
  'indicator.closeDay': 'Chốt ngày của Trung tâm',
  'dossier.reviewOpenings': 'Xem danh sách hồ sơ được mở khẩn cấp',
  'document.upload': 'Tải tệp lên',
  'identity.openCitizen': 'Mở tài khoản cho công dân',
  'identity.administer': 'Quản trị tài khoản',
  'report.read': 'Xem báo cáo',
  'organisation.change': 'Thay đổi tổ chức bộ máy',
  'calendar.change': 'Thay đổi lịch làm việc',
  'procedure.readDrafts': 'Xem bản thảo thủ tục',
  'procedure.change': 'Soạn thủ tục',
  'procedure.import': 'Nhập danh mục thủ tục',
  'procedure.publish': 'Ban hành thủ tục',
}
export const permissionName = (permission: string): string => PERMISSION_NAMES[permission] ?? permission

export const STATE_NAMES: Record<DelegationView['state'], string> = {
  coming: 'Chưa bắt đầu',
  running: 'Đang hiệu lực',
  over: 'Đã hết hạn',
  revoked: 'Đã thu hồi',
}
