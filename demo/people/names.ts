/** Names as they are usual among the peoples of the province. Combined at random: any real bearer is a coincidence. */
export type People = 'Kinh' | 'Tày' | 'Dao' | 'Cao Lan' | 'Mông' | 'Nùng' | 'Sán Dìu'

type Names = {
  /** Share of the province's inhabitants, per cent, rounded from general knowledge: for colour, not statistics. */
  share: number
  families: readonly string[]
  /** What stands between family and given name; '' for none. */
  middle: { male: readonly string[]; female: readonly string[] }
  given: { male: readonly string[]; female: readonly string[] }
}

const words = (text: string) => text.split(' ')

const lowland = {
  middle: {
    male: words('Văn Văn Văn Đức Minh Quang Xuân Ngọc Hữu Đình Công Mạnh Tuấn Thanh'),
    female: words('Thị Thị Thị Thị Thu Ngọc Thanh Bích Hồng Minh Kim Phương'),
  },
  given: {
    male: words(
      'Hùng Dũng Tuấn Thắng Cường Sơn Nam Hải Long Bình Hiếu Trung Kiên Quân Đạt Tùng Khánh Phong Việt Toàn Tiến Huy Thành Đông Lâm',
    ),
    female: words(
      'Hoa Hương Lan Huệ Thủy Hà Nga Hằng Hạnh Phương Trang Linh Thảo Mai Yến Nhung Loan Oanh Hiền Dung Liên Tuyết Ngân Vân Thơm',
    ),
  },
}

const upland = {
  middle: {
    male: words('Văn Văn Văn Đình Đức Quang Ngọc Xuân Tiến Trung'),
    female: words('Thị Thị Thị Thị Thị Thu Thúy Hồng'),
  },
  given: {
    male: words(
      'Páo Khiêm Tuyên Thái Luân Hiệu Chiến Thụ Nghiệp Khoa Sáng Tưởng Phúc Hợi Thân Dần Bằng Vượng Lưu Chức Quyết Toản Điệp Huấn',
    ),
    female: words(
      'Nhình Pham Mùi Lả Thiêm Thoa Nguyệt Chiên Hến Sen Đào Mận Nhâm Tươi Thiệp Xuyến Bắc Liễu Hợp Duyên Chanh Tâm Bưởi Ngọt',
    ),
  },
}

export const NAMES: Record<People, Names> = {
  Kinh: {
    share: 43,
    families: words(
      'Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Hoàng Vũ Đỗ Bùi Đặng Ngô Dương Phan Đào Lưu',
    ),
    ...lowland,
  },
  Tày: {
    share: 26,
    families: words('Hoàng Hoàng Ma Ma Nông Nông Hà Quan Chẩu Lương Lộc Triệu La Vi Nguyễn Quân'),
    ...lowland,
  },
  Dao: {
    share: 14,
    families: words('Bàn Bàn Bàn Triệu Triệu Đặng Đặng Lý Phùng Chúc Trương'),
    middle: {
      male: words('Văn Văn Tiến Kim Phúc Tài Hữu Thanh Xuân Nguyên'),
      female: words('Thị Thị Thị Mùi Kim Thu'),
    },
    given: upland.given,
  },
  'Cao Lan': { share: 9, families: words('Trần Hoàng Lâm Ninh Sầm Tiêu La Âu Đàm Lý'), ...upland },
  Mông: {
    share: 3,
    families: words('Giàng Sùng Vàng Thào Lý Hầu Vừ Cư Ma Hoàng Dương'),
    middle: { male: words('A A A Seo Văn Mí'), female: words('Thị Thị Thị') },
    given: {
      male: words('Páo Sính Dình Chúng Lử Sử Vàng Pháng Chứ Tủa Giống Pó Súng Thề Nỏ Lềnh Dơ Sò'),
      female: words('Mỷ Dợ Chá Sua Pà Máy Say Dính Xúa Lía Vá Chở Ly Dế Cở Súng'),
    },
  },
  Nùng: { share: 3, families: words('Nông Hoàng Lương Lục Vi Triệu Long Hứa Lù Vàng'), ...upland },
  'Sán Dìu': { share: 2, families: words('Ôn Lưu Trương Lý Từ Tạ Đỗ Diệp Trần Ninh'), ...upland },
}

/** Invented hamlets; the first parts are usual in the valleys of the Lô and Gâm. */
export const HAMLET_HEADS = words('Nà Bản Khuổi Pác Đồng Làng Khuôn Thâm Cây Lũng')
export const HAMLET_TAILS = words(
  'Mỏ Lình Cóc Đình Chùa Nhãn Trang Thượng Hạ Mới Luông Vài Pàu Khoang Sảo Quân Mạ Rịa',
)

/** What a company does, and invented proper names, so that none is an existing firm's on purpose. */
export const COMPANY_FORMS: readonly (readonly [string, number])[] = [
  ['Công ty TNHH', 5],
  ['Công ty TNHH Một thành viên', 4],
  ['Công ty Cổ phần', 3],
  ['Doanh nghiệp tư nhân', 2],
  ['Hợp tác xã', 2],
]
export const COMPANY_TRADES = [
  'Xây dựng và Thương mại',
  'Chè và Nông sản',
  'Chế biến Lâm sản',
  'Cơ khí và Vật liệu',
  'Vận tải',
  'Dịch vụ Du lịch',
  'Cam sành và Cây ăn quả',
  'Khai thác Đá',
  'Tư vấn Thiết kế',
  'May mặc',
  'Dược liệu',
  'Chăn nuôi',
]
export const COMPANY_NAMES = [
  'Ngàn Biếc',
  'Mây Lam',
  'Suối Trong',
  'Sao Ngàn',
  'Trúc Vàng',
  'Núi Hương',
  'Bến Sương',
  'Đá Hoa',
  'Thung Xanh',
  'Nắng Đèo',
  'Hoa Chuối Rừng',
  'Sóng Lô Giang',
  'Lá Cọ Non',
  'Gió Thượng Nguồn',
]
