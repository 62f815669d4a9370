import { Problem } from '../../../kernel/problem.ts'
import { formatNumber } from '../../../kernel/vietnamese.ts'
import type { FormFigures } from '../../dossier/index.ts'

/** Columns (2) to (12) of form II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP), by their numbers. */
export type FormLine = {
  name: string
  /** `agency`: a unit with its fields below; `field`; `total`: all units. */
  level: 'agency' | 'field' | 'total'
  values: number[]
}
export const FORM_TITLE = 'Tình hình, kết quả giải quyết TTHC tại cơ quan, đơn vị trực tiếp giải quyết'
export const FORM_CODE = 'Biểu số II.06a/VPCP/KSTT'
export const FORM_HEAD = [
  {
    name: 'Số hồ sơ nhận giải quyết',
    parts: ['Tổng số', 'Trong kỳ: Trực tuyến', 'Trong kỳ: Trực tiếp, dịch vụ bưu chính', 'Từ kỳ trước'],
  },
  { name: 'Số lượng hồ sơ đã giải quyết', parts: ['Tổng số', 'Trước hạn', 'Đúng hạn', 'Quá hạn'] },
  { name: 'Số lượng hồ sơ đang giải quyết', parts: ['Tổng số', 'Trong hạn', 'Quá hạn'] },
] as const

type Names = { agency: (code: string) => string; field: (procedure: string) => string }
type Counts = Omit<FormFigures, 'agency' | 'procedure'>

function values(row: Counts): number[] {
  const { online, direct, before, early, onTime, late, open, openLate } = row
  return [
    online + direct + before,
    online,
    direct,
    before,
    early + onTime + late,
    early,
    onTime,
    late,
    open,
    open - openLate,
    openLate,
  ]
}

function sumOf(rows: readonly FormFigures[]): Counts {
  const sum: Counts = { online: 0, direct: 0, before: 0, early: 0, onTime: 0, late: 0, open: 0, openLate: 0 }
  for (const row of rows) for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += row[key]
  return sum
}

/**
 * The form's lines: each unit, its fields, and all together. Refused when a line does not hold (2) = (6) + (10), naming
 * the line and the difference: report.unbalanced 409. Pure.
 */
export function formLines(rows: readonly FormFigures[], names: Names): FormLine[] {
  const lines: FormLine[] = []
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, 'vi')
  const agencies = [...Map.groupBy(rows, (row) => row.agency)]
    .map(([code, theirs]) => ({ name: names.agency(code), theirs }))
    .sort(byName)
  for (const { name, theirs } of agencies) {
    lines.push({ name, level: 'agency', values: values(sumOf(theirs)) })
    const fields = [...Map.groupBy(theirs, (row) => names.field(row.procedure))]
      .map(([field, some]) => ({ name: field, some }))
      .sort(byName)
    for (const { name: field, some } of fields)
      lines.push({ name: field, level: 'field', values: values(sumOf(some)) })
  }
  lines.push({ name: 'Tổng số', level: 'total', values: values(sumOf(rows)) })
  const broken = lines.flatMap((line) => {
    const [received = 0, , , , finished = 0, , , , open = 0] = line.values
    const difference = received - finished - open
    return difference === 0 ? [] : [{ line, difference }]
  })
  const [first] = broken
  if (!first) return lines
  const { name, values: found } = first.line
  throw new Problem(
    'report.unbalanced',
    409,
    `Chưa in được biểu II.06a: dòng “${name}” nhận ${formatNumber(found[0]!)} hồ sơ nhưng đã giải quyết ${formatNumber(found[4]!)} và đang giải quyết ${formatNumber(found[8]!)}, chênh ${formatNumber(first.difference)}. Báo người quản trị đối chiếu số liệu trước khi gửi.`,
  )
}
