import { describe, expect, test } from 'vitest'
import { extractedPages, xmp } from '../../../platform/pdf/extracted-text.ts'
import { type LetterData, renderLetter } from './letters.ts'
import { samples } from './samples.ts'
import type { LetterKind } from './schemas.ts'

async function pages<Kind extends LetterKind>(kind: Kind, change: Partial<LetterData[Kind]> = {}) {
  return extractedPages(await renderLetter(kind, { ...samples[kind], ...change }))
}
const text = async (...given: Parameters<typeof pages>) => (await pages(...given)).join(' ')

const head = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc']
const says: Record<LetterKind, string[]> = {
  receipt: [
    'VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH TUYÊN QUANG',
    'Số: 0001/TNHS',
    'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
    'Mã hồ sơ: H60.08-221010-0001',
    'Ông/Bà: Nguyễn Thị Hữu Phượng',
    '1. Thành phần hồ sơ nộp gồm:',
    '4. Thời gian nhận hồ sơ: 08 giờ 30 phút, ngày 10 tháng 10 năm 2022',
    '5. Thời gian trả kết quả giải quyết hồ sơ: 08 giờ 30 phút, ngày 24 tháng 10 năm 2022',
    'Lệ phí cấp Phiếu lý lịch tư pháp 200.000 đồng. Tổng cộng: 200.000 đồng.',
    'Quyển số: 03/2022 Số thứ tự: 1284',
  ],
  'correction-request': [
    'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ',
    'Khai thiếu giai đoạn từ tháng 9/2015 đến tháng 6/2019',
    'hoàn thiện trước 17 giờ 00 phút, ngày 09 tháng 11 năm 2022',
    'bà Lê Thị Ngữ, số điện thoại 0900 000 456',
  ],
  refusal: [
    'PHIẾU TỪ CHỐI TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ',
    'Thời gian nộp hồ sơ: 21 giờ 15 phút, ngày 08 tháng 10 năm 2022',
    'Giấy ủy quyền không có chứng thực chữ ký của người ủy quyền.',
  ],
  apology: [
    'PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ',
    'Bà Nguyễn Thị Hữu Phượng',
    'chân thành xin lỗi Ông/Bà',
    'vào 08 giờ 30 phút, ngày 31 tháng 10 năm 2022',
    'KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC',
  ],
  'control-slip': [
    'PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ',
    '10 giờ 05 phút, ngày 10/10/2022',
    'Trước hạn',
    '2. Nhận: Công an tỉnh Tuyên Quang',
    'Xác minh tình trạng án tích',
  ],
  'stop-notice': [
    'THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ',
    'kể từ 10 giờ 00 phút, ngày 15 tháng 11 năm 2022',
    'không nhận được giấy tờ đã yêu cầu',
  ],
  'handover-slip': ['PHIẾU BÀN GIAO KẾT QUẢ', 'Bên giao: Sở Tư pháp', 'Trích lục thay đổi hộ tịch'],
  'result-receipt': ['GIẤY BIÊN NHẬN TRẢ KẾT QUẢ', 'Người nhận: Nguyễn Văn Hữu'],
  'process-slip': ['PHIẾU QUÁ TRÌNH XỬ LÝ', 'Chuyển đến cơ quan giải quyết'],
  'dossier-register': [
    'SỔ THEO DÕI HỒ SƠ',
    'Từ ngày 01 tháng 10 năm 2022 đến ngày 31 tháng 10 năm 2022',
    'Công ty TNHH Thương mại và Dịch vụ Lâm sản Sông Lô',
    'Phương thức nhận kết quả',
  ],
  result: [
    'Số: 1284/QĐ-UBND',
    'QUYẾT ĐỊNH Về việc cho phép thay đổi họ, chữ đệm, tên',
    'Họ, chữ đệm, tên: Nguyễn Thị Phượng',
    'Được đổi thành: Nguyễn Thị Hữu Phượng',
    'Nơi nhận: - Như Điều 3; - Sở Tư pháp; - Lưu: VT, TP.',
    'KT. CHỦ TỊCH PHÓ CHỦ TỊCH',
  ],
}

test.each(Object.keys(says) as LetterKind[])('%s says what its form asks, as PDF/A-2b', async (kind) => {
  const pdf = await renderLetter(kind, samples[kind])
  const all = (await extractedPages(pdf)).join(' ')
  for (const words of [...head, ...says[kind]]) expect(all).toContain(words)
  expect(xmp(pdf)).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>')
})

