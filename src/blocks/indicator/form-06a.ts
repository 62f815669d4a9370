import { fileURLToPath } from 'node:url'
import writeXlsx from 'write-excel-file/node'
import { formatNumber } from '../../kernel/vietnamese.ts'
import { compilePdf } from '../../platform/pdf/typst.ts'
import { FORM_CODE, FORM_HEAD, FORM_TITLE, type FormLine } from './model/form-06a.ts'
import type { Period } from './model/leaf.ts'
import { madeLine, periodLine } from './sheet-pdf.ts'

const COLUMNS = 12
const WIDTHS = [40, ...Array.from({ length: COLUMNS - 1 }, () => 13)]

type Cell = Record<string, unknown> | null
const head = (value: string, more: Record<string, unknown> = {}): Cell => ({
  value,
  type: String,
  fontWeight: 'bold',
  align: 'center',
  alignVertical: 'center',
  wrap: true,
  borderStyle: 'thin',
  ...more,
})
const gap = (count: number): Cell[] => Array.from({ length: count }, () => null)

/** The form as a workbook: its title, merged headings, the row of column numbers, and a line a unit and field. */
export function formWorkbook(lines: readonly FormLine[], period: Period): Promise<Buffer> {
  const groups = FORM_HEAD.flatMap(({ name, parts }): Cell[] => [
    head(name, { columnSpan: parts.length }),
    ...gap(parts.length - 1),
  ])
  const rows: Cell[][] = [
    [{ value: FORM_CODE, type: String, fontWeight: 'bold', columnSpan: COLUMNS }, ...gap(COLUMNS - 1)],
    [
      { value: FORM_TITLE, type: String, fontWeight: 'bold', align: 'center', columnSpan: COLUMNS },
      ...gap(COLUMNS - 1),
    ],
    [{ value: periodLine(period), type: String, align: 'center', columnSpan: COLUMNS }, ...gap(COLUMNS - 1)],
    [head('Lĩnh vực, công việc giải quyết theo cấp', { rowSpan: 2 }), ...groups],
    [null, ...FORM_HEAD.flatMap(({ parts }) => parts.map((part) => head(part)))],
    numbers().map((number) => head(number, { fontWeight: undefined })),
    ...lines.map((line) => {
      const bold = line.level === 'field' ? {} : { fontWeight: 'bold' }
      return [
        {
          value: line.level === 'field' ? `    ${line.name}` : line.name,
          type: String,
          borderStyle: 'thin',
          wrap: true,
          ...bold,
        },
        ...line.values.map((value) => ({
          value,
          type: Number,
          borderStyle: 'thin',
          format: '#,##0',
          ...bold,
        })),
      ]
    }),
  ]
  return writeXlsx(rows as never, { columns: WIDTHS.map((width) => ({ width })) } as never).toBuffer()
}

/** The same on paper, A4 landscape. */
export function formPdf(lines: readonly FormLine[], period: Period, now: Date): Promise<Uint8Array> {
  return compilePdf({
    template: fileURLToPath(new URL('./form-06a.typ', import.meta.url)),
    data: {
      code: FORM_CODE,
      title: FORM_TITLE,
      period: periodLine(period),
      groups: FORM_HEAD,
      numbers: numbers(),
      lines: lines.map((line) => ({ ...line, values: line.values.map((value) => formatNumber(value)) })),
      made: madeLine(now),
    },
    madeAt: now,
  })
}

/** (1) to (12); sums say of what: (2)=(3)+(4)+(5). */
function numbers(): string[] {
  const sums: Record<number, string> = { 2: '(2)=(3)+(4)+(5)', 6: '(6)=(7)+(8)+(9)', 10: '(10)=(11)+(12)' }
  return Array.from({ length: COLUMNS }, (_, at) => sums[at + 1] ?? `(${at + 1})`)
}
