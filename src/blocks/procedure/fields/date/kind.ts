import { formatDate } from '../../../../kernel/vietnamese.ts'
import { type Kind, label, oneLine, sharedMessage } from '../kind.ts'

const ISO = /^\d{4}-\d{2}-\d{2}$/

/** A day that exists, from 1880 on: no living person and no paper in use is older. */
function isDay(text: string): boolean {
  if (!ISO.test(text) || text < '1880-01-01' || text > '2200-12-31') return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** Kept as ISO `yyyy-mm-dd`; typed as 5/9/1990, 05-09-1990, 05.09.1990 or 05091990. */
export const date: Kind = {
  kind: 'date',
  schema: () => ({ type: 'string', format: 'day' }),
  read(raw) {
    const text = oneLine(raw)
    if (text === undefined || ISO.test(text)) return text
    const parts =
      /^(\d{1,2})\s?[/.\- ]\s?(\d{1,2})\s?[/.\- ]\s?(\d{4})$/.exec(text) ??
      /^(\d{2})(\d{2})(\d{4})$/.exec(text)
    return parts ? `${parts[3]}-${parts[2]!.padStart(2, '0')}-${parts[1]!.padStart(2, '0')}` : text
  },
  show(value, _field, _lang) {
    return typeof value === 'string' && isDay(value) ? formatDate(value) : String(value ?? '')
  },
  message: (error, field) =>
    sharedMessage(
      error,
      field,
      `${label(field)} phải là một ngày có thật, viết theo ngày/tháng/năm, ví dụ 05/09/1990. Hãy nhập lại.`,
    ),
  formats: { day: isDay },
}
