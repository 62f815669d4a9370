import { KindNote } from '../../../../../web/ui/KindNote.tsx'

export function DateEdit() {
  return <KindNote>Ngày có thật, gõ theo ngày/tháng/năm.</KindNote>
}
