import { readSheet } from 'read-excel-file/node'
import { invalid } from '../../kernel/problem.ts'

/** What an XLSX may unfold to: its parts are read into memory. */
const MOST_UNPACKED = 40 * 1024 * 1024

/**
 * The cells of a sheet's lines as text, from CSV (commas, semicolons or tabs) or XLSX, sent as base64. Errors:
 * request.invalid naming `content` when it cannot be read.
 */
export async function readCells(format: 'csv' | 'xlsx', content: string): Promise<string[][]> {
  const bytes = Buffer.from(content, 'base64')
  return format === 'csv' ? csvLines(bytes) : xlsxLines(bytes)
}

async function xlsxLines(bytes: Buffer): Promise<string[][]> {
  const unreadable = invalid(
    'content',
    'Không đọc được tệp XLSX này. Hãy lưu lại bằng Excel hoặc LibreOffice rồi thử lại.',
  )
  if (bytes.subarray(0, 4).toString('latin1') !== 'PK\u0003\u0004') throw unreadable
  if (unpackedSize(bytes) > MOST_UNPACKED)
    throw invalid('content', 'Tệp XLSX này mở ra quá lớn; hãy chỉ giữ trang cần gửi.')
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
