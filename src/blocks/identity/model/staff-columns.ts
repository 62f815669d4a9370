/** The columns of a staff sheet, as people head them; matched without diacritics and case. */
export const STAFF_COLUMNS = {
  name: 'Họ tên',
  userName: 'Tên đăng nhập',
  email: 'Thư điện tử',
  agency: 'Cơ quan',
  title: 'Chức danh',
  roles: 'Vai trò',
  from: 'Từ ngày',
} as const
export type StaffColumn = keyof typeof STAFF_COLUMNS
