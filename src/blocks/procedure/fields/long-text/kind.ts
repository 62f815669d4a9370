import { firstText, type Kind, label, sharedMessage, tidy } from '../kind.ts'

export const longText: Kind = {
  kind: 'longText',
  schema: (field) => ({ type: 'string', minLength: 1, maxLength: field.maxLength ?? 4000 }),
  read(raw) {
    const text = tidy(firstText(raw))
    return text === '' ? undefined : text
  },
  show: (value) => String(value ?? ''),
  message: (error, field) => sharedMessage(error, field, `${label(field)} phải là chữ. Hãy nhập lại.`),
}
