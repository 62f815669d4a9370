import { KindNote } from '../../../../../web/ui/KindNote.tsx'

export function YesNoEdit() {
  return <KindNote>Người dân chọn Có hoặc Không.</KindNote>
}
