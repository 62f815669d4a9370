import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nationalCatalogue } from '../../../../../demo/replay/online-services.ts'
import { flows } from '../../../../../tests/packs/shipped.ts'
import { checkDefinition } from '../check-definition.ts'
import { Definition, Flow } from '../definition.ts'
import { readRecord } from '../national-record.ts'
import type { Flag } from './flag.ts'
import { type Province, propose } from './propose.ts'
import { readFee } from './read-fee.ts'
import { readPapers } from './read-papers.ts'
import { readTerm } from './read-term.ts'

const province: Province = {
  flows: Object.fromEntries([...flows].map(([key, flow]) => [key, Flow.parse(flow)])),
  agencies: [
    { code: 'H60.03', name: 'Sở Tư pháp', kind: 'department' },
    { code: 'H60.41', name: 'Công an tỉnh', kind: 'central-branch' },
  ],
  decidedBy: new Map([['Đất đai', { kinds: [], agencies: ['H60.21'] }]]),
}
const base = { code: '1.999001', name: 'Cấp phép thử', field: 'Lĩnh vực thử', level: 'Cấp tỉnh' }

function proposed(row: object) {
  const read = readRecord({ ...base, ...row })
  if ('refusal' in read) throw new Error(read.refusal.message)
  return propose(read.record, province)!
}
const flagged = (row: object) => proposed(row).flags.map((flag) => flag.path)
const way = (channel: string, rest: object) => ({ channel, ...rest })

describe('a term', () => {
  test.each([
    ['05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ', { term: 5, unit: 'workingDays' }],
    ['30 (ba mươi) ngày', { term: 30, unit: 'calendarDays' }],
    ['4 giờ làm việc', { term: 4, unit: 'workingHours' }],
    ['1 Giờ', { term: 1, unit: 'workingHours' }],
    ['Trong ngày làm việc', { sameDay: true }],
    ['15 ngày; trường hợp phức tạp 45 ngày', null],
    ['12', null],
    ['Không có thông tin', null],
    ['3 tháng', null],
  ])('“%s”', (text, term) => {
    expect(readTerm(text)).toEqual(term)
  })
})

describe('a fee', () => {
  test.each([
    ['Miễn phí', { amount: 0, certain: true }],
    ['50,000 Việt Nam Đồng', { amount: 50_000, certain: true }],
    ['200.000 đồng/lần (Thông tư 244/2016/TT-BTC)', { amount: 200_000, certain: true }],
    ['200.000 đồng/lần/người', { amount: 200_000, certain: false }],
    ['2.000 đồng/trang', { amount: 2000, certain: false }],
    ['từ 5.000 đồng', { amount: 5000, certain: false }],
    ['10 USD', null],
    ['20.000 đồng hoặc 40.000 đồng', null],
    ['Theo quy định', null],
  ])('“%s”', (text, fee) => {
    expect(readFee(text)).toEqual(fee)
  })
})

test('papers: originals and copies, headings and remarks left out, odd counts mended and told', () => {
  const flags: Flag[] = []
  const papers = readPapers(
    [
      { name: '- Đơn đề nghị theo Mẫu số 01.docx', group: '--', ban_chinh: 1, ban_sao: null },
      { name: ',', group: '--', ban_chinh: null, ban_sao: 2 },
      { name: 'Giấy tờ kèm theo gồm:', group: '--', ban_chinh: 0, ban_sao: null },
      { name: 'Bản sao chứng thực bằng cấp', group: '--', ban_chinh: null, ban_sao: 1 },
      { name: 'Thẻ căn cước', group: 'Giấy tờ phải xuất trình', ban_chinh: 0, ban_sao: null },
      { name: 'Sơ đồ', group: 'Trường hợp xây mới', ban_chinh: 20240, ban_sao: null },
      { name: 'Nộp đủ mới nhận', group: 'Lưu ý', ban_chinh: 0, ban_sao: null },
    ],
    flags,
  )
  expect(papers.map(({ form, copies, requiredIf }) => [form, copies, requiredIf])).toEqual([
    ['original', 2, undefined],
    ['certified', 1, undefined],
    ['copy', 1, false],
    ['original', 1, false],
  ])
  expect(papers[0]!.name.vi).toBe('Đơn đề nghị theo')
  expect(flags.map((flag) => flag.path)).toEqual([
    'documents.0.form',
    'documents.3.copies',
    'documents',
    'documents',
  ])
})

