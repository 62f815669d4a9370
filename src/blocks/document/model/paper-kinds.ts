import { plain } from '../../../kernel/vietnamese.ts'
import type { ProposedField } from './scan.ts'

type Shape = ProposedField['shape']
export type KindField = {
  key: string
  label: string
  shape: Shape
  /** Words the value stands behind on the paper, without diacritics; the first that is found counts. */
  after: readonly string[]
}
export type PaperKind = {
  key: string
  name: string
  /** Words of its title, without diacritics: on the paper itself and in what procedures call it. */
  titles: readonly string[]
  fields: readonly KindField[]
}

const field = (key: string, label: string, shape: Shape, ...after: string[]): KindField => ({
  key,
  label,
  shape,
  after,
})
/** What every official paper bears: its number or symbol, where it was issued and when. */
const NUMBER = field('number', 'Số, ký hiệu', 'documentNumber', 'so', 'so:')
const ISSUER = field('issuer', 'Cơ quan cấp', 'agency', 'co quan cap', 'noi cap', 'noi dang ky')
const ISSUED = field(
  'issuedOn',
  'Ngày cấp',
  'date',
  'ngay cap',
  'ngay dang ky',
  'cap ngay',
  'ngay, thang, nam cap',
)
const UNTIL = field('validUntil', 'Có giá trị đến', 'date', 'co gia tri den', 'gia tri den')
const NAME = field(
  'name',
  'Họ và tên',
  'name',
  'ho, chu dem, ten',
  'ho va ten',
  'ho ten',
  'ong (ba)',
  'ong/ba',
)
const CITIZEN = field(
  'citizenNumber',
  'Số định danh cá nhân',
  'citizenNumber',
  'so dinh danh ca nhan',
  'so dinh danh',
  'so can cuoc cong dan',
  'so can cuoc',
  'can cuoc so',
  'so/no',
  'cccd',
)
const BORN = field(
  'birthDate',
  'Ngày sinh',
  'date',
  'ngay, thang, nam sinh',
  'ngay thang nam sinh',
  'ngay sinh',
  'sinh ngay',
)

/** The kinds of paper people bring again and again; rules are data, and a kind nobody listed is `other`. */
export const PAPER_KINDS: readonly PaperKind[] = [
  {
    key: 'birthCertificate',
    name: 'Giấy khai sinh',
    titles: ['giay khai sinh'],
    fields: [NUMBER, NAME, BORN, CITIZEN, ISSUER, ISSUED],
  },
  {
    key: 'marriageCertificate',
    name: 'Giấy chứng nhận kết hôn',
    titles: ['chung nhan ket hon', 'dang ky ket hon'],
    fields: [
      NUMBER,
      field('name', 'Họ và tên vợ', 'name', 'ho, chu dem, ten vo', 'ho va ten vo'),
      field('husband', 'Họ và tên chồng', 'name', 'ho, chu dem, ten chong', 'ho va ten chong'),
      CITIZEN,
      ISSUER,
      ISSUED,
    ],
  },
  {
    key: 'singleStatus',
    name: 'Giấy xác nhận tình trạng hôn nhân',
    titles: ['xac nhan tinh trang hon nhan', 'tinh trang hon nhan'],
    fields: [NUMBER, NAME, BORN, CITIZEN, ISSUER, ISSUED, UNTIL],
  },
  {
    key: 'birthProof',
    name: 'Giấy chứng sinh',
    titles: ['giay chung sinh'],
    fields: [
      NUMBER,
      field('name', 'Họ và tên mẹ', 'name', 'ho va ten me', 'ho, chu dem, ten me'),
      CITIZEN,
      ISSUER,
      ISSUED,
    ],
  },
  {
    key: 'citizenCard',
    name: 'Thẻ căn cước',
    titles: ['can cuoc cong dan', 'the can cuoc', 'can cuoc'],
    fields: [CITIZEN, NAME, BORN, ISSUED, UNTIL],
  },
  {
    key: 'landCertificate',
    name: 'Giấy chứng nhận quyền sử dụng đất',
    titles: ['chung nhan quyen su dung dat', 'quyen so huu nha o va tai san'],
    fields: [NUMBER, NAME, CITIZEN, ISSUER, ISSUED],
  },
  {
    key: 'businessLicence',
    name: 'Giấy chứng nhận đăng ký kinh doanh',
    titles: ['chung nhan dang ky ho kinh doanh', 'chung nhan dang ky doanh nghiep', 'dang ky kinh doanh'],
    fields: [NUMBER, NAME, CITIZEN, ISSUER, ISSUED],
  },
  {
    key: 'diploma',
    name: 'Văn bằng, chứng chỉ',
    titles: ['bang tot nghiep', 'van bang', 'chung chi', 'bang cu nhan'],
    fields: [NUMBER, NAME, BORN, ISSUER, ISSUED, UNTIL],
  },
]
export const OTHER_KIND: PaperKind = {
  key: 'other',
  name: 'Giấy tờ khác',
  titles: [],
  fields: [NUMBER, NAME, BORN, CITIZEN, ISSUER, ISSUED, UNTIL],
}

const byKey = new Map([...PAPER_KINDS, OTHER_KIND].map((kind) => [kind.key, kind]))

/** A paper nobody listed has the kind of its own title, so that it is found again by it. */
export function kindOfTitle(title: string): { key: string } {
  const words = plain(title)
  const found = firstOf(words)
  return found ? { key: found.key } : { key: `other:${words.slice(0, 200)}` }
}

/** The kind whose title a text speaks of; where it names two, the one it names first. */
function firstOf(words: string): PaperKind | undefined {
  let best: { at: number; kind: PaperKind } | undefined
  for (const kind of PAPER_KINDS)
    for (const title of kind.titles) {
      const at = words.indexOf(title)
      if (at >= 0 && (!best || at < best.at)) best = { at, kind }
    }
  return best?.kind
}

export function kindByKey(key: string): PaperKind {
  return byKey.get(key) ?? OTHER_KIND
}

/** Is this a kind a paper can be kept under? */
export function isKind(key: string): boolean {
  return byKey.has(key) ? key !== 'other' : /^other:.+/.test(key)
}

export function kindNameOf(key: string): string {
  return kindByKey(key).name
}
