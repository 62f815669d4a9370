import type { Field } from '../../model/definition.ts'
import { type Kind, label, oneLine, sharedMessage } from '../kind.ts'

export const text: Kind = {
  kind: 'text',
  schema: (field: Field) => ({ type: 'string', minLength: 1, maxLength: field.maxLength ?? 250 }),
  read: (raw) => oneLine(raw),
  show: (value) => String(value ?? ''),
  message: (error, field) => sharedMessage(error, field, `${label(field)} phải là chữ. Hãy nhập lại.`),
}
