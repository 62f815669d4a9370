import { expect, test } from 'vitest'
import type { Field } from '../../model/definition.ts'
import { validateAnswers } from '../../model/form-schema.ts'
import { readAnswer, showAnswer } from '../answers.ts'
import { changed, inputsOf, rowChange, typedIn } from '../typed-in.ts'

const field: Field = {
  key: 'plots',
  kind: 'group',
  label: { vi: 'Thửa đất' },
  min: 1,
  max: 3,
  fields: [
    { key: 'number', kind: 'text', label: { vi: 'Số thửa' } },
    { key: 'area', kind: 'number', label: { vi: 'Diện tích' }, min: 1 },
    { key: 'owner', kind: 'person', label: { vi: 'Chủ' }, requiredIf: false },
  ],
}
const form = [{ key: 'all', title: { vi: 'Trang' }, fields: [field] }]
const errors = (plots: unknown) => validateAnswers({ form }, { plots }).errors
const inputs = (texts: Record<string, string[]>) => (name: string) => texts[name] ?? []

test('rows read by their parts; rows opened for nothing at the end are dropped', () => {
  expect(
    readAnswer(field, [
      { number: ' 12 ', area: '1.250,5' },
      { number: '', area: '' },
    ]),
  ).toEqual([{ number: '12', area: 1250.5 }])
  expect(readAnswer(field, [{ number: '' }, {}])).toBeUndefined()
})

test('what is wrong is named by its row and its input', () => {
  expect(
    errors([
      { number: '1', area: 5 },
      { area: 'rộng', owner: { name: 'Hòa', citizenNumber: '1' } },
    ]),
  ).toEqual([
    { path: 'answers.plots.1.number', message: 'Dòng 2: Chưa có “Số thửa”. Hãy điền mục này.' },
    {
      path: 'answers.plots.1.area',
      message: expect.stringMatching(/^Dòng 2: “Diện tích” phải là một con số/),
    },
    {
      path: 'answers.plots.1.owner.birthDate',
      message: expect.stringContaining('Dòng 2: Chưa có “Ngày sinh”'),
    },
    { path: 'answers.plots.1.owner.sex', message: expect.stringContaining('Dòng 2: Chưa chọn “Giới tính”') },
    {
      path: 'answers.plots.1.owner.citizenNumber',
      message: expect.stringContaining('Dòng 2: “Số định danh'),
    },
  ])
})

test('too many rows, and what is no list, are refused', () => {
  const row = { number: '1', area: 1 }
  expect(errors([row, row, row, row])).toEqual([
    { path: 'answers.plots', message: '“Thửa đất”: hãy khai nhiều nhất 3 dòng.' },
  ])
  expect(errors('x')[0]?.path).toBe('answers.plots')
  expect(errors([row, 7])[0]?.path).toBe('answers.plots.1')
})

test('named inputs make rows, and rows make the same inputs', () => {
  const typed = typedIn(
    inputs({ 'answers.plots.rows': ['2'], 'answers.plots.0.number': ['1'], 'answers.plots.1.area': ['7'] }),
    field,
  )
  expect(readAnswer(field, typed)).toEqual([{ number: '1' }, { area: 7 }])
  expect(typedIn(inputs(inputsOf(typed, 'answers.plots')), field)).toEqual(typed)
  expect(typedIn(inputs({ 'answers.plots.rows': ['1000000000'] }), field)).toHaveLength(3)
})

test('buttons add a row and take one away', () => {
  const typed = [{ number: '1' }, { number: '2' }]
  const press = (button: string) => changed(field, typed, rowChange(button)!)
  expect(press('add answers.plots')).toEqual([...typed, {}])
  expect(press('remove answers.plots 0')).toEqual([{ number: '2' }])
  expect(press('add answers.others')).toEqual(typed)
  expect([rowChange('next'), rowChange('add'), rowChange('add documents.x')]).toEqual([null, null, null])
})

test('reads on one line', () => {
  expect(showAnswer(field, [{ number: '12', area: 5 }], 'vi')).toBe('Dòng 1: 12, 5')
})
