import { isPhone, normalPhone } from '../../../../kernel/identifiers.ts'
import { type Kind, label, oneLine, sharedMessage } from '../kind.ts'

/** Kept as digits from 0: '0912345678'. */
export const phone: Kind = {
  kind: 'phone',
  schema: () => ({ type: 'string', format: 'phone' }),
  read(raw) {
    const text = oneLine(raw)
    return text === undefined ? undefined : (normalPhone(text) ?? text)
  },
  show(value) {
    const text = String(value ?? '')
    return /^0\d{9}$/.test(text) ? text.replace(/^(\d{4})(\d{3})(\d{3})$/, '$1 $2 $3') : text
  },
  message: (error, field) =>
    sharedMessage(
      error,
      field,
      `${label(field)} không đúng. Hãy nhập số di động 10 số, ví dụ 0912 345 678, hoặc số cố định kèm mã vùng.`,
    ),
  formats: { phone: isPhone },
}
