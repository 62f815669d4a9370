import { type Kind, label, oneLine, sharedMessage } from '../kind.ts'

const EARLIEST = 1880
const LATEST = 2200

/** A year of four digits: of birth when no paper tells the day, of building, of graduation. */
export const year: Kind = {
  kind: 'year',
  schema: (field) => ({ type: 'integer', minimum: field.min ?? EARLIEST, maximum: field.max ?? LATEST }),
  read(raw) {
    const text = oneLine(raw)
    const digits = text?.replace(/^năm\s+/i, '')
    return digits && /^\d{1,4}$/.test(digits) ? Number(digits) : text
  },
  // Never grouped: 1990, not 1.990.
  show: (value) => String(value ?? ''),
  message(error, field) {
    if (error.keyword === 'minimum' || error.keyword === 'maximum')
      return `${label(field)} phải là năm từ ${field.min ?? EARLIEST} đến ${field.max ?? LATEST}. Hãy kiểm tra lại.`
    return sharedMessage(
      error,
      field,
      `${label(field)} phải là một năm gồm 4 chữ số, ví dụ 1990. Hãy nhập lại.`,
    )
  },
}
