import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { kinds } from '../fields/kinds.ts'
import type { DocumentRequirement, Field } from './definition.ts'
import { formSchema, isRequired, requiredDocuments, validateAnswers, visibleFields } from './form-schema.ts'

const field = (key: string, kind: Field['kind'], more: Partial<Field> = {}): Field => ({
  key,
  kind,
  label: { vi: `Mục ${key}` },
  ...more,
})
const form = [
  {
    key: 'who',
    title: { vi: 'Người nộp' },
    fields: [
      field('name', 'text', { maxLength: 20 }),
      field('married', 'yesNo'),
      field('spouse', 'text', { showIf: 'answers.married = true' }),
      field('spousePhone', 'phone', { showIf: 'answers.spouse != null', requiredIf: false }),
    ],
  },
  {
    key: 'what',
    title: { vi: 'Nội dung' },
    fields: [
      field('copies', 'number', { min: 1, max: 5 }),
      field('reason', 'longText', { requiredIf: 'answers.copies = 4' }),
    ],
  },
]
const definition = { form }
const paths = (answers: Record<string, unknown>, options = {}) =>
  validateAnswers(definition, answers, options).errors.map((error) => error.path)

describe('validateAnswers', () => {
  test('keeps what was meant: composed, trimmed, numbers as numbers', () => {
    const typed = { name: '  Nguyễn Thị Ho\u0300a ', married: 'false', copies: '2' }
    expect(validateAnswers(definition, typed)).toEqual({
      values: { name: 'Nguyễn Thị Hòa', married: false, copies: 2 },
      errors: [],
    })
  })

  test('drops answers to fields that are hidden, and to those hidden because of them', () => {
    const { values, errors } = validateAnswers(definition, {
      name: 'Hòa',
      married: false,
      spouse: 'Sơn',
      spousePhone: '12',
      copies: 1,
    })
    expect(errors).toEqual([])
    expect(Object.keys(values)).toEqual(['name', 'married', 'copies'])
  })

  test('asks for what the answers make necessary', () => {
    expect(paths({ name: 'Hòa', married: true, copies: 4 })).toEqual(['answers.spouse', 'answers.reason'])
    expect(isRequired(form[1]!.fields[1]!, { copies: 4 })).toBe(true)
    expect(isRequired(form[1]!.fields[1]!, { copies: 2 })).toBe(false)
  })

  test('a draft may be incomplete but not wrong', () => {
    expect(paths({ copies: 9 }, { partial: true })).toEqual(['answers.copies'])
  })

  test('a page complains about itself only', () => {
    expect(paths({ copies: 9 }, { page: 'who' })).toEqual(['answers.name', 'answers.married'])
    expect(paths({ copies: 9 }, { page: 'what' })).toEqual(['answers.copies'])
  })

  test('refuses keys the form does not have, whatever they are called', () => {
    const hostile = JSON.parse(
      '{"name":"Hòa","married":false,"copies":1,"__proto__":{"a":1},"constructor":2,"salary":3}',
    )
    expect(paths(hostile)).toEqual(['answers.__proto__', 'answers.constructor', 'answers.salary'])
    expect(({} as Record<string, unknown>).a).toBeUndefined()
  })

  test.each([
    [{ name: 'a'.repeat(21) }, 'answers.name', 'dài quá 20 ký tự'],
    [{ name: { first: 'Hòa' } }, 'answers.name', 'phải là chữ'],
    [{ copies: 6 }, 'answers.copies', 'không được quá 5'],
    [{ copies: 'hai' }, 'answers.copies', 'phải là một con số'],
    [{ married: 'có lẽ' }, 'answers.married', 'Có hoặc Không'],
    [{ name: '   ' }, 'answers.name', 'Chưa có “Mục name”'],
  ])('%o is refused at %s', (wrong, path, words) => {
    const { errors } = validateAnswers(definition, { name: 'Hòa', married: false, copies: 1, ...wrong })
    expect(errors.map((error) => error.path)).toEqual([path])
    expect(errors[0]!.message).toContain(words)
  })
})

test('the form is a JSON Schema others can use', () => {
  const formats = Object.assign({}, ...Object.values(kinds).map((kind) => kind.formats ?? {}))
  const check = new Ajv2020({ strict: true, formats }).compile(formSchema(definition))
  expect([check({ copies: 2 }), check({ copies: 2, more: 1 }), check({ copies: '2' })]).toEqual([
    true,
    false,
    false,
  ])
})

test('visible fields and papers follow the answers', () => {
  const paper = (key: string, more: Partial<DocumentRequirement>): DocumentRequirement => ({
    key,
    name: { vi: key },
    direction: 'in',
    form: 'copy',
    copies: 1,
    digitise: false,
    ...more,
  })
  const documents = [
    paper('always', {}),
    paper('never', { requiredIf: false }),
    paper('marriage', { requiredIf: 'answers.spouse != null' }),
    paper('result', { direction: 'out' }),
  ]
  const keys = (answers: Record<string, unknown>) =>
    requiredDocuments({ form, documents }, answers).map((each) => each.key)
  expect(keys({ married: true, spouse: 'Sơn' })).toEqual(['always', 'marriage'])
  expect(keys({ married: false, spouse: 'Sơn' })).toEqual(['always'])
  expect(visibleFields(definition, { married: 'true' }).map((each) => each.key)).toContain('spouse')
})