describe('what people type', () => {
  test('markup in a name comes out as typed', async () => {
    const name = '#import "x" *_$ #panic() [Hữu] @a <b> \\ // --'
    const all = await text('receipt', { applicant: { ...samples.receipt.applicant, name } })
    expect(all).toContain(`Ông/Bà: ${name}`)
  })

  test('a placeholder typed by a person is not filled again', async () => {
    const values = { fullName: '{newName}', newName: 'Lê Ngỗ', birthDate: '01/02/1990' }
    expect(await text('result', { values })).toContain('Họ, chữ đệm, tên: {newName}')
  })

  test('a very long name is printed whole', async () => {
    const name = Array.from({ length: 60 }, (_, i) => `Tôn${i}`).join(' ')
    expect(await text('refusal', { applicant: { name } })).toContain(name)
  })

  test('a missing phone leaves a dotted line', async () => {
    expect(await text('receipt', { applicant: { name: 'Hà Thị Ẩn' } })).toMatch(/Số điện thoại: \.{10,}/)
  })
})

describe('receipt', () => {
  test('a hundred papers run over pages under a repeated head, each printed once', async () => {
    const papers = Array.from({ length: 100 }, (_, i) => ({ name: `Giấy tờ số (${i + 1})`, copies: 1 }))
    const sheets = await pages('receipt', { papers })
    expect(sheets.length).toBeGreaterThan(2)
    expect(sheets.slice(1, -1).every((sheet) => sheet.includes('Bản chứng thực'))).toBe(true)
    for (const { name } of papers) expect(sheets.join(' ').split(name)).toHaveLength(2)
    expect(sheets[1]).toMatch(/^2 /)
  })

  test('two copies are two slips, each numbered from its own first page', async () => {
    const sheets = await pages('receipt', { copies: 2 })
    expect(sheets).toHaveLength(2)
    expect(sheets[0]).toContain('Liên 1: Lưu')
    expect(sheets[1]).toContain('Liên 2: Giao người nộp hồ sơ')
    expect(sheets[1]).toMatch(/^VĂN PHÒNG/)
  })

  test('without a due date the term itself is the answer; without a number room is left for a pen', async () => {
    const all = await text('receipt', {
      dueAt: undefined,
      term: 'Trả ngay',
      number: undefined,
      symbol: undefined,
    })
    expect(all).toContain('5. Thời gian trả kết quả giải quyết hồ sơ: Trả ngay')
    expect(all).toMatch(/Số: \.{5,}/)
  })
})

test('the register repeats its head on every page and numbers on from its first entry', async () => {
  const sheets = await pages('dossier-register', { first: 101 })
  expect(sheets.length).toBeGreaterThan(3)
  expect(sheets.every((sheet) => sheet.includes('Cơ quan chủ trì giải quyết'))).toBe(true)
  expect(sheets.at(-1)).toMatch(/\b160 H60\.08-/)
})

test('a công văn without number and date keeps their places', async () => {
  const all = await text('result', {
    title: undefined,
    number: undefined,
    issuedOn: undefined,
    addressees: ['Ông A'],
  })
  expect(all).toContain('V/v Về việc cho phép')
  expect(all).toContain('Kính gửi: Ông A')
  expect(all).toMatch(/Số: \/QĐ-UBND/)
  expect(all).toMatch(/Tuyên Quang, ngày \.+ tháng \.+ năm \.+/)
})

describe('refused data: 422 naming the field in Vietnamese', () => {
  const refusedBy = (kind: LetterKind, change: object) =>
    renderLetter(kind, { ...samples[kind], ...change } as never).then(
      () => expect.fail('was accepted'),
      (problem) => problem,
    )

  test.each([
    ['receipt', { procedure: undefined }, 'procedure', 'Nội dung yêu cầu giải quyết còn thiếu'],
    ['receipt', { applicant: { name: ' ' } }, 'applicant.name', 'Họ tên người nộp hồ sơ không được để trống'],
    [
      'receipt',
      { receivedAt: '2022-10-10' },
      'receivedAt',
      /Thời gian nhận hồ sơ phải là thời điểm có múi giờ/,
    ],
    ['receipt', { link: 'javascript:alert(1)' }, 'link', /http/],
    ['receipt', { papers: [] }, 'papers', 'Thành phần hồ sơ không được để trống'],
    ['receipt', { papers: [{ name: 'a', copies: -1 }] }, 'papers.0.copies', /dòng 1.*từ 0 trở lên/],
    ['receipt', { extra: 1 }, 'extra', /không có ô thông tin/],
    ['dossier-register', { from: '2022-02-30' }, 'from', /ngày có thật/],
    ['result', { values: { newName: 'B', birthDate: 'c' } }, 'values.fullName', /\{fullName\}/],
  ] as const)('%s %j', async (kind, change, path, message) => {
    const problem = await refusedBy(kind, change)
    expect(problem).toMatchObject({ name: 'Problem', status: 422, code: 'letter.data-invalid' })
    expect(problem.errors).toEqual([{ path, message: expect.stringMatching(message) }])
    expect(problem.message).toContain(problem.errors[0].message)
  })
})
