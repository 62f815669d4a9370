import { KindNote } from '../../../../../web/ui/KindNote.tsx'

export function OrganisationEdit() {
  return <KindNote>Tên, mã số thuế có số kiểm tra, người đại diện theo pháp luật.</KindNote>
}
