import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FIELD_KINDS, type Field, type FieldKind } from '../model/definition.ts'
import { validateAnswers } from '../model/form-schema.ts'
import { readAnswer, showAnswer } from './answers.ts'
import { kinds } from './kinds.ts'
import { inputsOf, typedIn } from './typed-in.ts'

const OPTIONS = [
  { value: 'male', label: { vi: 'Nam', en: 'Male' } },
  { value: 'female', label: { vi: 'Nữ', en: 'Female' } },
]
const ROW: Field['fields'] = [
  { key: 'name', kind: 'text', label: { vi: 'Tên' } },
  { key: 'area', kind: 'number', label: { vi: 'Diện tích' }, requiredIf: false },
  { key: 'home', kind: 'address', label: { vi: 'Nơi ở' }, requiredIf: false },
]
function field(kind: FieldKind, more: Partial<Field> = {}): Field {
  const options = kind === 'choice' || kind === 'choices' ? { options: OPTIONS } : {}
  const fields = kind === 'group' ? { fields: ROW } : {}
  return { key: 'asked', kind, label: { vi: 'Mục hỏi' }, ...options, ...fields, ...more }
}
const read = (kind: FieldKind, raw: string | string[] | undefined, more?: Partial<Field>) =>
  readAnswer(field(kind, more), raw)

describe('what people type', () => {
  test.each([
    ['number', '1.500', 1500],
    ['number', '120,5', 120.5],
    ['number', '120.5', 120.5],
    ['number', '12a', '12a'],
    ['money', '1.500.000 đồng', 1_500_000],
    ['money', '1,500,000', 1_500_000],
    ['money', '1500000đ', 1_500_000],
    ['date', '5/9/1990', '1990-09-05'],
    ['date', '05.09.1990', '1990-09-05'],
    ['date', '05091990', '1990-09-05'],
    ['date', 'hôm qua', 'hôm qua'],
    ['phone', '+84 912 345 678', '0912345678'],
    ['citizenId', ' 008 090 123456 ', '008090123456'],
    ['choice', 'nữ', 'female'],
    ['yesNo', 'Không', false],
    ['text', '  Nguyễn   Thị Ho\u0300a ', 'Nguyễn Thị Hòa'],
    ['longText', ' dòng một\r\ndòng hai ', 'dòng một\ndòng hai'],
    ['declaration', 'on', true],
    ['text', '   ', undefined],
    ['declaration', undefined, undefined],
  ] as const)('%s: %s', (kind, raw, value) => {
    expect(read(kind, raw)).toEqual(value)
  })

  test('ticked boxes keep the order of the form and are kept once', () => {
    expect(read('choices', ['female', 'male', 'Nữ'])).toEqual(['male', 'female'])
  })
})

/** What breaks readers: marks that combine, signs nobody sees, all kinds of line ends, separators. */
const awkward = fc.string({ unit: fc.constantFrom(...'.,-| \r\n10ađ\u200b\u0300') })

describe('every kind', () => {
  test.each(FIELD_KINDS)('%s names its field when the answer is missing', (kind) => {
    expect(kinds[kind].kind).toBe(kind)
    expect(kinds[kind].message({ keyword: 'required' }, field(kind))).toContain('“Mục hỏi”')
    expect(kinds[kind].message({ keyword: 'format' }, field(kind))).toMatch(/“Mục hỏi”.*(Hãy|hãy)/s)
  })

  test.each(FIELD_KINDS)('%s: reading what was read changes nothing', (kind) => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), awkward, fc.constantFrom('5/9/1990', '1.500', '0912345678', 'Nam')),
        (raw) => {
          const once = read(kind, raw)
          expect(readAnswer(field(kind), once)).toEqual(once)
        },
      ),
    )
  })

  /** What a page may send for a field: any text in any of its inputs, also in those of parts and rows. */
  const sent = (kind: FieldKind) =>
    fc
      .dictionary(
        fc.constantFrom(
          'answers.asked',
          ...['rows', 'card', 'name', 'commune', 'province', 'lat'].map((part) => `answers.asked.${part}`),
          ...['name', 'area', 'home.commune', 'home.code'].flatMap((part) =>
            [0, 1].map((row) => `answers.asked.${row}.${part}`),
          ),
        ),
        fc.array(
          fc.oneof(fc.string(), awkward, fc.constantFrom('2', 'on', 'Nữ', '1.500', '5/9/1990', 'Xã A')),
          {
            maxLength: 2,
          },
        ),
      )
      .map((texts) => typedIn((name) => texts[name] ?? [], field(kind)))

  test.each(FIELD_KINDS)('%s: reading what a page sent twice is reading it once', (kind) => {
    fc.assert(
      fc.property(sent(kind), (typed) => {
        const once = readAnswer(field(kind), typed)
        expect(readAnswer(field(kind), once)).toEqual(once)
      }),
    )
  })

  test.each(FIELD_KINDS)('%s: whatever is sent is either right or refused by its own name', (kind) => {
    const asked = field(kind, kind === 'calculated' ? { formula: '1 + 1' } : {})
    const form = [{ key: 'all', title: { vi: 'Trang' }, fields: [asked] }]
    fc.assert(
      fc.property(fc.oneof(sent(kind), fc.jsonValue()), (typed) => {
        const { values, errors } = validateAnswers({ form }, { asked: typed })
        for (const { path, message } of errors) {
          expect(path === 'answers.asked' || path.startsWith('answers.asked.')).toBe(true)
          expect(message).toMatch(/“[^”]+”.*[Hh]ãy /s)
        }
        if (errors.length === 0) {
          expect(validateAnswers({ form }, values)).toEqual({ values, errors: [] })
          expect(typeof showAnswer(asked, values.asked, 'vi')).toBe('string')
        }
      }),
    )
  })

  test('what was typed comes back to its inputs', () => {
    const typed = { name: 'Hòa', card: '', citizenNumber: '', birthDate: '', sex: '', address: '' }
    const texts = inputsOf(typed, 'answers.asked')
    expect(typedIn((name) => texts[name] ?? [], field('person'))).toEqual(typed)
  })

  test('shown in both languages', () => {
    expect(kinds.money.show(1_500_000, field('money'), 'vi')).toBe('1.500.000 đồng')
    expect(kinds.date.show('1990-09-05', field('date'), 'vi')).toBe('05/09/1990')
    expect(kinds.choice.show('female', field('choice'), 'en')).toBe('Female')
    expect(kinds.choices.show(['male', 'female'], field('choices'), 'vi')).toBe('Nam; Nữ')
    expect(kinds.phone.show('0912345678', field('phone'), 'vi')).toBe('0912 345 678')
  })
})

test('a day that does not exist is refused', () => {
  const isDay = kinds.date.formats?.day
  expect([isDay?.('2022-02-30'), isDay?.('2024-02-29'), isDay?.('1990-13-01')]).toEqual([false, true, false])
})
