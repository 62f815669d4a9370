/** A fictitious procedure, as an official would fill it into the tables of steps and moves. */
export const CODE = '1.999001'
export const TITLE = 'Đăng ký tham quan vườn giống chè'

type Row = Record<string, string | string[]>
export const STATES: Row[] = [
  {
    'name.vi': 'Chờ tiếp nhận',
    'citizenText.vi': 'Hồ sơ chờ được tiếp nhận',
    status: '1 – Mới đăng ký',
    phase: 'Đang tiếp nhận',
    clock: 'Chưa tính thời hạn',
    role: 'Cán bộ tiếp nhận',
    holder: 'Bộ phận Một cửa nơi nhận',
  },
  {
    'name.vi': 'Đang xem xét',
    'citizenText.vi': 'Sở đang xem xét',
    status: '4 – Đang xử lý',
    phase: 'Đang giải quyết',
    clock: 'Đang tính thời hạn',
    role: 'Chuyên viên',
    holder: 'Cơ quan giải quyết',
    allowanceHours: '16',
  },
  {
    'name.vi': 'Chờ ký',
    'citizenText.vi': 'Lãnh đạo Sở đang ký',
    status: '4 – Đang xử lý',
    phase: 'Đang giải quyết',
    clock: 'Đang tính thời hạn',
    role: 'Lãnh đạo cơ quan',
    holder: 'Cơ quan giải quyết',
    allowanceHours: '4',
  },
  {
    'name.vi': 'Đã có kết quả',
    'citizenText.vi': 'Đã có kết quả, mời đến nhận',
    status: '9 – Đã xử lý xong',
    phase: 'Đang chờ',
    clock: 'Thôi tính thời hạn',
    role: 'Cán bộ tiếp nhận',
    holder: 'Nơi trả kết quả',
  },
  {
    'name.vi': 'Đã trả',
    'citizenText.vi': 'Đã trả kết quả',
    status: '10 – Đã trả kết quả',
    phase: 'Đã kết thúc',
    clock: 'Thôi tính thời hạn',
    role: 'Không giao cho ai (đã kết thúc)',
    holder: 'Nơi trả kết quả',
  },
]
/** Five moves, one branch: approval or rejection. The signature leads back by mistake; the check finds it. */
export const MOVES: Row[] = [
  {
    'name.vi': 'Tiếp nhận hồ sơ',
    kind: 'Tiếp nhận hồ sơ',
    from: ['Chờ tiếp nhận'],
    to: 'Đang xem xét',
    who: ['Cán bộ tiếp nhận'],
  },
  {
    'name.vi': 'Đề xuất cho tham quan',
    kind: 'Trình phương án giải quyết',
    from: ['Đang xem xét'],
    to: 'Chờ ký',
    who: ['Chuyên viên'],
    outcome: 'Được tham quan',
    needs: ['Dự thảo kết quả'],
  },
  {
    'name.vi': 'Đề xuất từ chối',
    kind: 'Trình phương án giải quyết',
    from: ['Đang xem xét'],
    to: 'Chờ ký',
    who: ['Chuyên viên'],
    outcome: 'Không bố trí được',
    needs: ['Ý kiến, lý do', 'Dự thảo kết quả'],
  },
  {
    'name.vi': 'Ký giấy hẹn',
    kind: 'Ký, ban hành kết quả',
    from: ['Chờ ký'],
    to: 'Đang xem xét',
    who: ['Lãnh đạo cơ quan'],
  },
  {
    'name.vi': 'Trả kết quả',
    kind: 'Trả kết quả',
    from: ['Đã có kết quả'],
    to: 'Đã trả',
    who: ['Cán bộ tiếp nhận'],
    needs: ['Người nhận kết quả'],
  },
]