test('what differs between ways of handing in is left to the official', () => {
  const row = {
    time_limit_value: 15,
    time_limit_unit: 'Ngày',
    channels: [
      way('truc_tiep', { time_value: 15, time_unit: 'Ngày', fee_text: '50,000 VNĐ', fee_vnd: 50_000 }),
      way('truc_tuyen', { time_value: 20, time_unit: 'Ngày', fee_text: '25,000 VNĐ', fee_vnd: 25_000 }),
    ],
  }
  const { definition, channels } = proposed(row)
  expect(definition.clock).toMatchObject({ term: 15, unit: 'calendarDays' })
  expect(definition.fees).toMatchObject([{ amount: 50_000 }])
  expect(channels).toMatchObject([
    { channel: 'counter', clock: { term: 15 }, fee: 50_000 },
    { channel: 'online', clock: { term: 20 }, fee: 25_000 },
  ])
  expect(flagged(row)).toEqual(expect.arrayContaining(['clock.term', 'fees', 'law.onlineLevel']))
})

test('what the catalogue says plainly raises no question; what it leaves out does', () => {
  const plain = {
    time_limit_value: 5,
    time_limit_unit: 'Ngày làm việc',
    agency: 'Giám đốc Sở Tư pháp',
    applicants: 'Công dân Việt Nam',
    decision: '1/QĐ-BTP',
    legal_basis_docs: ['1/2026/QH16'],
    result: 'Giấy phép',
    components: [{ name: 'Đơn đề nghị', group: '--', ban_chinh: 1 }],
    channels: [
      way('truc_tiep', { time_value: 5, time_unit: 'Ngày làm việc', fee_text: 'Miễn phí', fee_vnd: 0 }),
    ],
  }
  expect(proposed(plain)).toMatchObject({ competent: { agencies: ['H60.03'] }, flow: 'agency-decides' })
  expect(flagged(plain).sort()).toEqual(['form', 'law.onlineLevel', 'moves'])
  expect(flagged({})).toEqual(
    expect.arrayContaining([
      'clock.term',
      'fees',
      'documents',
      'competent',
      'whatYouGet',
      'whoMayAsk',
      'law.decision',
      'law.basis',
    ]),
  )
})

test('the flow fits: signed by the province, same day, or decided by the agency of the field', () => {
  const days = (n: number) => ({ time_limit_value: n, time_limit_unit: 'Ngày làm việc' })
  expect(proposed({ ...days(20), agency: 'Ủy ban nhân dân cấp tỉnh' }).flow).toBe(
    'department-appraises-province-signs',
  )
  expect(proposed({ ...days(1), level: 'Cấp xã' })).toMatchObject({
    flow: 'desk-same-day',
    competent: { kinds: ['commune'], agencies: [] },
  })
  expect(proposed({ ...days(9), field: 'Đất đai' })).toMatchObject({ competent: { agencies: ['H60.21'] } })
})

test('every draft of the real catalogue can be published once its flags are decided: no check finds an error', () => {
  const rows = nationalCatalogue().procedures
  expect(rows.length).toBeGreaterThan(250)
  fc.assert(
    fc.property(fc.constantFrom(...rows), (row) => {
      const { definition, flags } = proposed(row)
      expect(Definition.parse(definition)).toEqual(definition)
      expect(checkDefinition(definition).filter((finding) => finding.severity === 'error')).toEqual([])
      for (const { message } of flags) expect(message).toMatch(/ãy /)
    }),
    { numRuns: 150 },
  )
})
