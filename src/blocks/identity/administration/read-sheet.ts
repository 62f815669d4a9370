import { readSheet } from 'read-excel-file/node'
import type { z } from 'zod'
import { invalid } from '../../../kernel/problem.ts'
import { plain } from '../../../kernel/vietnamese.ts'
import type { StaffSheet } from '../model/administered.ts'
import { STAFF_COLUMNS, type StaffColumn } from '../model/staff-columns.ts'

export type SheetRow = { row: number } & Record<StaffColumn, string>

const MOST_ROWS = 5000
/** What an XLSX may unfold to: its parts are read into memory. */
const MOST_UNPACKED = 40 * 1024 * 1024
const COLUMNS = Object.entries(STAFF_COLUMNS) as [StaffColumn, string][]

/**
 * The rows of a staff sheet below its line of headings, cells as text, empty rows left out. Errors: request.invalid
 * naming `content`: not readable, a column missing, too many rows.
 */
export async function readStaffSheet({ format, content }: z.output<typeof StaffSheet>): Promise<SheetRow[]> {
  const bytes = Buffer.from(content, 'base64')
  const lines = format === 'csv' ? csvLines(bytes) : await xlsxLines(bytes)
  const [headings = [], ...body] = lines
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

async function xlsxLines(bytes: Buffer): Promise<string[][]> {
  const unreadable = invalid(
    'content',
    'Không đọc được tệp XLSX này. Hãy lưu lại bằng Excel hoặc LibreOffice rồi thử lại.',
  )
  if (bytes.subarray(0, 4).toString('latin1') !== 'PK\u0003\u0004') throw unreadable
  if (unpackedSize(bytes) > MOST_UNPACKED)
    throw invalid('content', 'Tệp XLSX này mở ra quá lớn; hãy chỉ giữ trang danh sách cán bộ.')
  try {
    const rows = await readSheet(bytes)
    return rows.map((cells) => cells.map(cellText))
  } catch {
    throw unreadable
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  // A cell that is a date carries no zone: its UTC fields are what was typed.
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  return String(cell).normalize('NFC').trim()
}

/** What the archive's own directory says its parts unfold to. */
function unpackedSize(zip: Buffer): number {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0 || end + 20 > zip.length) return 0
  let at = zip.readUInt32LE(end + 16)
  let size = 0
  while (at + 46 <= zip.length && zip.readUInt32LE(at) === 0x02014b50) {
    size += zip.readUInt32LE(at + 24)
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return size
}

/** Commas, semicolons (Excel in Vietnamese) or tabs, as the first line has them; quotes as RFC 4180. */
function csvLines(bytes: Buffer): string[][] {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw invalid('content', 'Tệp CSV không ở bảng mã UTF-8. Trong Excel, hãy chọn lưu dạng “CSV UTF-8”.')
  }
  const first = text.split('\n', 1)[0] ?? ''
  const counts = [',', ';', '\t'].map((each) => [each, first.split(each).length] as const)
  const separator = counts.sort((a, b) => b[1] - a[1])[0]![0]
  const lines: string[][] = [[]]
  let cell = ''
  let quoted = false
  const endCell = () => {
    lines.at(-1)!.push(cellText(cell))
    cell = ''
  }
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]!
    if (quoted && char === '"' && text[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (char === '"' && (quoted || cell === '')) quoted = !quoted
    else if (quoted) cell += char
    else if (char === separator) endCell()
    else if (char === '\n') {
      endCell()
      lines.push([])
    } else if (char !== '\r') cell += char
  }
  endCell()
  return lines
}
