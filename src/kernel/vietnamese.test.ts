import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  formatDate,
  formatDay,
  formatMoney,
  formatNumber,
  formatTime,
  numberInWords,
  plain,
} from './vietnamese.ts'

test('a name is found with and without diacritics, composed or not', () => {
  expect(plain('Nguyễn  Thị\tHòa ')).toBe('nguyen thi hoa')
  expect(plain('Nguyễn Thị Hoà'.normalize('NFD'))).toBe('nguyen thi hoa')
  expect(plain('ĐẶNG ĐỨC Ưởng')).toBe('dang duc uong')
  expect(plain('Ỷ La, Chiêm Hóa')).toBe('y la, chiem hoa')
})

test('plain text stays as it is, and both normal forms agree', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'aăâđeêioôơuưyÁẠẢÃĐỆỘỚỮỲ  xk1') })
  fc.assert(
    fc.property(letters, (text) => {
      const once = plain(text)
      expect(plain(once)).toBe(once)
      expect(plain(text.normalize('NFD'))).toBe(once)
      expect(once).toMatch(/^[a-z0-9 ]*$/)
    }),
  )
})

test('numbers and money carry Vietnamese separators', () => {
  expect(formatNumber(42540)).toBe('42.540')
  expect(formatNumber(1234567.5)).toBe('1.234.567,5')
  expect(formatNumber(39.4491, 2)).toBe('39,45')
  expect(formatNumber(-1000)).toBe('-1.000')
  expect(formatNumber(-0)).toBe('0')
  expect(formatNumber(12345678901234567890n)).toBe('12.345.678.901.234.567.890')
  expect(formatMoney(125000)).toBe('125.000 đồng')
  expect(() => formatMoney(0.5)).toThrow(RangeError)
  expect(() => formatNumber(Number.NaN)).toThrow(RangeError)
})

test('dates are those of Vietnam whatever the zone of the instant', () => {
  expect(formatDate('2022-05-05')).toBe('05/05/2022')
  expect(formatDate('2022-05-04T17:00:00Z')).toBe('05/05/2022')
  expect(formatDate('2022-05-04T16:59:59.999Z')).toBe('04/05/2022')
  expect(formatDate(new Date('2021-12-31T18:30:00Z'))).toBe('01/01/2022')
  expect(formatTime('2022-05-05T02:10:00Z')).toBe('09:10')
  expect(formatTime('2022-05-05T09:10+07:00')).toBe('09:10')
  expect(formatDay('2022-05-05')).toBe('thứ Năm, 05/05/2022')
  expect(formatDay('2022-05-07T17:00:00Z')).toBe('Chủ nhật, 08/05/2022')
})

test('the fixed offset agrees with the time zone database since 1976', () => {
  const zone = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Ho_Chi_Minh',
    dateStyle: 'short',
    timeStyle: 'short',
  })
  const moment = fc.date({ min: new Date('1976-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(moment, (date) => {
      expect(`${formatDate(date)}, ${formatTime(date)}`).toBe(zone.format(date))
    }),
  )
})

test('what is not a moment is refused rather than guessed', () => {
  for (const wrong of ['2022-02-30', '05/05/2022', '2022-05-05T09:10', '', '2022-05-05T25:00:00Z']) {
    expect(() => formatDate(wrong), wrong).toThrow(RangeError)
  }
  expect(() => formatTime('2022-05-05')).toThrow(RangeError)
})

test.each([
  [0, 'Không đồng'],
  [5, 'Năm đồng'],
  [10, 'Mười đồng'],
  [15, 'Mười lăm đồng'],
  [14, 'Mười bốn đồng'],
  [21, 'Hai mươi mốt đồng'],
  [24, 'Hai mươi tư đồng'],
  [105, 'Một trăm linh năm đồng'],
  [111, 'Một trăm mười một đồng'],
  [1_005, 'Một nghìn không trăm linh năm đồng'],
  [8_000, 'Tám nghìn đồng'],
  [125_000, 'Một trăm hai mươi lăm nghìn đồng'],
  [1_000_500, 'Một triệu không nghìn năm trăm đồng'],
  [2_050_000, 'Hai triệu không trăm năm mươi nghìn đồng'],
  [1_000_000_000, 'Một tỷ đồng'],
  [1_000_000_005, 'Một tỷ không triệu không nghìn không trăm linh năm đồng'],
  [1_005_000_000, 'Một tỷ không trăm linh năm triệu đồng'],
  [12_000_000_000_000, 'Mười hai nghìn tỷ đồng'],
  [-3_000, 'Âm ba nghìn đồng'],
])('%d is spelled as on a receipt', (value, words) => {
  expect(numberInWords(value)).toBe(words)
})

test('a number without unit, and what cannot be spelled', () => {
  expect(numberInWords(31, '')).toBe('Ba mươi mốt')
  expect(() => numberInWords(1.5)).toThrow(RangeError)
  expect(() => numberInWords(2 ** 60)).toThrow(RangeError)
})

/** Reads words back by another way than they are written: to find an amount that is spelled like another. */
function read(words: string): number {
  const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']
  const value = (word: string) => ({ mốt: 1, tư: 4, lăm: 5 })[word] ?? digits.indexOf(word)
  let billions = 0
  let total = 0
  let group = 0
  let digit = 0
  for (const word of words.split(' ')) {
    if (word === 'trăm') group = digit * 100
    else if (word === 'mươi') group += digit * 10
    else if (word === 'mười') group += 10
    if (['trăm', 'mươi', 'mười', 'linh'].includes(word)) digit = 0
    else if (word === 'nghìn' || word === 'triệu') {
      total += (group + digit) * (word === 'nghìn' ? 1_000 : 1_000_000)
      group = digit = 0
    } else if (word === 'tỷ') {
      billions = (total + group + digit) * 1_000_000_000
      total = group = digit = 0
    } else digit = value(word)
  }
  return billions + total + group + digit
}

test('no two amounts are spelled alike', () => {
  const amount = fc.oneof(fc.nat(2_000), fc.nat(5_000_000), fc.integer({ min: 0, max: 900_000_000_000_000 }))
  fc.assert(
    fc.property(amount, (value) => {
      expect(read(numberInWords(value, '').toLowerCase())).toBe(value)
    }),
    { numRuns: 2_000 },
  )
})
