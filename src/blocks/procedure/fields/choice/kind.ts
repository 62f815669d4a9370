import { type Kind, label, oneLine, optionLabel, optionOf, sharedMessage } from '../kind.ts'

export const choice: Kind = {
  kind: 'choice',
  schema: (field) => ({ type: 'string', enum: (field.options ?? []).map((option) => option.value) }),
  read(raw, field) {
    const text = oneLine(raw)
    return text === undefined ? undefined : optionOf(text, field)
  },
  show: (value, field, lang) => optionLabel(value, field, lang),
  message: (error, field) =>
    error.keyword === 'required'
      ? `Chưa chọn ${label(field)}. Hãy chọn một trong các ý đã cho.`
      : sharedMessage(error, field, `${label(field)} phải là một trong các ý đã cho. Hãy chọn lại.`),
}
