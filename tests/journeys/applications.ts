import type { Intake } from './officer.ts'

/** Two fictitious people with their requests, at the counter of the Department of Agriculture and Environment. */
const pledge = 'true'

export const REGISTER_COPY: Intake = {
  card: '008199000321||Nông Thị Mùi|05091999|Nữ|Tổ 3, Phường Minh Xuân, Tỉnh Tuyên Quang|10062021',
  phone: '0912345678',
  words: 'cap ban sao tu so goc',
  agency: 'H60.21',
  answers: {
    relation: 'self',
    holderName: 'Nông Thị Mùi',
    paperName: 'Giấy chứng nhận bồi dưỡng nghiệp vụ thú y',
    issuedYear: '2019',
    copies: '2',
    pledge,
  },
  papers: [],
}

export const VETERINARY_SHOP: Intake = {
  card: '008092000456||Bàn Văn Khiêm|12031992|Nam|Thôn Nà Tông, Xã Thượng Lâm, Tỉnh Tuyên Quang|10062021',
  phone: '0987654321',
  words: 'buon ban thuoc thu y',
  agency: 'H60.21',
  answers: {
    applicantKind: 'person',
    shopName: 'Cửa hàng thuốc thú y Nà Tông',
    shopAddress: 'Nà Tông',
    shopCommune: 'Xã Thượng Lâm',
    shopArea: '24',
    goods: 'medicine',
    expertName: 'Bàn Văn Khiêm',
    licenceNumber: 'TQ-0042',
    licenceUntil: '31/12/2030',
    pledge,
  },
  papers: [
    'Đơn đăng ký kiểm tra điều kiện buôn bán thuốc thú y',
    'Bản thuyết minh chi tiết cơ sở vật chất, kỹ thuật',
    'Chứng chỉ hành nghề thú y',
  ],
}
