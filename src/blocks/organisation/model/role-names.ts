/** The parts of the work as officers call them: on screens, and in the sheets that staff are imported from. */
export const ROLE_NAMES: Record<string, string> = {
  counter: 'Tiếp nhận một cửa',
  specialist: 'Chuyên viên',
  head: 'Trưởng phòng',
  leader: 'Lãnh đạo cơ quan',
  consulted: 'Cơ quan được lấy ý kiến',
  cashier: 'Thu phí, lệ phí',
  officeSpecialist: 'Chuyên viên Văn phòng UBND tỉnh',
  provinceLeader: 'Lãnh đạo UBND tỉnh',
  director: 'Giám đốc Trung tâm',
  administrator: 'Quản trị hệ thống',
  designer: 'Soạn thủ tục',
  approver: 'Duyệt thủ tục',
}

/** What a permission opens, as a screen says it; one that a later release brings shows its code. */
export const PERMISSION_NAMES: Record<string, string> = {
  'audit.read': 'Xem nhật ký truy vết',
  'calendar.change': 'Đặt lịch làm việc',
  'document.upload': 'Tải tệp lên',
  'dossier.answerDataQuestion': 'Trả lời câu hỏi về dữ liệu cá nhân',
  'dossier.assign': 'Phân công hồ sơ',
  'dossier.move': 'Xử lý hồ sơ',
  'dossier.overrideCorrection': 'Cho bổ sung quá số lần',
  'dossier.read': 'Xem hồ sơ',
  'dossier.receive': 'Tiếp nhận hồ sơ',
  'identity.administer': 'Quản trị tài khoản',
  'identity.openCitizen': 'Lập tài khoản cho người dân',
  'organisation.change': 'Quản trị tổ chức, vị trí, quyền',
  'procedure.change': 'Soạn thủ tục',
  'procedure.import': 'Nhập danh mục thủ tục',
  'procedure.publish': 'Ban hành thủ tục',
  'procedure.readDrafts': 'Xem bản thảo thủ tục',
  'report.read': 'Xem báo cáo',
}

export const SCOPE_NAMES: Record<string, string> = {
  own: 'của chính mình',
  assigned: 'việc được giao',
  agency: 'cơ quan mình',
  subtree: 'cơ quan mình và cấp dưới',
  all: 'toàn tỉnh',
}
