import { type Kind, label, oneLine, sharedMessage } from '../kind.ts'

const YES = new Set(['true', 'có', 'yes', 'on', '1'])
const NO = new Set(['false', 'không', 'no', '0'])

export const yesNo: Kind = {
  kind: 'yesNo',
  schema: () => ({ type: 'boolean' }),
  read(raw) {
    const text = oneLine(raw)
    if (text === undefined) return undefined
    const word = text.toLowerCase()
    return YES.has(word) ? true : NO.has(word) ? false : text
  },
  show(value, _field, lang) {
    if (value === true) return lang === 'en' ? 'Yes' : 'Có'
    if (value === false) return lang === 'en' ? 'No' : 'Không'
    return String(value ?? '')
  },
  message: (error, field) =>
    error.keyword === 'required'
      ? `Chưa trả lời ${label(field)}. Hãy chọn Có hoặc Không.`
      : sharedMessage(error, field, `${label(field)} phải trả lời là Có hoặc Không. Hãy chọn lại.`),
}
