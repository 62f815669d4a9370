import { expect, test } from 'vitest'
import type { Field } from '../../model/definition.ts'
import { validateAnswers } from '../../model/form-schema.ts'
import { showAnswer } from '../answers.ts'

const field: Field = { key: 'site', kind: 'mapPoint', label: { vi: 'Vị trí' } }
const form = [{ key: 'all', title: { vi: 'Trang' }, fields: [field] }]
const check = (lat: unknown, lng: unknown) => validateAnswers({ form }, { site: { lat, lng } })

test('typed either way, kept to the metre', () => {
  expect(check('21,823612', '105.2142').values.site).toEqual({ lat: 21.82361, lng: 105.2142 })
  expect(showAnswer(field, { lat: 21.82361, lng: 105.2142 }, 'vi')).toBe('21,82361° B, 105,2142° Đ')
})

test('the islands are inside; the neighbours’ capitals and swapped numbers are not', () => {
  expect(check(8.645, 111.92).errors).toEqual([])
  expect(check(39.9, 116.4).errors.map(({ path }) => path)).toEqual(['answers.site.lat'])
  expect(check(105.2, 21.8).errors.map(({ path }) => path)).toEqual(['answers.site.lat', 'answers.site.lng'])
  expect(check(21.8, '').errors).toEqual([
    { path: 'answers.site.lng', message: expect.stringContaining('“Kinh độ”') },
  ])
})
