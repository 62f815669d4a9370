import { expect, test } from 'vitest'
import type { Field } from '../../model/definition.ts'
import { validateAnswers } from '../../model/form-schema.ts'
import { showAnswer } from '../answers.ts'

const field: Field = { key: 'company', kind: 'organisation', label: { vi: 'Đơn vị' } }
const form = [{ key: 'all', title: { vi: 'Trang' }, fields: [field] }]
const good = { name: 'Công ty TNHH Sông Lô', taxCode: '0106026495', representative: 'Ma Văn Sơn' }

test('a tax code with a wrong check digit is refused at its input', () => {
  expect(validateAnswers({ form }, { company: good }).errors).toEqual([])
  expect(validateAnswers({ form }, { company: { ...good, taxCode: '0106026496' } }).errors).toEqual([
    { path: 'answers.company.taxCode', message: expect.stringContaining('“Mã số thuế” không đúng') },
  ])
})

test('a part nobody asks is refused by name', () => {
  expect(
    validateAnswers({ form }, { company: { ...good, capital: 5 } }).errors.map(({ path }) => path),
  ).toEqual(['answers.company.capital'])
})

test('reads on one line', () => {
  expect(showAnswer(field, good, 'vi')).toBe(
    'Công ty TNHH Sông Lô, mã số thuế 0106026495, người đại diện Ma Văn Sơn',
  )
})
