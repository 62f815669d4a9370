import { expect, test } from 'vitest'
import type { Field } from '../../model/definition.ts'
import { validateAnswers } from '../../model/form-schema.ts'
import { readAnswer, showAnswer } from '../answers.ts'

const field: Field = { key: 'owner', kind: 'person', label: { vi: 'Chủ hộ' } }
const form = [{ key: 'all', title: { vi: 'Trang' }, fields: [field] }]
const CARD = '008190001234|090012345|Nguyễn Thị Hòa|05091990|Nữ|Tổ 5, Tràng Đà, Tuyên Quang|01012022'
const check = (owner: unknown) => validateAnswers({ form }, { owner })

test('a scanned card fills every part, over what stood there', () => {
  expect(readAnswer(field, { name: 'Cũ', citizenNumber: '', card: CARD })).toEqual({
    name: 'Nguyễn Thị Hòa',
    citizenNumber: '008190001234',
    birthDate: '1990-09-05',
    sex: 'female',
    address: 'Tổ 5, Tràng Đà, Tuyên Quang',
  })
})

test('a text that is no card is refused at the card, and says what to do', () => {
  const { errors } = check({ name: 'Hòa', card: 'xyz' })
  const at = errors.find((error) => error.path === 'answers.owner.card')
  expect(at?.message).toMatch(/“Chủ hộ”.*Hãy quét lại/)
})

test('each missing or wrong part is named at its own input; the address may be left out', () => {
  expect(check({ name: 'Nguyễn Thị Hòa', citizenNumber: '12', birthDate: '31/2/1990' }).errors).toEqual([
    { path: 'answers.owner.sex', message: expect.stringContaining('“Giới tính”') },
    { path: 'answers.owner.citizenNumber', message: expect.stringContaining('12 chữ số') },
    { path: 'answers.owner.birthDate', message: expect.stringContaining('ngày có thật') },
  ])
})

test('nothing typed is no answer', () => {
  expect(
    readAnswer(field, { name: ' ', citizenNumber: '', birthDate: '', sex: '', address: '', card: '' }),
  ).toBe(undefined)
  expect(check({ name: '' }).errors).toEqual([
    { path: 'answers.owner', message: expect.stringContaining('Chưa có “Chủ hộ”') },
  ])
})

test('reads on one line in both languages', () => {
  const value = readAnswer(field, { card: CARD })
  expect(showAnswer(field, value, 'vi')).toBe(
    'Nguyễn Thị Hòa, sinh ngày 05/09/1990, Nữ, số định danh 008190001234, thường trú Tổ 5, Tràng Đà, Tuyên Quang',
  )
  expect(showAnswer(field, value, 'en')).toContain('born 05/09/1990, Female')
})
