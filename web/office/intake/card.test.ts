import { expect, test } from 'vitest'
import { fromCard } from './card.ts'

const CARD = '008199000321||Nông Thị Mùi|05091999|Nữ|Tổ 3, Phường Minh Xuân, Tỉnh Tuyên Quang|10062021'
const WHOLE = {
  kind: 'person',
  citizenNumber: '008199000321',
  name: 'Nông Thị Mùi',
  birthDate: '1999-09-05',
  gender: 'Nữ',
  address: 'Tổ 3, Phường Minh Xuân, Tỉnh Tuyên Quang',
}

test('a whole card fills the applicant in and says nothing', () => {
  expect(fromCard(CARD)).toEqual({ applicant: WHOLE, wrong: null })
})

test('a torn card fills in what was readable and names what is missing', () => {
  const { applicant, wrong } = fromCard('008199000321||Nông Thị Mùi|0509')
  expect(applicant).toEqual({ kind: 'person', citizenNumber: '008199000321', name: 'Nông Thị Mùi' })
  expect(wrong).toBe(
    'Mã QR bị rách hoặc mờ: đã điền số căn cước, họ và tên; thiếu ngày sinh, giới tính, nơi thường trú. Hãy nhập phần thiếu theo thẻ.',
  )
})

test.each([CARD.length - 1, CARD.length - 9, 60, 40, 25, 13])(
  'cut after %i letters nothing wrong is filled in',
  (length) => {
    for (const [key, value] of Object.entries(fromCard(CARD.slice(0, length)).applicant))
      expect(value).toBe(WHOLE[key as keyof typeof WHOLE])
  },
)

test('a bad day in the middle is left out, the rest is filled in', () => {
  const { applicant, wrong } = fromCard(CARD.replace('05091999', '31021999'))
  expect(applicant).toEqual({ ...WHOLE, birthDate: undefined })
  expect(wrong).toContain('thiếu ngày sinh')
})

test('what is no card at all says so', () => {
  expect(fromCard('https://example.vn/menu')).toMatchObject({ applicant: {}, wrong: expect.any(String) })
})
