import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { FiguresInput, FiguresView } from '../contract.ts'
import { figures } from './figures.ts'

const COLUMNS = [
  'Quầy',
  'Xong',
  'Bỏ qua',
  'Chuyển',
  'Hồ sơ',
  'Chờ trung bình (phút)',
  'Chờ trung vị (phút)',
  'Phục vụ trung bình (phút)',
  'Phục vụ trung vị (phút)',
]

/** The figures of each counter as a sheet for Excel. Errors: as schedule.figures. */
export const figuresSheet = query({
  name: 'schedule.figuresSheet',
  route: 'GET /desks/{agency}/figures.csv',
  summary: 'Số liệu theo quầy, tệp CSV mở được bằng Excel',
  input: FiguresInput,
  output: z.any(),
  produces: ['text/csv'],
  permission: 'report.read',
  async run(context) {
    const { input } = context
    const view = FiguresView.parse(await figures.run(context))
    const rows = view.counters.map((each) => [
      each.name,
      each.served,
      each.skipped,
      each.transferred,
      each.dossiers,
      each.wait.mean,
      each.wait.median,
      each.service.mean,
      each.service.median,
    ])
    const lines = [COLUMNS, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')
    return {
      contentType: 'text/csv; charset=utf-8',
      fileName: `so-lieu-quay-${input.agency}-${input.from}-${input.to}.csv`,
      // Excel reads UTF-8 only behind this mark, and here expects a decimal comma.
      body: Buffer.from(`\uFEFF${lines}\r\n`),
    }
  },
})

function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value).replace('.', ',')
  // A name that begins like a formula must not become one.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[;"\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
