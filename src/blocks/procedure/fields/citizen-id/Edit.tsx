import { KindNote } from '../../../../../web/ui/KindNote.tsx'

export function CitizenIdEdit() {
  return <KindNote>Đúng 12 chữ số, kiểm tra cấu trúc: nơi đăng ký khai sinh, giới tính, năm sinh.</KindNote>
}
