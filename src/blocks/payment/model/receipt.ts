import { z } from 'zod'
import { formatNumber, numberInWords } from '../../../kernel/vietnamese.ts'

/** What a receipt for phí, lệ phí says. Integer đồng; instants RFC 3339. */
export const ReceiptContent = z.object({
  issuer: z.object({ code: z.string(), name: z.string() }),
  payer: z.object({ name: z.string(), address: z.string().nullable() }),
  code: z.string(),
  procedure: z.string(),
  method: z.string(),
  lines: z.array(
    z.object({ name: z.string(), kind: z.enum(['phí', 'lệ phí']), amount: z.int(), account: z.string() }),
  ),
  treasury: z.string(),
  cashier: z.string(),
  total: z.int(),
  /** The receipt it stands in place of, and why. */
  replaces: z
    .object({ form: z.string(), symbol: z.string(), number: z.string(), reason: z.string() })
    .nullable(),
})
export type ReceiptContent = z.infer<typeof ReceiptContent>
export type Numbered = {
  form: string
  symbol: string
  number: number
  issuedAt: string
  content: ReceiptContent
}

export const RECEIPT_NAMESPACE = 'urn:tan-trao:bien-lai:1'

/** At least seven digits, as receipts are numbered. */
export const receiptNumber = (number: number): string => String(number).padStart(7, '0')

export const sumOf = (lines: readonly { kind: string; amount: number }[], kind: 'phí' | 'lệ phí'): number =>
  lines.filter((line) => line.kind === kind).reduce((all, line) => all + line.amount, 0)

/** The unsigned XML of an electronic receipt; phí and lệ phí on lines of their own, with their treasury accounts. Pure. */
export function receiptXml({ form, symbol, number, issuedAt, content }: Numbered): string {
  const { issuer, payer, lines, replaces } = content
  const rows = lines.map(
    (line) =>
      `<KhoanThu loai="${line.kind === 'phí' ? 'PHI' : 'LE_PHI'}">${text('Ten', line.name)}${text('TaiKhoan', line.account)}${text('SoTien', String(line.amount))}</KhoanThu>`,
  )
  const before = replaces
    ? `<ThayThe>${text('MauSo', replaces.form)}${text('KyHieu', replaces.symbol)}${text('So', replaces.number)}${text('LyDo', replaces.reason)}</ThayThe>`
    : ''
  return [
    `<BienLai xmlns="${RECEIPT_NAMESPACE}">`,
    text('MauSo', form),
    text('KyHieu', symbol),
    text('So', receiptNumber(number)),
    text('NgayLap', issuedAt),
    `<DonViThu>${text('Ma', issuer.code)}${text('Ten', issuer.name)}</DonViThu>`,
    `<NguoiNop>${text('Ten', payer.name)}${payer.address ? text('DiaChi', payer.address) : ''}</NguoiNop>`,
    text('MaHoSo', content.code),
    text('NoiDung', content.procedure),
    text('HinhThucThanhToan', content.method),
    `<CacKhoan>${rows.join('')}</CacKhoan>`,
    text('KhoBac', content.treasury),
    text('TongPhi', String(sumOf(lines, 'phí'))),
    text('TongLePhi', String(sumOf(lines, 'lệ phí'))),
    text('TongTien', String(content.total)),
    text('BangChu', numberInWords(content.total)),
    text('NguoiThu', content.cashier),
    before,
    '</BienLai>',
  ].join('')
}

const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function text(name: string, value: string): string {
  // What XML 1.0 cannot hold would make the whole receipt unreadable.
  const safe = value
    .replace(/[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (each) => MARKS[each]!)
  return `<${name}>${safe}</${name}>`
}

/** What the printed rendition shows: amounts as read, lines numbered. */
export function receiptSheet({ form, symbol, number, issuedAt, content }: Numbered, status: string) {
  const money = (amount: number) => formatNumber(amount)
  return {
    ...content,
    form,
    symbol,
    number: receiptNumber(number),
    issuedAt,
    status,
    lines: content.lines.map((line) => ({ ...line, amount: money(line.amount) })),
    fees: money(sumOf(content.lines, 'phí')),
    duties: money(sumOf(content.lines, 'lệ phí')),
    total: money(content.total),
    words: numberInWords(content.total),
  }
}
