import { expect, test } from 'vitest'
import { evaluate, feelProblem } from './feel.ts'
import { feelExcess } from './feel-limits.ts'

test.each([
  ['for i in 1..1000000000 return i', 'dãy số'],
  ['count(for i in 1..30000, j in 1..30000 return i * j) > 3', 'dãy số'],
  ['some i in 1..n satisfies i > answers.a', 'dãy số'],
  ['for a in answers.l, b in answers.l, c in answers.l return a', '2 danh sách'],
  ['count(for a in l return for b in l return for c in l return 1) > 1', '2 danh sách'],
  ['{f: function(n) f(n) + f(n), r: f(1)}.r', 'function'],
  ['matches(answers.a, "^(a+)+$")', 'nhóm lặp'],
  ['replace(answers.a, "(x|y)*z", "")', 'nhóm lặp'],
  ['matches(answers.a, answers.b)', 'ngoặc kép'],
  ['split(answers.a, string(answers.b))', 'ngoặc kép'],
  [`answers.a = "${'x'.repeat(2000)}"`, '2000'],
])('%s is refused before it runs', (expression, why) => {
  expect(feelProblem(expression)).toContain(why)
  const begun = performance.now()
  expect(
    evaluate(expression, { answers: { a: 'a'.repeat(40), b: '(a+)+$', l: [1, 2] }, n: 1e9, l: [1] }),
  ).toBeNull()
  expect(performance.now() - begun).toBeLessThan(1000)
})

test.each([
  'some c in answers.classes satisfies not(list contains(["a", "b"], c))',
  'sum(for p in answers.plots return p.area) > 100',
  'answers.area in [1..500]',
  'matches(answers.code, "^[A-Z]{2}[0-9]+$")',
  'replace(answers.code, "[, ]+", " ") = "x"',
  'split(answers.a, ",")[1] = "x"',
])('%s is allowed', (expression) => {
  expect(feelExcess(expression)).toBeNull()
  expect(feelProblem(expression)).toBeNull()
})

test.each([
  'constructor',
  '__proto__',
  'answers.constructor',
  'answers.__proto__',
  '"a".constructor.constructor("return 1")()',
  'get value(answers, "constructor")',
])('%s reaches nothing of the machine', (expression) => {
  const value = evaluate(expression, { answers: { a: 1 } })
  expect([null, undefined]).toContain(typeof value === 'object' ? value : null)
  expect(typeof value).not.toBe('function')
})
