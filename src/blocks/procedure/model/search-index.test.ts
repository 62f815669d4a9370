import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SearchIndex } from './search-index.ts'

const TITLES = [
  'Đăng ký khai sinh',
  'Đăng ký lại khai sinh',
  'Đăng ký khai sinh có yếu tố nước ngoài',
  'Đăng ký kết hôn',
  'Đăng ký khai tử',
  'Cấp Giấy xác nhận tình trạng hôn nhân',
  'Đăng ký thường trú',
  'Đổi giấy phép lái xe',
  'Cấp giấy phép xây dựng nhà ở riêng lẻ',
  'Đăng ký, cấp Giấy chứng nhận quyền sử dụng đất lần đầu',
  'Đăng ký thành lập hộ kinh doanh',
  'Thu hồi giấy phép khai thác nước dưới đất',
  'Thủ tục hỗ trợ chi phí mai táng',
  'Cấp thẻ căn cước',
]
const index = new SearchIndex(TITLES.map((title) => ({ title, more: 'Lĩnh vực chung' })))
const found = (query: string) => index.find(query).map(({ at }) => TITLES[at]!)

test.each([
  ['khai sinh', 'Đăng ký khai sinh'],
  ['dang ky khai sinh', 'Đăng ký khai sinh'],
  ['KHAI  SINH!', 'Đăng ký khai sinh'],
  ['tôi muốn làm giấy khai sinh cho con', 'Đăng ký khai sinh'],
  ['khai sinh có yếu tố nước ngoài', 'Đăng ký khai sinh có yếu tố nước ngoài'],
  ['làm lại giấy khai sinh đã mất', 'Đăng ký lại khai sinh'],
  ['sổ đỏ', 'Đăng ký, cấp Giấy chứng nhận quyền sử dụng đất lần đầu'],
  ['bằng lái', 'Đổi giấy phép lái xe'],
  ['xin giấy phép xây nhà', 'Cấp giấy phép xây dựng nhà ở riêng lẻ'],
  ['mở quán', 'Đăng ký thành lập hộ kinh doanh'],
  ['nhập hộ khẩu', 'Đăng ký thường trú'],
  ['thu hồi giấy phép', 'Thu hồi giấy phép khai thác nước dưới đất'],
  ['căn cước', 'Cấp thẻ căn cước'],
  // A slip in one word: changed over, missing, too much, run together.
  ['khia sinh', 'Đăng ký khai sinh'],
  ['kêt hônn', 'Đăng ký kết hôn'],
  ['thuong tr', 'Đăng ký thường trú'],
  ['thường truu', 'Đăng ký thường trú'],
  ['khaisinh', 'Đăng ký khai sinh'],
  ['mai tangs', 'Thủ tục hỗ trợ chi phí mai táng'],
])('“%s” finds “%s” first', (query, title) => {
  expect(found(query)[0]).toBe(title)
})

test('not every word must match, and what matches more stands before', () => {
  const titles = found('đăng ký khai sinh cho cháu ngoại ở Mỹ')
  expect(titles[0]).toMatch(/khai sinh/)
  expect(titles.indexOf('Đăng ký khai sinh có yếu tố nước ngoài')).toBeGreaterThanOrEqual(0)
})

test('empty words alone or nonsense lead nowhere near everything', () => {
  expect(found('')).toEqual([])
  expect(found('!!! ???')).toEqual([])
  expect(found('zzzzqqqq wwwwvvvv')).toEqual([])
  expect(found('tôi muốn xin zzzzqqqq')).toEqual([])
})

test('any text at all is answered, with shares that fall', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60, unit: 'grapheme' }), (query) => {
      const scores = index.find(query).map(({ score }) => score)
      expect(scores.every((score) => Number.isFinite(score) && score > 0)).toBe(true)
      expect([...scores].sort((a, b) => b - a)).toEqual(scores)
    }),
  )
})
