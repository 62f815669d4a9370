import type {
  ClockRule,
  Effect,
  Move,
  Need,
  Role,
  State,
} from '../../../../src/blocks/procedure/model/definition.ts'

/** The glossary's terms, as lists in the designer offer them. */
export const PHASES: Record<State['phase'], string> = {
  intake: 'Đang tiếp nhận',
  working: 'Đang giải quyết',
  waiting: 'Đang chờ',
  closed: 'Đã kết thúc',
}

export const CLOCKS: Record<State['clock'], string> = {
  none: 'Chưa tính thời hạn',
  runs: 'Đang tính thời hạn',
  paused: 'Tạm dừng thời hạn',
  stopped: 'Thôi tính thời hạn',
}

export const ROLES: Record<Role, string> = {
  counter: 'Cán bộ tiếp nhận',
  specialist: 'Chuyên viên',
  head: 'Trưởng phòng',
  leader: 'Lãnh đạo cơ quan',
  provinceLeader: 'Lãnh đạo UBND tỉnh',
  officeSpecialist: 'Chuyên viên Văn phòng UBND tỉnh',
  consulted: 'Cơ quan được lấy ý kiến',
  cashier: 'Cán bộ thu phí, lệ phí',
  system: 'Hệ thống chuyên ngành',
  applicant: 'Người nộp hồ sơ',
}

export const HOLDERS: Record<State['holder'], string> = {
  desk: 'Bộ phận Một cửa nơi nhận',
  agency: 'Cơ quan giải quyết',
  consulted: 'Cơ quan được lấy ý kiến',
  province: 'Ủy ban nhân dân tỉnh',
  returnDesk: 'Nơi trả kết quả',
  applicant: 'Người nộp hồ sơ',
  system: 'Hệ thống chuyên ngành',
}

export const KINDS: Record<Move['kind'], string> = {
  accept: 'Tiếp nhận hồ sơ',
  refuseIntake: 'Từ chối tiếp nhận',
  askIntakeCorrection: 'Yêu cầu bổ sung trước khi tiếp nhận',
  answerCorrection: 'Nộp bổ sung',
  transfer: 'Chuyển đến cơ quan giải quyết',
  assign: 'Phân công xử lý',
  claim: 'Nhận việc',
  draftCorrection: 'Dự thảo yêu cầu bổ sung',
  signCorrection: 'Ký yêu cầu bổ sung',
  sendCorrection: 'Gửi yêu cầu bổ sung',
  propose: 'Trình phương án giải quyết',
  forward: 'Chuyển bước tiếp theo',
  back: 'Trả lại bước trước',
  sign: 'Ký, ban hành kết quả',
  consult: 'Lấy ý kiến cơ quan khác',
  opinion: 'Cho ý kiến',
  requestPayment: 'Thông báo nộp phí, lệ phí',
  confirmPayment: 'Xác nhận đã nộp phí, lệ phí',
  sendToSystem: 'Chuyển sang hệ thống chuyên ngành',
  systemReply: 'Hệ thống chuyên ngành trả kết quả',
  handOver: 'Trả kết quả',
  withdraw: 'Rút hồ sơ',
  stop: 'Dừng giải quyết',
  apologise: 'Xin lỗi và hẹn lại ngày trả',
  reopen: 'Mở lại hồ sơ',
  partsGranted: 'Mọi phần liên thông được giải quyết',
  partsMixed: 'Một số phần liên thông được giải quyết',
  partsRefused: 'Không phần liên thông nào được giải quyết',
  partWaits: 'Một phần liên thông chờ người nộp',
  partGoesOn: 'Phần liên thông làm tiếp',
}

export const NEEDS: Record<Need, string> = {
  note: 'Ý kiến, lý do',
  documents: 'Giấy tờ kèm theo',
  assignee: 'Người được phân công',
  items: 'Các mục cần sửa',
  payment: 'Số tiền đã thu',
  resultNumber: 'Số của kết quả',
  dueAt: 'Ngày hẹn trả mới',
  consultedAgency: 'Cơ quan được lấy ý kiến',
  resultDraft: 'Dự thảo kết quả',
  recipient: 'Người nhận kết quả',
}

export const EFFECTS: Record<Effect['kind'], string> = {
  notify: 'Báo cho người nộp',
  issueDocument: 'Ban hành giấy tờ',
  charge: 'Lập khoản thu',
  openChild: 'Mở một phần hồ sơ liên thông',
}

export const UNITS: Record<ClockRule['unit'], string> = {
  workingHours: 'giờ làm việc',
  workingDays: 'ngày làm việc',
  calendarDays: 'ngày (cả ngày nghỉ)',
  sameDay: 'trong ngày làm việc',
}
