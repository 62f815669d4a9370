import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate, feelProblem } from '../../../../src/blocks/procedure/model/feel.ts'
import { type Condition, read, type Term, write } from './condition.ts'

describe('a condition picked from lists', () => {
  test('is written as the FEEL an official can read', () => {
    expect(
      write({
        join: 'or',
        terms: [
          { path: 'answers.ownerKind', test: 'is', value: 'household' },
          { path: 'answers.workers', test: 'atLeast', value: 10 },
          { path: 'answers.birthDate', test: 'less', value: '2000-01-01', day: true },
        ],
      }),
    ).toBe(
      'answers.ownerKind = "household" or answers.workers >= 10 or date(answers.birthDate) < date("2000-01-01")',
    )
  })

  test('a row that is not finished is not written', () => {
    const terms: Term[] = [
      { path: 'answers.a', test: 'is', value: null },
      { path: '', test: 'is', value: 'x' },
      { path: 'answers.b', test: 'given', value: null },
    ]
    expect(write({ join: 'and', terms })).toBe('answers.b != null')
  })

  const term = fc.oneof(
    fc.record({
      path: fc.constantFrom('answers.a', 'applicant.name', 'dossier.outcome'),
      test: fc.constantFrom('is' as const, 'isNot' as const, 'less' as const, 'atLeast' as const),
      value: fc.oneof(fc.string({ minLength: 1 }), fc.integer(), fc.boolean()),
    }),
    fc.record({
      path: fc.constant('answers.list'),
      test: fc.constantFrom('has' as const, 'hasNot' as const, 'contains' as const),
      value: fc.string({ minLength: 1 }),
    }),
    fc.record({
      path: fc.constant('answers.b'),
      test: fc.constant('missing' as const),
      value: fc.constant(null),
    }),
    fc.record({
      path: fc.constant('answers.day'),
      test: fc.constantFrom('more' as const, 'atMost' as const),
      value: fc.constant('2024-02-29'),
      day: fc.constant(true as const),
    }),
  )

  test('written and read back it is the same, and it always parses', () => {
    fc.assert(
      fc.property(
        fc.array(term, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('and' as const, 'or' as const),
        (terms, join) => {
          const condition: Condition = { join: terms.length === 1 ? 'and' : join, terms }
          const text = write(condition)
          expect(feelProblem(text)).toBeNull()
          expect(read(text)).toEqual(condition)
        },
      ),
    )
  })
})

describe('a condition written by hand', () => {
  test.each([
    ['answers.priority != null and count(answers.priority) >= 1', 2],
    ['( answers.x="a" ) or (answers.y = true)', 2],
    ['list  contains(answers.content, "a and b")', 1],
  ])('%s is shown in the builder', (text, terms) => {
    expect(read(text)?.terms).toHaveLength(terms)
  })

  test.each([
    'answers.a = 1 and answers.b = 2 or answers.c = 3',
    'some c in answers.classes satisfies c = "A1"',
    'answers.a = answers.b',
    'answers.a = 1 and',
    'answers.a = 1)',
    '',
  ])('%s stays text', (text) => {
    expect(read(text)).toBeNull()
  })
})

test('what the builder writes for days and lists holds as it says', () => {
  const context = { answers: { born: '1990-09-05', goods: ['vaccine'], note: 'Sửa chữa nhà' } }
  const holds = (one: Term) => evaluate(write({ join: 'and', terms: [one] }), context)
  expect(holds({ path: 'answers.born', test: 'less', value: '2000-01-01', day: true })).toBe(true)
  expect(holds({ path: 'answers.goods', test: 'hasNot', value: 'vaccine' })).toBe(false)
  expect(holds({ path: 'answers.note', test: 'contains', value: 'nhà' })).toBe(true)
  expect(holds({ path: 'answers.other', test: 'missing', value: null })).toBe(true)
})
