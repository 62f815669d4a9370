import type { Intake } from './officer.ts'

/** Two fictitious people with their requests, as they stand at the counter of the Department of Justice. */
const pledge = 'true'

export const CIVIL_STATUS_COPY: Intake = {
  card: '008199000321||Nông Thị Mùi|05091999|Nữ|Tổ 3, Phường Minh Xuân, Tỉnh Tuyên Quang|10062021',
  phone: '0912345678',
  words: 'ban sao trich luc ho tich',
  answers: {
    onBehalf: 'false',
    eventKind: 'birth',
    subjectName: 'Nông Thị Mùi',
    registeredAt: 'Xã Tràng Đà',
    copies: '2',
    pledge,
  },
  papers: [],
}

export const CRIMINAL_RECORD: Intake = {
  card: '008092000456||Bàn Văn Khiêm|12031992|Nam|Thôn Nà Tông, Xã Thượng Lâm, Tỉnh Tuyên Quang|10062021',
  phone: '0987654321',
  words: 'phieu ly lich tu phap',
  answers: {
    sex: 'male',
    birthPlace: 'Tuyên Quang',
    nationality: 'Việt Nam',
    certificateKind: 'no1',
    onBehalf: 'false',
    showBan: 'false',
    copies: '1',
    purpose: 'Xin việc làm',
    residences: 'Từ năm 2006 đến nay: Thôn Nà Tông, làm ruộng',
    convicted: 'false',
    feeGroup: 'normal',
    pledge,
  },
  papers: ['Tờ khai yêu cầu cấp Phiếu lý lịch tư pháp', 'Bản sao thẻ căn cước hoặc hộ chiếu'],
}
