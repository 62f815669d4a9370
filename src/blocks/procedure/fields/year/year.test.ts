import { expect, test } from 'vitest'
import type { Field } from '../../model/definition.ts'
import { validateAnswers } from '../../model/form-schema.ts'
import { showAnswer } from '../answers.ts'

const field: Field = { key: 'built', kind: 'year', label: { vi: 'Năm xây' }, max: 2030 }
const form = [{ key: 'all', title: { vi: 'Trang' }, fields: [field] }]
const check = (built: unknown) => validateAnswers({ form }, { built })

test('four digits, never grouped', () => {
  expect(check(' năm 1990 ').values).toEqual({ built: 1990 })
  expect(showAnswer(field, 1990, 'vi')).toBe('1990')
})

test.each([['90'], ['2031'], ['19999'], ['1990,5'], ['xưa']])('%s is refused', (typed) => {
  expect(check(typed).errors).toEqual([
    { path: 'answers.built', message: expect.stringMatching(/“Năm xây”.*Hãy/s) },
  ])
})
