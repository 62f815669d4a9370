import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FIELD_KINDS, type Field, type FieldKind } from '../model/definition.ts'
import { kinds } from './kinds.ts'

const OPTIONS = [
  { value: 'male', label: { vi: 'Nam', en: 'Male' } },
  { value: 'female', label: { vi: 'Nữ', en: 'Female' } },
]
function field(kind: FieldKind, more: Partial<Field> = {}): Field {
  const options = kind === 'choice' || kind === 'choices' ? { options: OPTIONS } : {}
  return { key: 'asked', kind, label: { vi: 'Mục hỏi' }, ...options, ...more }
}
const read = (kind: FieldKind, raw: string | string[] | undefined, more?: Partial<Field>) =>
  kinds[kind].read(raw, field(kind, more))

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
          const again = typeof once === 'string' || Array.isArray(once) ? read(kind, once as string) : once
          expect(again).toEqual(once)
        },
      ),
    )
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
