import { plain } from '../../../../kernel/vietnamese.ts'
import type { Field } from '../../model/definition.ts'
import { type Kind, label, type Parts, sharedMessage } from '../kind.ts'
import { resolved } from './resolve.ts'

const PARTS: Field[] = [
  {
    key: 'detail',
    kind: 'text',
    label: { vi: 'Số nhà, đường, thôn, tổ dân phố', en: 'House number, street, hamlet' },
    requiredIf: false,
    maxLength: 300,
  },
  {
    key: 'commune',
    kind: 'text',
    label: { vi: 'Xã, phường', en: 'Commune' },
    help: {
      vi: 'Gõ tên hiện nay hoặc tên cũ, ví dụ xã Tràng Đà',
      en: 'Its name today or before, for example xã Tràng Đà',
    },
    maxLength: 200,
  },
  {
    key: 'province',
    kind: 'text',
    label: { vi: 'Tỉnh, thành phố', en: 'Province' },
    requiredIf: false,
    maxLength: 100,
  },
  // Not asked: found from the commune's name, or picked when the name means several.
  { key: 'code', kind: 'text', label: { vi: 'Mã xã, phường', en: 'Commune code' }, requiredIf: false },
  { key: 'former', kind: 'text', label: { vi: 'Tên trước đây', en: 'Former name' }, requiredIf: false },
]

/**
 * An address by today's communes. Within the province its commune is known by GSO code, found from today's name or from
 * a former one, which is kept beside; elsewhere the province is named and the commune is as typed.
 */
export const address: Kind = {
  kind: 'address',
  parts: () => PARTS,
  standsAt: { code: 'commune', former: 'commune' },
  schema: (_field, inside) => ({
    ...inside,
    properties: {
      ...(inside?.properties as object),
      commune: { type: 'string', minLength: 2, maxLength: 200 },
      code: { type: 'string', format: 'communeCode' },
    },
    if: { properties: { commune: true, province: false }, required: ['commune'] },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own word
    then: { properties: { code: true }, required: ['code'] },
  }),
  read: (parts, _field, knowing) => resolved(parts as Parts, knowing?.places),
  show(value, _field, lang) {
    if (value === null || typeof value !== 'object') return String(value ?? '')
    const { detail, commune, province, former } = value as Parts
    const before = lang === 'en' ? 'formerly' : 'trước đây là'
    const where = [detail, commune, province].filter(Boolean).join(', ')
    return former && plain(String(former)) !== plain(String(commune))
      ? `${where} (${before} ${former})`
      : where
  },
  message(error, field) {
    if (error.part === 'code')
      return `${label(field)}: chưa rõ là xã, phường nào. Hãy chọn trong các tên gợi ý, hoặc chọn đúng tỉnh nếu ở nơi khác.`
    if (error.keyword === 'required') return `Chưa có ${label(field)}. Hãy ghi xã, phường và tỉnh.`
    return sharedMessage(error, field, `${label(field)} phải có xã, phường và tỉnh. Hãy nhập lại.`)
  },
  formats: { communeCode: (text) => /^\d{5}$/.test(text) },
}
