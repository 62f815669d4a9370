import { expect, test } from 'vitest'
import type { DossierRow } from '../../../src/blocks/dossier/contract.ts'
import { newcomers, refreshed } from './use-rows.ts'

const row = (id: string, minutesLeft = 0) => ({ id, minutesLeft }) as DossierRow

test('a row that moved up because another was finished is not announced as new', () => {
  const fresh = { items: [row('b'), row('c'), row('d')], nextCursor: 'more' }
  expect(newcomers([row('a'), row('b'), row('c')], fresh)).toBe(0)
})

test('a row that arrived between known ones is announced', () => {
  const fresh = { items: [row('a'), row('new'), row('b')], nextCursor: 'more' }
  expect(newcomers([row('a'), row('b'), row('c')], fresh)).toBe(1)
})

test('on a list that fits one page, a row at its end is announced too', () => {
  expect(newcomers([row('a')], { items: [row('a'), row('z')], nextCursor: null })).toBe(1)
})

test('time left is refreshed where the row stands: order and length stay', () => {
  const after = refreshed([row('a', 60), row('b', 90)], [row('b', 80), row('c', 10)])
  expect(after.map((each) => [each.id, each.minutesLeft])).toEqual([
    ['a', 60],
    ['b', 80],
  ])
})
