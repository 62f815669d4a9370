import { plain } from '../../../../kernel/vietnamese.ts'
import type { Definition } from '../definition.ts'

type LifeEvent = Definition['lifeEvents'][number]

/** Words of a title or field that tell when in life people meet the procedure. */
const TOLD: readonly (readonly [LifeEvent, RegExp])[] = [
  ['birth', /khai sinh|nhan cha|nuoi con nuoi|giam ho|thai san|sinh con/],
  ['marriage', /ket hon|ly hon|tinh trang hon nhan/],
  ['death', /khai tu|mai tang|tu tuat|di san|di chuc/],
  ['home', /thuong tru|tam tru|cu tru|nha o|so nha/],
  ['land', /dat dai|quyen su dung dat|thua dat/],
  ['business', /doanh nghiep|ho kinh doanh|hop tac xa|dau tu|du dieu kien (kinh doanh|buon ban)/],
  ['driving', /lai xe|phuong tien|dang ky xe|duong bo/],
  ['papers', /can cuoc|ho chieu|chung thuc|trich luc|ban sao|ly lich tu phap|van bang/],
  ['support', /tro cap|tro giup|ho tro|bao tro|nguoi co cong|khuyet tat|ngheo|bhxh|bao hiem|bhyt/],
  ['work', /viec lam|lao dong|that nghiep|hanh nghe|chung chi/],
]

/** The life events a procedure belongs to, by its title and field. */
export function lifeEventsOf(title: string, field: string): LifeEvent[] {
  const said = ` ${plain(title)} ${plain(field)} `
  return TOLD.filter(([, pattern]) => pattern.test(said)).map(([event]) => event)
}
