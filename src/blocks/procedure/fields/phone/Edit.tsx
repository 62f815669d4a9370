import { KindNote } from '../../../../../web/ui/KindNote.tsx'

export function PhoneEdit() {
  return <KindNote>Số di động hoặc cố định trong nước; viết +84 hay 0 đều nhận.</KindNote>
}
