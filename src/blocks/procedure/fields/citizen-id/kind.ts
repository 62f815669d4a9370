import { parseCitizenNumber } from '../../../../kernel/identifiers.ts'
import { type Kind, label, oneLine, sharedMessage } from '../kind.ts'

/** The 12 digits of a citizen number (Nghị định 137/2015/NĐ-CP). */
export const citizenId: Kind = {
  kind: 'citizenId',
  schema: () => ({ type: 'string', maxLength: 12, format: 'citizenNumber' }),
  read(raw) {
    const text = oneLine(raw)
    const digits = text?.replace(/[\s.]/g, '')
    return digits && /^\d+$/.test(digits) ? digits : text
  },
  show: (value) => String(value ?? ''),
  message: (error, field) =>
    error.keyword === 'required'
      ? `Chưa có ${label(field)}. Hãy nhập đủ 12 chữ số trên thẻ căn cước.`
      : sharedMessage(
          { keyword: 'format' },
          field,
          `${label(field)} phải gồm đúng 12 chữ số như trên thẻ căn cước. Hãy kiểm tra lại.`,
        ),
  formats: { citizenNumber: (text) => /^\d{12}$/.test(text) && parseCitizenNumber(text).ok },
}
