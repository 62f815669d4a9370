import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare, type Entry } from './reconcile.ts'

const entries: fc.Arbitrary<Entry[]> = fc.array(
  fc.record(
    {
      key: fc.constantFrom('GD1', 'GD2', 'GD3', 'GD4', 'GD5'),
      amount: fc.integer({ min: -9_999_999, max: 9_999_999 }),
    },
    { noNullPrototype: true },
  ),
  { maxLength: 12 },
)

describe('a reconciliation', () => {
  test('explains the whole difference of the totals, to the đồng', () => {
    fc.assert(
      fc.property(entries, entries, (ours, theirs) => {
        const { differences, ...sums } = compare(ours, theirs)
        const apart = differences.reduce((sum, each) => sum + each.ours - each.theirs, 0)
        expect(sums.ours - sums.theirs).toBe(apart)
        expect(sums.matched + differences.reduce((sum, each) => sum + each.ours, 0)).toBe(sums.ours)
      }),
    )
  })

  test('of a book with itself finds nothing but what it holds twice', () => {
    fc.assert(
      fc.property(entries, (ours) => {
        const { differences } = compare(ours, ours)
        const keys = ours.map((each) => each.key)
        const twice = new Set(keys.filter((key, at) => keys.indexOf(key) !== at))
        expect(new Set(differences.map((each) => each.key))).toEqual(twice)
        expect(differences.every((each) => each.kind === 'double')).toBe(true)
      }),
    )
  })

  test('names each kind', () => {
    const ours = [
      { key: 'a', amount: 100, code: 'H60.21-261124-0001' },
      { key: 'b', amount: 200 },
      { key: 'd', amount: 400 },
    ]
    const theirs = [
      { key: 'b', amount: 201 },
      { key: 'c', amount: 300 },
      { key: 'd', amount: 400 },
      { key: 'd', amount: 400 },
    ]
    expect(compare(ours, theirs).differences).toEqual([
      { kind: 'missingThere', key: 'a', ours: 100, theirs: 0, code: 'H60.21-261124-0001' },
      { kind: 'amountDiffers', key: 'b', ours: 200, theirs: 201, code: null },
      { kind: 'missingHere', key: 'c', ours: 0, theirs: 300, code: null },
      { kind: 'double', key: 'd', ours: 400, theirs: 800, code: null },
    ])
  })
})
