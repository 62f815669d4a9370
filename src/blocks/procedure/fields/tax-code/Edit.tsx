import { KindNote } from '../../../../../web/ui/KindNote.tsx'

export function TaxCodeEdit() {
  return <KindNote>Mã 10 số có số kiểm tra, mã chi nhánh 13 số, hoặc 12 số định danh của cá nhân.</KindNote>
}
