import { firstText, type Kind, label, optionLabel, optionOf, sharedMessage, tidy } from '../kind.ts'

/** Several options, kept as a list of their values in the order of the form. */
export const choices: Kind = {
  kind: 'choices',
  several: true,
  schema: (field) => ({
    type: 'array',
    items: { type: 'string', enum: (field.options ?? []).map((option) => option.value) },
    uniqueItems: true,
    minItems: Math.max(1, field.min ?? 1),
    maxItems: field.max ?? Math.max(1, field.options?.length ?? 0),
  }),
  read(raw, field) {
    const ticked = (Array.isArray(raw) ? raw : [firstText(raw)]).map(tidy).filter((text) => text !== '')
    if (ticked.length === 0) return undefined
    const values = [...new Set(ticked.map((text) => optionOf(text, field)))]
    const order = (value: string) => (field.options ?? []).findIndex((option) => option.value === value)
    return values.sort((a, b) => order(a) - order(b))
  },
  show: (value, field, lang) =>
    Array.isArray(value)
      ? value.map((each) => optionLabel(each, field, lang)).join('; ')
      : String(value ?? ''),
  message(error, field) {
    if (error.keyword === 'required') return `Chưa chọn ${label(field)}. Hãy chọn ít nhất một ý.`
    if (error.keyword === 'minItems') return `${label(field)}: hãy chọn ít nhất ${error.limit} ý.`
    if (error.keyword === 'maxItems') return `${label(field)}: hãy chọn nhiều nhất ${error.limit} ý.`
    return sharedMessage(error, field, `${label(field)} chỉ được gồm các ý đã cho. Hãy chọn lại.`)
  },
}
