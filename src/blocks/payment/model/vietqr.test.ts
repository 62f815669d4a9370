import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { crc, readVietQr, type VietQr, writeVietQr } from './vietqr.ts'

/** The three strings published with NAPAS's text; the first has a right CRC over a wrong inner length. */
const TORN = '00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA53037045802VN6304F4E5'
const STATIC =
  '00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F'
const DYNAMIC =
  '00020101021238570010A00000072701270006970422011300234579234420208QRIBFTTA53037045405401235802VN62160812chuyen khoan6304722F'

const plainText = fc.stringMatching(/^[0-9A-Za-z ]{1,25}$/)
const orders: fc.Arbitrary<VietQr> = fc.record(
  {
    bin: fc.stringMatching(/^\d{6}$/),
    number: fc.stringMatching(/^[0-9A-Z]{1,19}$/),
    to: fc.constantFrom('account' as const, 'card' as const),
    amount: fc.integer({ min: 1, max: 999_999_999_999 }),
    bill: plainText,
    purpose: plainText,
  },
  { requiredKeys: ['bin', 'number', 'to'], noNullPrototype: true },
)

describe('VietQR', () => {
  test('has the check sum of the published strings', () => {
    for (const text of [TORN, STATIC, DYNAMIC]) expect(crc(text.slice(0, -4))).toBe(text.slice(-4))
    expect(crc('123456789')).toBe('29B1')
  })

  test('reads the two good published strings', () => {
    expect(readVietQr(STATIC)).toEqual({ bin: '970403', number: '0011012345678', to: 'account' })
    expect(readVietQr(DYNAMIC)).toEqual({
      bin: '970422',
      number: '0023457923442',
      to: 'account',
      amount: 40123,
      purpose: 'chuyen khoan',
    })
  })

  test('refuses the published string whose inner length is wrong though its check sum is right', () => {
    expect(() => readVietQr(TORN)).toThrow('độ dài ghi trong trường 38-01 không khớp')
  })

  test('writes the published strings again from what it read', () => {
    for (const text of [STATIC, DYNAMIC]) expect(writeVietQr(readVietQr(text))).toBe(text)
  })

  test('reads back whatever it writes', () => {
    fc.assert(
      fc.property(orders, (order) => {
        expect(readVietQr(writeVietQr(order))).toEqual(order)
      }),
    )
  })

  test('a torn or altered code is never read as another payment', () => {
    fc.assert(
      fc.property(orders, fc.nat(), fc.stringMatching(/^[\x20-\x7e]$/), (order, place, letter) => {
        const text = writeVietQr(order)
        const at = place % text.length
        fc.pre(text[at] !== letter)
        expect(() => readVietQr(text.slice(0, at) + letter + text.slice(at + 1))).toThrow()
        expect(() => readVietQr(text.slice(0, at))).toThrow()
      }),
    )
  })

  test('is not written for what it cannot carry', () => {
    const order: VietQr = { bin: '970422', number: '1', to: 'account' }
    expect(() => writeVietQr({ ...order, amount: 0 })).toThrow(RangeError)
    expect(() => writeVietQr({ ...order, amount: 1.5 })).toThrow(RangeError)
    expect(() => writeVietQr({ ...order, bill: 'Lệ phí' })).toThrow(RangeError)
    expect(() => writeVietQr({ ...order, bin: '97042' })).toThrow(RangeError)
  })
})
