import { FIELD_KINDS, type Field, type Pack } from '../../src/blocks/procedure/model/definition.ts'
import { shipped } from './shipped.ts'

/** Under no real procedure's code. */
export const EVERY_KIND = '9.000001'

const text = (vi: string) => ({ vi, en: vi })
const OPTIONS = [
  { value: 'new', label: { vi: 'Xây mới', en: 'New building' } },
  { value: 'repair', label: { vi: 'Sửa chữa', en: 'Repair' } },
  { value: 'move', label: { vi: 'Di dời', en: 'Moving' } },
]

/** One field of every kind there is, as an official would ask them. */
export const EVERY_FIELD: Field[] = [
  { key: 'houseName', kind: 'text', label: text('Tên công trình'), maxLength: 100 },
  { key: 'reason', kind: 'longText', label: text('Lý do đề nghị') },
  { key: 'floors', kind: 'number', label: text('Số tầng'), min: 1, max: 60 },
  { key: 'cost', kind: 'money', label: text('Chi phí dự kiến') },
  { key: 'begins', kind: 'date', label: text('Ngày khởi công') },
  { key: 'builtIn', kind: 'year', label: text('Năm xây nhà cũ'), requiredIf: false },
  { key: 'work', kind: 'choice', label: text('Loại công việc'), options: OPTIONS },
  { key: 'reasons', kind: 'choices', label: text('Hạng mục'), options: OPTIONS },
  { key: 'hasPlan', kind: 'yesNo', label: text('Đã có bản vẽ?') },
  {
    key: 'plan',
    kind: 'file',
    label: text('Bản vẽ'),
    showIf: 'answers.hasPlan = true',
    max: 2,
  },
  { key: 'owner', kind: 'person', label: text('Chủ nhà') },
  {
    key: 'formerId',
    kind: 'citizenId',
    label: text('Số định danh của người được ủy quyền'),
    requiredIf: false,
  },
  { key: 'company', kind: 'organisation', label: text('Đơn vị thi công') },
  { key: 'designerTax', kind: 'taxCode', label: text('Mã số thuế đơn vị thiết kế'), requiredIf: false },
  { key: 'contactPhone', kind: 'phone', label: text('Điện thoại liên hệ') },
  { key: 'contactMail', kind: 'email', label: text('Thư điện tử liên hệ'), requiredIf: false },
  { key: 'oldCommune', kind: 'commune', label: text('Tên xã ghi trên giấy tờ cũ'), requiredIf: false },
  { key: 'site', kind: 'address', label: text('Địa điểm xây dựng') },
  { key: 'point', kind: 'mapPoint', label: text('Vị trí công trình'), requiredIf: false },
  {
    key: 'plots',
    kind: 'group',
    label: text('Các thửa đất'),
    max: 5,
    fields: [
      { key: 'number', kind: 'text', label: text('Số thửa'), maxLength: 20 },
      { key: 'area', kind: 'number', label: text('Diện tích (m²)'), min: 1 },
      { key: 'since', kind: 'year', label: text('Sử dụng từ năm'), requiredIf: false },
      { key: 'place', kind: 'address', label: text('Nơi có thửa đất'), requiredIf: false },
    ],
  },
  {
    key: 'totalArea',
    kind: 'calculated',
    label: text('Tổng diện tích (m²)'),
    formula: 'sum(answers.plots.area)',
  },
  { key: 'agreed', kind: 'declaration', label: text('Tôi cam đoan những điều khai trên là đúng') },
]

/** A fictitious procedure that asks one field of every kind: what the kinds promise, they promise in a whole edition. */
export function everyKindPack(fields: readonly Field[] = EVERY_FIELD, code = EVERY_KIND): Pack {
  const model = shipped.find((each) => each.pack.code === '1.001686')!.raw as Pack
  return {
    ...structuredClone(model),
    code,
    definition: {
      ...structuredClone(model.definition),
      title: { vi: 'Thủ tục thử mọi loại mục khai', en: 'A procedure that asks every kind of field' },
      form: [
        {
          key: 'all',
          title: { vi: 'Nội dung khai', en: 'Your answers' },
          fields: structuredClone([...fields]),
        },
      ],
      documents: model.definition.documents.filter(({ key }) => ['result', 'refusal'].includes(key)),
      fees: [
        {
          key: 'areaFee',
          name: { vi: 'Phí theo diện tích', en: 'Fee by area' },
          kind: 'phí',
          formula: 'answers.totalArea * 1000',
          legalBasis: 'Nghị quyết thử',
        },
      ],
    },
  }
}

if (new Set(EVERY_FIELD.map((field) => field.kind)).size !== FIELD_KINDS.length)
  throw new Error('some kind of field has no field in every-kind.ts')
