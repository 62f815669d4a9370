import { formatNumber } from '../../../../kernel/vietnamese.ts'
import { type Kind, label, oneLine, readNumber, sharedMessage } from '../kind.ts'

export const number: Kind = {
  kind: 'number',
  schema: (field) => ({ type: 'number', minimum: field.min ?? -1e12, maximum: field.max ?? 1e12 }),
  read(raw) {
    const text = oneLine(raw)
    return text === undefined ? undefined : (readNumber(text) ?? text)
  },
  show(value, _field, lang) {
    if (typeof value !== 'number') return String(value ?? '')
    return lang === 'en' ? value.toLocaleString('en-GB', { maximumFractionDigits: 3 }) : formatNumber(value)
  },
  message(error, field) {
    if (error.keyword === 'minimum')
      return `${label(field)} phải từ ${formatNumber(error.limit ?? 0)} trở lên. Hãy kiểm tra lại con số.`
    if (error.keyword === 'maximum')
      return `${label(field)} không được quá ${formatNumber(error.limit ?? 0)}. Hãy kiểm tra lại con số.`
    return sharedMessage(
      error,
      field,
      `${label(field)} phải là một con số, ví dụ 2 hoặc 120,5. Hãy nhập lại, không kèm đơn vị.`,
    )
  },
}
