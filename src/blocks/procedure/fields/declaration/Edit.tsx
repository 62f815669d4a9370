import { KindNote } from '../../../../../web/ui/KindNote.tsx'

export function DeclarationEdit() {
  return <KindNote>Câu cam đoan là nhãn của mục này; phải đánh dấu mới nộp được.</KindNote>
}
