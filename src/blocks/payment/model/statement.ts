import { dayOf, formatDate, parseDate, parseInstant } from '../../../kernel/local-time.ts'
import { invalid } from '../../../kernel/problem.ts'

/** One line of a statement, under the key our own side names it by. */
export type StatementLine = { line: number; day: string; key: string; amount: number }
export type Source = 'gateway' | 'treasury'

/**
 * The columns each source's file has, in the words of its first line (see README.md). The gateway names its own
 * transaction, the treasury our bill number and the account the money came in on.
 */
export const COLUMNS: Record<Source, readonly string[]> = {
  gateway: ['ma_giao_dich', 'ma_don', 'loai', 'so_tien', 'thoi_diem'],
  treasury: ['ngay', 'so_chung_tu', 'ma_thanh_toan', 'tai_khoan', 'so_tien'],
}
const MOST_LINES = 100_000

export const gatewayKey = (reference: string, refund: boolean) => `${refund ? 'hoàn ' : ''}${reference}`
export const treasuryKey = (bill: string, account: string) => `${bill} ${account}`

/** The lines of a statement's table of cells. Errors: request.invalid naming `content`, with the line that is wrong. */
export function readStatement(source: Source, cells: readonly (readonly string[])[]): StatementLine[] {
  const [head = [], ...body] = cells
  const at = new Map(head.map((name, index) => [name.trim().toLowerCase(), index]))
  const lacking = COLUMNS[source].filter((name) => !at.has(name))
  if (lacking.length > 0)
    throw wrong(`Dòng đầu của tệp thiếu cột: ${lacking.join(', ')}. Cần đủ: ${COLUMNS[source].join(', ')}.`)
  if (body.length > MOST_LINES)
    throw wrong(`Tệp có ${body.length} dòng; mỗi tệp nhiều nhất ${MOST_LINES} dòng.`)
  return body.flatMap((row, index) => {
    if (row.every((cell) => cell.trim() === '')) return []
    const line = index + 2
    const cell = (name: string) => (row[at.get(name)!] ?? '').trim()
    const amount = wholeDong(cell('so_tien'), line)
    return [source === 'gateway' ? gatewayLine(cell, line, amount) : treasuryLine(cell, line, amount)]
  })
}

type Cell = (name: string) => string

function gatewayLine(cell: Cell, line: number, amount: number): StatementLine {
  const reference = given(cell, 'ma_giao_dich', line)
  const kind = cell('loai')
  if (kind !== 'THANH_TOAN' && kind !== 'HOAN_TIEN')
    throw wrong(
      `Dòng ${line}: cột “loai” phải là THANH_TOAN hoặc HOAN_TIEN, không phải “${kind.slice(0, 20)}”.`,
    )
  const instant = parseInstant(cell('thoi_diem'))
  if (instant === null) throw wrong(`Dòng ${line}: cột “thoi_diem” phải như 2026-11-24T09:00:00+07:00.`)
  const refund = kind === 'HOAN_TIEN'
  return {
    line,
    day: formatDate(dayOf(instant)),
    key: gatewayKey(reference, refund),
    amount: refund ? -amount : amount,
  }
}

function treasuryLine(cell: Cell, line: number, amount: number): StatementLine {
  const day = cell('ngay')
  if (parseDate(day) === null) throw wrong(`Dòng ${line}: cột “ngay” phải là ngày có thật, như 2026-11-24.`)
  return {
    line,
    day,
    key: treasuryKey(given(cell, 'ma_thanh_toan', line), given(cell, 'tai_khoan', line)),
    amount,
  }
}

function given(cell: Cell, name: string, line: number): string {
  const value = cell(name)
  if (!value || value.length > 60) throw wrong(`Dòng ${line}: cột “${name}” bỏ trống hoặc quá dài.`)
  return value
}

function wholeDong(text: string, line: number): number {
  if (!/^\d{1,13}$/.test(text))
    throw wrong(`Dòng ${line}: số tiền “${text.slice(0, 20)}” phải là số nguyên đồng, không dấu chấm phẩy.`)
  return Number(text)
}

function wrong(message: string) {
  return invalid('content', message)
}
