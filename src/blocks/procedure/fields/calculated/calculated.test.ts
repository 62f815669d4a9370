import { describe, expect, test } from 'vitest'
import type { Field } from '../../model/definition.ts'
import { validateAnswers } from '../../model/form-schema.ts'
import { showAnswer } from '../answers.ts'

const number = (key: string): Field => ({ key, kind: 'number', label: { vi: key }, requiredIf: false })
const worked = (formula: string, result?: Field['result']): Field => ({
  key: 'total',
  kind: 'calculated',
  label: { vi: 'Tổng' },
  formula,
  result,
})
const valuesOf = (fields: Field[], answers: Record<string, unknown>) =>
  validateAnswers({ form: [{ key: 'all', title: { vi: 'Trang' }, fields }] }, answers)

describe('a calculated value', () => {
  test('is worked out from the answers before it, whatever is sent for it', () => {
    const fields = [number('a'), number('b'), worked('answers.a * answers.b')]
    expect(valuesOf(fields, { a: '3', b: '4', total: 1 }).values).toEqual({ a: 3, b: 4, total: 12 })
  })

  test('is not there while the answers do not tell, and nobody is asked for it', () => {
    const fields = [number('a'), worked('answers.a * 2')]
    expect(valuesOf(fields, { total: 5 })).toEqual({ values: {}, errors: [] })
  })

  test('adds up the rows of a group', () => {
    const rows: Field = {
      key: 'plots',
      kind: 'group',
      label: { vi: 'Thửa' },
      fields: [{ key: 'area', kind: 'number', label: { vi: 'Diện tích' } }],
    }
    const { values } = valuesOf([rows, worked('sum(answers.plots.area)')], {
      plots: [{ area: '1.000' }, { area: 5 }],
    })
    expect(values.total).toBe(1005)
  })

  test('is đồng without a part, a day, or words', () => {
    const of = (field: Field) =>
      showAnswer(field, valuesOf([number('a'), field], { a: 3 }).values.total, 'vi')
    expect(of(worked('answers.a * 1000 / 7', 'money'))).toBe('429 đồng')
    expect(of(worked('date("2022-01-31") + duration("P1M")', 'date'))).toBe('28/02/2022')
    expect(of(worked('if answers.a > 2 then "Nhóm II" else "Nhóm I"', 'text'))).toBe('Nhóm II')
    expect(of(worked('answers.a > 2', 'text'))).toBe('Có')
  })

  test('does not come from the noise of the machine', () => {
    expect(valuesOf([number('a'), worked('answers.a * 0.1 + 0.2')], { a: 1 }).values.total).toBe(0.3)
  })

  test('that clashes or runs away is not there', () => {
    expect(valuesOf([number('a'), worked('answers.a + "x"')], { a: 1 }).values).toEqual({ a: 1 })
    expect(valuesOf([number('a'), worked('answers.a / 0')], { a: 1 }).values).toEqual({ a: 1 })
  })
})
