import { formatMoney } from '../../../../kernel/vietnamese.ts'
import { type Kind, label, oneLine, readNumber, sharedMessage } from '../kind.ts'

/** Integer đồng. */
export const money: Kind = {
  kind: 'money',
  schema: (field) => ({ type: 'integer', minimum: field.min ?? 0, maximum: field.max ?? 1e15 }),
  read(raw) {
    const text = oneLine(raw)
    if (text === undefined) return undefined
    const amount = text.replace(/\s*(đồng|vnđ|vnd|đ)\.?$/i, '')
    // In an amount a comma groups as often as a dot does; there is no part of a đồng.
    const grouped = /^-?\d{1,3}(,\d{3})+$/.test(amount) ? amount.replaceAll(',', '.') : amount
    return readNumber(grouped) ?? text
  },
  show(value, _field, lang) {
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) return String(value ?? '')
    return lang === 'en' ? `${value.toLocaleString('en-GB')} VND` : formatMoney(value)
  },
  message(error, field) {
    if (error.keyword === 'minimum')
      return `${label(field)} phải từ ${formatMoney(error.limit ?? 0)} trở lên. Hãy kiểm tra lại số tiền.`
    if (error.keyword === 'maximum')
      return `${label(field)} không được quá ${formatMoney(error.limit ?? 0)}. Hãy kiểm tra lại số tiền.`
    return sharedMessage(
      error,
      field,
      `${label(field)} phải là số tiền tính bằng đồng, không có phần lẻ, ví dụ 1.500.000. Hãy nhập lại.`,
    )
  },
}
