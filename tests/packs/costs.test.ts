import { describe, expect, test } from 'vitest'
import { feesFor, totalOf } from '../../src/blocks/procedure/model/fees.ts'
import { type Answers, requiredDocuments } from '../../src/blocks/procedure/model/form-schema.ts'
import { shipped } from './shipped.ts'

const definitionOf = (code: string) => shipped.find((each) => each.pack.code === code)!.definition

describe('what a procedure costs', () => {
  const cost = (code: string, answers: Answers) => totalOf(feesFor(definitionOf(code), null, answers))

  test.each([
    ['2.000815', { pages: 1, copies: 1 }, 2000],
    ['2.000815', { pages: 2, copies: 1 }, 4000],
    ['2.000815', { pages: 10, copies: 3 }, 36_000],
    ['2.000815', { pages: 198, copies: 1 }, 200_000],
    ['2.000815', { pages: 500, copies: 2 }, 400_000],
    ['2.000635', { copies: 3 }, 24_000],
    ['2.000635', { copies: 3, priority: ['poor'] }, 0],
    ['2.000488', { feeGroup: 'normal', copies: 2 }, 200_000],
    ['2.000488', { feeGroup: 'student', copies: 4 }, 110_000],
    ['2.000488', { feeGroup: 'exempt', copies: 4 }, 0],
    ['1.003868', { medium: 'print', pages: 40 }, 600_000],
    ['1.001193', {}, 0],
    ['2.000815', { pages: 3 }, null],
  ] as [string, Answers, number | null][])('%s with %o costs %s', (code, answers, amount) => {
    expect(cost(code, answers)).toBe(amount)
  })

  test('a waiver says who, and how much it spares', () => {
    const [line] = feesFor(definitionOf('2.000635'), null, { copies: 2, priority: ['disabled'] })
    expect(line).toMatchObject({ waived: true, amount: 0, fullAmount: 16_000 })
    expect(line!.explanation).toMatch(/^Miễn 16\.000 đồng: .*người khuyết tật/)
  })
})

test('papers asked for follow the answers', () => {
  const birth = definitionOf('1.001193')
  const keys = (answers: Answers) => requiredDocuments(birth, answers).map((paper) => paper.key)
  expect(keys({ bornAtClinic: true, abandoned: false })).toEqual(['birthProof'])
  expect(keys({ bornAtClinic: false, abandoned: false, fatherKnown: true, parentsMarried: true })).toEqual([
    'birthStatement',
    'marriageCertificate',
  ])
  expect(keys({ bornAtClinic: true, abandoned: true })).toEqual(['foundlingRecord'])
})
