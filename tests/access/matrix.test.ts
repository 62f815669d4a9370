import { expect, test } from 'vitest'
import type { Problem } from '../../src/kernel/problem.ts'
import { allOperations } from '../../src/operations.ts'
import { permit } from '../../src/platform/command/permit.ts'
import { MATRIX } from './matrix.ts'
import { PERSONAS } from './personas.ts'

/**
 * Every verb and question against everybody who may come to the door. What is expected stands in one reviewed table;
 * a verb without a row fails, and so does a row without its verb.
 */
const registry = allOperations()
const names = registry.all().map((each) => each.name)

/** `+` may call it, `?` is asked to sign in, `-` is refused. */
function answer(name: string, persona: string): string {
  try {
    permit(registry.get(name), PERSONAS[persona]!, new Date('2022-05-10T02:00:00Z'))
    return '+'
  } catch (error) {
    const { status } = error as Problem
    if (status === 401) return '?'
    if (status === 403) return '-'
    throw error
  }
}

test('every verb has its reviewed row, and every row its verb', () => {
  expect(Object.keys(MATRIX).sort()).toEqual([...names].sort())
})

test.each(names)('%s: who may call it', (name) => {
  const found = Object.keys(PERSONAS).filter((persona) => answer(name, persona) === '+')
  const all = Object.keys(PERSONAS)
  const expected = MATRIX[name] === 'all' ? all : MATRIX[name] === 'signed in' ? all.slice(1) : MATRIX[name]
  expect(found).toEqual(expected)
  expect(answer(name, 'visitor')).toBe(found.includes('visitor') ? '+' : '?')
})
