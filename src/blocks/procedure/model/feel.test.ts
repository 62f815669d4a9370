import { describe, expect, test } from 'vitest'
import { evaluate, feelNames, feelProblem, holds } from './feel.ts'

describe('conditions', () => {
  const context = { answers: { kind: 'house', area: 120, tags: ['new', 'big'] } }
  test.each([
    ['answers.kind = "house"', true],
    ['answers.area > 200', false],
    ['list contains(answers.tags, "big")', true],
    ['some t in answers.tags satisfies t = "new"', true],
    ['answers.missing = true', false],
    ['answers.missing > 3', false],
    ['answers.area', false],
    ['answers.area =', false],
    ['nothing', false],
  ])('%s is %s', (expression, expected) => {
    expect(holds(expression, context)).toBe(expected)
  })

  test('one expression serves contexts of different shapes, and keeps nothing of them', () => {
    const total = 'answers.pages * copies'
    expect(evaluate(total, { answers: { pages: 3 }, copies: 2 })).toBe(6)
    expect(evaluate(total, { answers: { pages: 5 }, copies: 2 })).toBe(10)
    expect(evaluate(total, { answers: { pages: 3 } })).toBeNull()
    expect(evaluate(total, { answers: {}, copies: 2 })).toBeNull()
  })

  test('a comment cannot swallow the rest', () => {
    expect(evaluate('1 + 1 // one and one', {})).toBe(2)
  })
})

test('syntax is judged with the place of the mistake', () => {
  expect(feelProblem('answers.a = 1')).toBeNull()
  expect(feelProblem('answers.a = ')).toMatch(/ký tự thứ \d+/)
  expect(feelProblem('  ')).toMatch(/để trống/)
  expect(feelProblem('now() > answers.a')).toMatch(/now\(\)/)
})

test('the names an expression looks at, without its own variables and texts', () => {
  expect(feelNames('answers.a = "answers.b" and some x in answers.list satisfies x > copies')).toEqual([
    'answers.a',
    'answers.list',
    'copies',
  ])
  expect(feelNames('max(answers.a, count(answers.b))')).toEqual(['answers.a', 'answers.b'])
})
