import { KindNote } from '../../../../../web/ui/KindNote.tsx'

export function AddressEdit() {
  return <KindNote>Số nhà, xã phường hiện nay và tỉnh. Gõ tên xã cũ thì được báo nay thuộc đâu.</KindNote>
}
