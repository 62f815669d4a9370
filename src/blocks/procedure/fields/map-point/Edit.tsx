import { KindNote } from '../../../../../web/ui/KindNote.tsx'

export function MapPointEdit() {
  return <KindNote>Vĩ độ và kinh độ trong lãnh thổ Việt Nam; điện thoại có thể lấy vị trí hiện tại.</KindNote>
}
