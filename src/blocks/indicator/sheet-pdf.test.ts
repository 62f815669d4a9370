import { expect, test } from 'vitest'
import { extractedPages } from '../../platform/pdf/extracted-text.ts'
import { sheetPdf } from './sheet-pdf.ts'

const SHEET = {
  title: 'Tình hình tiếp nhận và giải quyết hồ sơ',
  columns: ['Chỉ tiêu', 'Giá trị', 'Tử số'],
  rows: [
    ['Tiếp nhận – Trực tuyến', 14424, 42540],
    ['Trễ hạn (%)', 0.03, -1234567],
    ['Bưu chính công ích (%)', 2.5, 1049],
  ],
}
const PERIOD = { from: '2022-01-01', to: '2022-07-31' }
const NOW = new Date('2022-08-01T02:05:30Z')
const textOf = async (pdf: Uint8Array) => (await extractedPages(pdf)).join('\n')

test('a report in PDF tells title, period, every figure the Vietnamese way, and when it was made', async () => {
  const text = await textOf(await sheetPdf(SHEET, PERIOD, NOW))
  for (const word of [
    'Tình hình tiếp nhận và giải quyết hồ sơ',
    'Từ ngày 01/01/2022 đến ngày 31/07/2022',
    'Tiếp nhận – Trực tuyến',
    '14.424',
    '42.540',
    '0,03',
    '−1.234.567',
    '2,5',
    'Lập lúc 09:05 ngày 01/08/2022',
  ])
    expect(text).toContain(word)
})

test('a report without lines says so', async () => {
  expect(await textOf(await sheetPdf({ ...SHEET, rows: [] }, PERIOD, NOW))).toContain('Không có dòng nào')
})
