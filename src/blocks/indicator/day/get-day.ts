import writeXlsx from 'write-excel-file/node'
import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { DayView, PERMISSIONS } from '../contract.ts'
import { sheetPdf } from '../sheet-pdf.ts'
import { dayView } from './day-view.ts'
import { daySheetOf } from './figures.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const PDF = 'application/pdf'
const Day = z.iso.date('Ngày viết dạng 2026-11-23')

/** A day of the provincial centre: frozen if closed, otherwise as it stands, with what is left to settle. */
export const getDay = query({
  name: 'indicator.day',
  route: 'GET /days/{day}',
  summary: 'Số liệu một ngày của Trung tâm, đã chốt hay chưa, còn việc gì',
  input: z.strictObject({ day: Day }),
  output: DayView,
  permission: PERMISSIONS.closeDay,
  run: (context) => dayView(context, context.input.day),
})

/** The same as a sheet to print and keep. */
export const daySheet = query({
  name: 'indicator.daySheet',
  route: 'GET /days/{day}/sheet',
  summary: 'Bảng số liệu ngày (PDF, XLSX)',
  input: z.strictObject({ day: Day, format: z.enum(['pdf', 'xlsx']).default('pdf') }),
  output: z.any(),
  produces: [PDF, XLSX],
  permission: PERMISSIONS.closeDay,
  async run(context) {
    const { day, format } = context.input
    const { desks, closed } = await dayView(context, day)
    const sheet = daySheetOf(desks, `Số liệu ngày của Trung tâm (${closed ? 'đã chốt' : 'chưa chốt'})`)
    const fileName = `so-lieu-ngay-${day}`
    if (format === 'pdf')
      return {
        contentType: PDF,
        fileName: `${fileName}.pdf`,
        body: await sheetPdf(sheet, { from: day, to: day }, closed ? new Date(closed.at) : context.now),
        inline: true,
      }
    const bold = sheet.columns.map((value) => ({ value, fontWeight: 'bold' as const }))
    const rows = sheet.rows.map((row) =>
      row.map((value) => (typeof value === 'number' ? { value, type: Number } : { value, type: String })),
    )
    return {
      contentType: XLSX,
      fileName: `${fileName}.xlsx`,
      body: await writeXlsx([bold, ...rows] as never).toBuffer(),
    }
  },
})
