import { KindNote } from '../../../../../web/ui/KindNote.tsx'

export function CommuneEdit() {
  return (
    <KindNote>
      Tên xã, phường, thị trấn viết tự do, dùng cho giấy tờ cũ. Với địa chỉ hiện nay, chọn loại “Địa chỉ”.
    </KindNote>
  )
}
