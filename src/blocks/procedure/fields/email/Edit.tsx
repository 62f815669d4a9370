import { KindNote } from '../../../../../web/ui/KindNote.tsx'

export function EmailEdit() {
  return <KindNote>Địa chỉ có dạng ten@noinhan.vn.</KindNote>
}
