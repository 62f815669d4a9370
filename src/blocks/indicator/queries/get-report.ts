import writeXlsx from 'write-excel-file/node'
import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { toCsv } from '../model/sheet.ts'
import { agenciesCounted, reportOf } from '../reports.ts'
import { sheetPdf } from '../sheet-pdf.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const PDF = 'application/pdf'

/** A published report over [from, to], both days counted, with numerator, denominator and period of every figure. */
export const getReport = query({
  name: 'report.get',
  route: 'GET /reports/{id}',
  summary: 'Một báo cáo: JSON, CSV, XLSX hoặc PDF',
  input: z.strictObject({
    id: z.string(),
    from: z.iso.date('Ngày đầu kỳ viết dạng 2022-01-01'),
    to: z.iso.date('Ngày cuối kỳ viết dạng 2022-07-31'),
    unit: z.string().optional(),
    format: z.enum(['json', 'csv', 'xlsx', 'pdf']).default('json'),
  }),
  output: z.any(),
  produces: ['application/json', 'text/csv', XLSX, PDF],
  permission: 'public',
  async run({ input, db, memory, now }) {
    const report = reportOf(input.id)
    const agencies = await agenciesCounted({ db, memory }, input.unit, report.reach)
    const { data, sheet, printed } = await report.make({
      db,
      memory,
      now,
      period: { from: input.from, to: input.to },
      agencies,
    })
    const fileName = `${input.id}-${input.from}-${input.to}`
    if (input.format === 'csv')
      return {
        contentType: 'text/csv; charset=utf-8',
        fileName: `${fileName}.csv`,
        body: Buffer.from(toCsv(sheet)),
      }
    if (input.format === 'json') return data
    if (input.format === 'pdf')
      return {
        contentType: PDF,
        fileName: `${fileName}.pdf`,
        body: await (printed ? printed.pdf() : sheetPdf(sheet, { from: input.from, to: input.to }, now)),
      }
    if (printed) return { contentType: XLSX, fileName: `${fileName}.xlsx`, body: await printed.workbook() }
    const bold = sheet.columns.map((value) => ({ value, fontWeight: 'bold' as const }))
    const rows = sheet.rows.map((row) =>
      row.map((value) => (typeof value === 'number' ? { value, type: Number } : { value, type: String })),
    )
    const body = await writeXlsx([bold, ...rows] as never).toBuffer()
    return { contentType: XLSX, fileName: `${fileName}.xlsx`, body }
  },
})
