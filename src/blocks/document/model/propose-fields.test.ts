import { describe, expect, test } from 'vitest'
import { isKind, kindOfTitle } from './paper-kinds.ts'
import { proposedFor, recognisedKind } from './propose-fields.ts'

/** Lines as they are read, each word as sure as said. */
const page = (lines: readonly string[], sure = 0.95) => [
  {
    number: 1,
    lines: lines.map((line, row) => ({
      words: line
        .split(' ')
        .map((text, at) => ({ text, confidence: sure, x: at * 60, y: row * 30, w: 50, h: 20 })),
    })),
  },
]
const found = (lines: readonly string[], kind: string, sure?: number) =>
  Object.fromEntries(proposedFor(page(lines, sure), kind).map((field) => [field.key, field]))

describe('fields proposed from what was read', () => {
  test('stand behind the words that announce them, though a letter of those was misread', () => {
    const fields = found(
      [
        'Số: 77/2016-KS',
        'Họ, chữ đệm, tên: LÝ A PÁO',
        'Ngày, tháng, nắm sính: 02/09/2016',
        'Họ, chữ đệm, tên người mẹ: VÀNG THỊ SÚA',
      ],
      'birthCertificate',
    )
    expect([fields.number?.value, fields.name?.value, fields.birthDate?.value]).toEqual([
      '77/2016-KS',
      'LÝ A PÁO',
      '2016-09-02',
    ])
  })

  test('are no surer than the words they were read from, and less when their structure is wrong', () => {
    const sure = found(['Số định danh cá nhân: 008316001234'], 'birthCertificate')
    const unsure = found(['Số định danh cá nhân: 008316001234'], 'birthCertificate', 0.5)
    const wrong = found(['Số định danh cá nhân: 0083160012', 'Ngày sinh: 31/02/2016'], 'birthCertificate')
    expect(sure.citizenNumber).toMatchObject({ confidence: 0.95, doubt: null })
    expect(unsure.citizenNumber?.confidence).toBe(0.5)
    expect(wrong.citizenNumber).toMatchObject({
      doubt: expect.stringContaining('12 chữ số'),
      confidence: 0.48,
    })
    expect(wrong.birthDate?.doubt).toContain('Không có ngày này')
  })

  test('are not made up where nothing is said', () => {
    expect(found(['Kính gửi: Trung tâm', 'Họ và tên: ………', 'Ngày cấp:'], 'diploma')).toEqual({})
  })
})

test('a paper’s kind is what its own title or the procedure calls it; another has the kind of its title', () => {
  expect(recognisedKind(page(['CỘNG HÒA XÃ HỘI', 'GIẤY CHỨNG NHẬN', 'KẾT HÔN']))).toBe('marriageCertificate')
  expect(recognisedKind(page(['Đơn xin cấp nước']))).toBeNull()
  expect(kindOfTitle('Bản sao Giấy khai sinh của con').key).toBe('birthCertificate')
  const own = kindOfTitle('Bản thuyết minh cơ sở vật chất').key
  expect(own).toBe('other:ban thuyet minh co so vat chat')
  expect([isKind(own), isKind('other'), isKind('khongCo'), isKind('birthCertificate')]).toEqual([
    true,
    false,
    false,
    true,
  ])
})
