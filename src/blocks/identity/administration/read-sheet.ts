import type { z } from 'zod'
import { invalid } from '../../../kernel/problem.ts'
import { plain } from '../../../kernel/vietnamese.ts'
import { readCells } from '../../../platform/sheets/read-cells.ts'
import type { StaffSheet } from '../model/administered.ts'
import { STAFF_COLUMNS, type StaffColumn } from '../model/staff-columns.ts'

export type SheetRow = { row: number } & Record<StaffColumn, string>

const MOST_ROWS = 5000
const COLUMNS = Object.entries(STAFF_COLUMNS) as [StaffColumn, string][]

/**
 * The rows of a staff sheet below its line of headings, cells as text, empty rows left out. Errors: request.invalid
 * naming `content`: not readable, a column missing, too many rows.
 */
export async function readStaffSheet({ format, content }: z.output<typeof StaffSheet>): Promise<SheetRow[]> {
  const [headings = [], ...body] = await readCells(format, content)
  const at = columnsOf(headings)
  if (body.length > MOST_ROWS)
    throw invalid('content', `Tệp có ${body.length} dòng; mỗi lần nhập nhiều nhất ${MOST_ROWS} dòng.`)
  return body.flatMap((cells, index) => {
    if (cells.every((cell) => cell === '')) return []
    const values = COLUMNS.map(([key]) => [key, cells[at[key]] ?? ''] as const)
    return [{ row: index + 2, ...(Object.fromEntries(values) as Record<StaffColumn, string>) }]
  })
}

const ALSO: Partial<Record<StaffColumn, string[]>> = {
  name: ['ho va ten'],
  email: ['email', 'e-mail'],
  from: ['tu ngay', 'ngay bat dau'],
}

function columnsOf(headings: readonly string[]): Record<StaffColumn, number> {
  const known = headings.map(plain)
  const at = {} as Record<StaffColumn, number>
  const missing: string[] = []
  for (const [key, heading] of COLUMNS) {
    at[key] = known.findIndex((each) => each === plain(heading) || ALSO[key]?.includes(each))
    if (at[key] < 0) missing.push(heading)
  }
  if (missing.length > 0)
    throw invalid(
      'content',
      `Dòng đầu của tệp thiếu cột: ${missing.join(', ')}. Cần đủ: ${Object.values(STAFF_COLUMNS).join(', ')}.`,
    )
  return at
}
