import type { Field } from '../../model/definition.ts'
import { date } from '../date/kind.ts'
import { type Kind, label } from '../kind.ts'
import { money } from '../money/kind.ts'
import { number } from '../number/kind.ts'

const SCHEMAS: Record<NonNullable<Field['result']>, Record<string, unknown>> = {
  number: { type: 'number' },
  money: { type: 'integer' },
  date: { type: 'string', format: 'day' },
  text: { anyOf: [{ type: 'string' }, { type: 'boolean' }] },
}

/** A value the form works out from the answers before it. What is sent for it is not believed: it is computed again. */
export const calculated: Kind = {
  kind: 'calculated',
  schema: (field) => SCHEMAS[field.result ?? 'number'],
  read: (raw) => raw,
  show(value, field, lang) {
    if (value === undefined || value === null) return ''
    if (value === true) return lang === 'en' ? 'Yes' : 'Có'
    if (value === false) return lang === 'en' ? 'No' : 'Không'
    if (field.result === 'money') return money.show(value, field, lang)
    if (field.result === 'date') return date.show(value, field, lang)
    return number.show(value, field, lang)
  },
  message: (_error, field) =>
    `Chưa tính được ${label(field)} từ các mục đã khai. Hãy kiểm tra lại những mục trước đó.`,
}
