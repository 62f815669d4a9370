import { KindNote } from '../../../../../web/ui/KindNote.tsx'

export function PersonEdit() {
  return (
    <KindNote>
      Họ tên, số định danh, ngày sinh, giới tính, nơi thường trú; quét mã QR trên thẻ căn cước thì tự điền.
    </KindNote>
  )
}
