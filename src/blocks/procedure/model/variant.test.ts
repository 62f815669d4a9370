import { describe, expect, test } from 'vitest'
import { Problem } from '../../../kernel/problem.ts'
import { definitionHash } from '../definition-hash.ts'
import type { Definition, Variant } from './definition.ts'
import { applyVariant } from './expand-pack.ts'
import { feesFor, totalOf } from './fees.ts'

const definition = {
  documents: [
    { key: 'form', name: { vi: 'Tờ khai' }, direction: 'in', form: 'original', copies: 1, digitise: false },
    {
      key: 'result',
      name: { vi: 'Kết quả' },
      direction: 'out',
      form: 'electronic',
      copies: 1,
      digitise: false,
    },
  ],
  fees: [
    { key: 'flat', name: { vi: 'Lệ phí' }, kind: 'lệ phí', amount: 50_000, legalBasis: 'Thông tư A' },
    {
      key: 'paged',
      name: { vi: 'Phí' },
      kind: 'phí',
      formula: '1000 * answers.pages',
      legalBasis: 'Thông tư B',
    },
  ],
  clock: { term: 5, unit: 'workingDays', resume: 'continue', silence: 'none' },
} as unknown as Definition
const variant = (more: Partial<Variant>): Variant => ({
  agency: 'H60.31',
  removeDocuments: [],
  fees: [],
  ...more,
})

describe('an agency may give, never ask more', () => {
  test('fewer papers, a shorter term, lower fees', () => {
    const own = applyVariant(
      definition,
      variant({
        removeDocuments: ['form'],
        term: 3,
        fees: [
          { key: 'flat', amount: 20_000, resolution: 'Nghị quyết 1' },
          { key: 'paged', amount: 5_000, resolution: 'Nghị quyết 2' },
        ],
      }),
    )
    expect(own.documents.map((paper) => paper.key)).toEqual(['result'])
    expect(own.clock.term).toBe(3)
    expect(feesFor(own, null, { pages: 3 }).map((line) => line.amount)).toEqual([20_000, 3_000])
    expect(feesFor(own, null, { pages: 30 }).map((line) => line.amount)).toEqual([20_000, 5_000])
    expect(own.fees[0]!.legalBasis).toBe('Nghị quyết 1; Thông tư A')
    expect(definition.fees[0]!.amount).toBe(50_000)
  })

  test.each<[string, Partial<Variant>, string]>([
    ['a longer term', { term: 6 }, 'term'],
    ['a higher fee', { fees: [{ key: 'flat', amount: 50_001, resolution: 'NQ' }] }, 'fees.0.amount'],
    ['a fee of its own', { fees: [{ key: 'extra', amount: 1, resolution: 'NQ' }] }, 'fees.0.key'],
    ['a paper that is not there', { removeDocuments: ['other'] }, 'removeDocuments.0'],
    ['the result itself', { removeDocuments: ['result'] }, 'removeDocuments.0'],
  ])('refuses %s', (_what, more, path) => {
    expect(() => applyVariant(definition, variant(more))).toThrow(Problem)
    try {
      applyVariant(definition, variant(more))
    } catch (problem) {
      expect((problem as Problem).errors[0]?.path).toBe(path)
    }
  })
})

test('fees with a variant named beside them equal those of the applied variant', () => {
  const lowered = variant({ fees: [{ key: 'paged', amount: 2_000, resolution: 'Nghị quyết 2' }] })
  const beside = feesFor(definition, lowered, { pages: 9 })
  expect(totalOf(beside)).toBe(52_000)
  expect(totalOf(feesFor(applyVariant(definition, lowered), null, { pages: 9 }))).toBe(52_000)
  expect(beside[1]!.explanation).toBe('2.000 đồng theo mức giảm tại Nghị quyết 2.')
})

test('an amount not yet known is no amount', () => {
  const lines = feesFor(definition, null, {})
  expect(lines.map((line) => line.known)).toEqual([true, false])
  expect(totalOf(lines)).toBeNull()
})

test('the hash looks at content, not at order', () => {
  expect(definitionHash({ a: 1, b: [{ c: 2, d: undefined }] })).toBe(definitionHash({ b: [{ c: 2 }], a: 1 }))
  expect(definitionHash({ a: [1, 2] })).not.toBe(definitionHash({ a: [2, 1] }))
})
