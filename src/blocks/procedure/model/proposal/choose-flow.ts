import { plain } from '../../../../kernel/vietnamese.ts'
import type { Flow } from '../definition.ts'
import type { NationalRecord } from '../national-record.ts'
import type { ReadTerm } from './read-term.ts'

/** Shared flows by the key their file carries. */
export type Flows = Readonly<Record<string, Flow>>

export type Chosen = { key: string; name: string; flow: Flow; why: string }
type Asked = { record: NationalRecord; term: ReadTerm | null; paid: boolean }

/** From the most particular to the plain one; `why` is told to the official, who may choose another. */
const RULES: readonly { flow: string; name: string; why: string; holds: (asked: Asked) => boolean }[] = [
  {
    flow: 'department-appraises-province-signs',
    name: 'Sở thẩm định, UBND tỉnh ký',
    why: 'Ủy ban nhân dân tỉnh ký kết quả',
    holds: ({ record }) =>
      says(record.level, /cap tinh/) && says(record.agency, /u[yi]? ?b(an )?n(han )?d(an )? ?(cap )?tinh/),
  },
  {
    flow: 'desk-same-day',
    name: 'Giải quyết tại quầy trong ngày',
    why: 'thời hạn không quá một ngày làm việc',
    holds: ({ term }) => term !== null && hours(term) <= 8,
  },
  {
    flow: 'with-payment',
    name: 'Thẩm định, thu tiền rồi ký',
    why: 'nghĩa vụ tài chính chỉ biết sau khi thẩm định',
    holds: ({ record, paid }) => paid && says(record.field, /dat dai|khoang san|tai nguyen nuoc/),
  },
  {
    flow: 'with-consultation',
    name: 'Thẩm định có lấy ý kiến',
    why: 'hồ sơ thường phải lấy ý kiến cơ quan khác',
    holds: ({ record, term }) =>
      term !== null &&
      hours(term) >= 80 &&
      says(record.field, /xay dung|quy hoach|ha tang|bao tro|moi truong/),
  },
  {
    flow: 'agency-decides',
    name: 'Cơ quan tự giải quyết',
    why: 'cơ quan tiếp nhận tự thẩm định và ký',
    holds: () => true,
  },
]

/** The shared flow that fits, and why. Flows the release does not ship are passed over; null when it ships none. */
export function chooseFlow(asked: Asked, flows: Flows): Chosen | null {
  for (const rule of RULES) {
    const flow = flows[rule.flow]
    if (flow && rule.holds(asked)) return { key: rule.flow, name: rule.name, flow, why: rule.why }
  }
  const [key, flow] = Object.entries(flows)[0] ?? []
  return key && flow ? { key, name: key, flow, why: 'quy trình dùng chung duy nhất hiện có' } : null
}

function says(text: string | null, pattern: RegExp): boolean {
  return text !== null && pattern.test(plain(text))
}

function hours(term: ReadTerm): number {
  if ('sameDay' in term) return 8
  return term.unit === 'workingHours' ? term.term : term.term * 8
}
