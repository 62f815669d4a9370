import type { Field } from '../../model/definition.ts'
import { date } from '../date/kind.ts'
import { type Kind, type Lang, label, type Parts, sharedMessage } from '../kind.ts'
import { CARD, withCard } from './card.ts'

const SEX: Field['options'] = [
  { value: 'male', label: { vi: 'Nam', en: 'Male' } },
  { value: 'female', label: { vi: 'Nữ', en: 'Female' } },
]
const PARTS: Field[] = [
  { key: 'name', kind: 'text', label: { vi: 'Họ và tên', en: 'Full name' }, maxLength: 200 },
  {
    key: 'citizenNumber',
    kind: 'citizenId',
    label: { vi: 'Số định danh cá nhân', en: 'Personal identification number' },
    help: { vi: '12 chữ số trên thẻ căn cước', en: '12 digits on the identity card' },
  },
  { key: 'birthDate', kind: 'date', label: { vi: 'Ngày sinh', en: 'Date of birth' } },
  { key: 'sex', kind: 'choice', label: { vi: 'Giới tính', en: 'Sex' }, options: SEX },
  {
    key: 'address',
    kind: 'text',
    label: { vi: 'Nơi thường trú', en: 'Permanent residence' },
    requiredIf: false,
    maxLength: 500,
  },
]

/** A person as their identity card tells: typed, or read from the card's QR text. */
export const person: Kind = {
  kind: 'person',
  parts: () => PARTS,
  extras: [CARD],
  open: withCard,
  schema: (_field, inside) => inside ?? {},
  read: (parts) => parts,
  show(value, _field, lang) {
    if (value === null || typeof value !== 'object') return String(value ?? '')
    const { name, citizenNumber, birthDate, sex, address } = value as Parts
    const t = (vi: string, en: string) => (lang === 'en' ? en : vi)
    return [
      name,
      birthDate && `${t('sinh ngày', 'born')} ${shownDate(birthDate, lang)}`,
      sex && shownSex(sex, lang),
      citizenNumber && `${t('số định danh', 'ID number')} ${citizenNumber}`,
      address && `${t('thường trú', 'resident at')} ${address}`,
    ]
      .filter(Boolean)
      .join(', ')
  },
  message(error, field) {
    if (error.part === CARD)
      return `${label(field)}: nội dung mã QR không phải của thẻ căn cước. Hãy quét lại, hoặc xóa ô này và nhập tay.`
    if (error.keyword === 'required')
      return `Chưa có ${label(field)}. Hãy khai họ tên và giấy tờ của người này.`
    return sharedMessage(
      error,
      field,
      `${label(field)} phải gồm họ tên, số định danh, ngày sinh và giới tính. Hãy nhập lại.`,
    )
  },
}

function shownDate(value: unknown, lang: Lang): string {
  return date.show(value, PARTS[2]!, lang)
}

function shownSex(value: unknown, lang: Lang): string {
  const option = SEX?.find((each) => each.value === value)
  return (lang === 'en' ? option?.label.en : option?.label.vi) ?? String(value)
}
