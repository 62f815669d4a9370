import type { Field } from '../../model/definition.ts'
import { type Kind, label, type Parts, sharedMessage } from '../kind.ts'

const PARTS: Field[] = [
  { key: 'name', kind: 'text', label: { vi: 'Tên tổ chức', en: 'Name of the organisation' }, maxLength: 300 },
  { key: 'taxCode', kind: 'taxCode', label: { vi: 'Mã số thuế', en: 'Tax code' } },
  {
    key: 'representative',
    kind: 'text',
    label: { vi: 'Người đại diện theo pháp luật', en: 'Legal representative' },
    maxLength: 200,
  },
]

/** An organisation or company: its name, its tax code with a right check digit, who stands for it. */
export const organisation: Kind = {
  kind: 'organisation',
  parts: () => PARTS,
  schema: (_field, inside) => inside ?? {},
  read: (parts) => parts,
  show(value, _field, lang) {
    if (value === null || typeof value !== 'object') return String(value ?? '')
    const { name, taxCode, representative } = value as Parts
    const t = (vi: string, en: string) => (lang === 'en' ? en : vi)
    return [
      name,
      taxCode && `${t('mã số thuế', 'tax code')} ${taxCode}`,
      representative && `${t('người đại diện', 'represented by')} ${representative}`,
    ]
      .filter(Boolean)
      .join(', ')
  },
  message: (error, field) =>
    error.keyword === 'required'
      ? `Chưa có ${label(field)}. Hãy khai tên, mã số thuế và người đại diện.`
      : sharedMessage(
          error,
          field,
          `${label(field)} phải gồm tên, mã số thuế và người đại diện. Hãy nhập lại.`,
        ),
}
