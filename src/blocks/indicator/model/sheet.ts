import type { Leaf } from './leaf.ts'

/** A report as rows of a table: what CSV, XLSX and PDF print. */
export type Sheet = { title: string; columns: string[]; rows: (string | number)[][] }

const isLeaf = (value: unknown): value is Leaf =>
  typeof value === 'object' && value !== null && 'numerator' in value && 'denominator' in value

const LABELS: Record<string, string> = {
  received: 'Tiếp nhận',
  channel: 'Kênh',
  counter: 'Trực tiếp',
  online: 'Trực tuyến',
  post: 'Bưu chính công ích',
  finished: 'Đã giải quyết',
  timeliness: 'Kết quả',
  early: 'Trước hạn',
  onTime: 'Đúng hạn',
  late: 'Trễ hạn',
  unfinished: 'Chưa giải quyết xong',
  lateApologised: 'Trễ hạn, đã xin lỗi',
  endedOtherwise: 'Trong số đã giải quyết',
  withdrawn: 'Người nộp rút hồ sơ',
  stopped: 'Dừng giải quyết',
  carriedOver: 'Kỳ trước chuyển sang',
  channelShare: 'Tỷ lệ theo kênh (%)',
  timelinessShare: 'Tỷ lệ giải quyết (%)',
  total: 'Tổng số dịch vụ công',
  level2: 'Mức độ 2',
  level3: 'Mức độ 3',
  level4: 'Mức độ 4',
  information: 'Cung cấp thông tin',
  partial: 'Một phần',
  full: 'Toàn trình',
  services: 'Số dịch vụ',
  withDossiers: 'Có phát sinh hồ sơ',
  withDossiersShare: 'Tỷ lệ có hồ sơ (%)',
  staff: 'Cán bộ đang giữ vị trí',
  computer: 'Có máy tính',
  computerShare: 'Có máy tính (%)',
  internet: 'Có Internet',
  internetShare: 'Có Internet (%)',
  account: 'Có tài khoản',
  accountShare: 'Có tài khoản (%)',
  active: 'Có dùng tài khoản trong kỳ',
  activeShare: 'Có dùng tài khoản trong kỳ (%)',
  plain: 'làm tròn từng số',
  balanced: 'cân cho đủ 100,00',
}

/** Flattens a tree of leaves into lines: label, value, numerator, denominator, period. */
export function leafSheet(title: string, tree: object): Sheet {
  const rows: (string | number)[][] = []
  const walk = (node: object, path: string[]) => {
    for (const [key, value] of Object.entries(node)) {
      const label = [...path, LABELS[key] ?? key]
      if (isLeaf(value))
        rows.push([label.join(' – '), value.value, value.numerator, value.denominator, value.from, value.to])
      else if (value && typeof value === 'object') walk(value, label)
    }
  }
  walk(tree, [])
  return { title, columns: ['Chỉ tiêu', 'Giá trị', 'Tử số', 'Mẫu số', 'Từ ngày', 'Đến ngày'], rows }
}

/** RFC 4180 with a byte order mark, so that spreadsheets read the Vietnamese. */
export function toCsv(sheet: Sheet): string {
  const cell = (value: string | number) =>
    /[",\n\r]/.test(String(value)) || (/^[=+\-@]/.test(String(value)) && typeof value === 'string')
      ? `"${String(value)
          .replaceAll('"', '""')
          .replace(/^[=+\-@]/, "'$&")}"`
      : String(value)
  return `\uFEFF${[sheet.columns, ...sheet.rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}
