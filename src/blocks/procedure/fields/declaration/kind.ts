import { type Kind, label, oneLine } from '../kind.ts'

/** A sentence the applicant stands by; only agreement is an answer. */
export const declaration: Kind = {
  kind: 'declaration',
  schema: () => ({ const: true }),
  read(raw) {
    const text = oneLine(raw)?.toLowerCase()
    return text === undefined || text === 'false' ? undefined : text === 'true' || text === 'on' ? true : text
  },
  show: (value, _field, lang) =>
    value === true
      ? lang === 'en'
        ? 'Agreed'
        : 'Đã cam đoan'
      : lang === 'en'
        ? 'Not agreed'
        : 'Chưa cam đoan',
  message: (_error, field) => `Chưa đánh dấu vào ô ${label(field)}. Hãy đọc và đánh dấu để tiếp tục.`,
}
