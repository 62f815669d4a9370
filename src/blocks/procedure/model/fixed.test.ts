import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expandPack } from './expand-pack.ts'
import { fixedOf, lockedChanges, lockedPaths } from './fixed.ts'
import { unstorablePlace } from './storable.ts'

const areas = new URL('../../../areas/', import.meta.url)
const json = (path: string) => JSON.parse(readFileSync(new URL(path, areas), 'utf8'))
const { definition } = expandPack(
  json('land/procedures/1.012787.json'),
  json('one-stop/flows/with-payment.json'),
)

test('what the catalogue fixes is kept by itself, whatever else is typed', () => {
  const fixed = fixedOf(definition)
  expect(lockedChanges(definition, fixed)).toEqual([])
  expect(lockedPaths(definition, fixed)).toEqual(
    expect.arrayContaining(['title.vi', 'documents.0.name.vi', 'fees.0.amount']),
  )
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (draft) => {
      for (const { path, message } of lockedChanges((draft ?? {}) as never, fixed)) {
        expect(path).not.toBe('')
        expect(message).not.toBe('')
      }
    }),
  )
})

test('a lower fee needs its own resolution', () => {
  const lower: any = structuredClone(definition)
  lower.fees[0].amount -= 1
  expect(lockedChanges(lower, fixedOf(definition)).map((each) => each.path)).toEqual(['fees.0.legalBasis'])
  lower.fees[0].legalBasis = 'Nghị quyết 7/2026/NQ-HĐND'
  expect(lockedChanges(lower, fixedOf(definition))).toEqual([])
})

test('text that no database keeps is found wherever it stands, however deep', () => {
  expect(unstorablePlace({ a: [{ b: 'x\u0000' }] })?.path).toBe('a.0.b')
  expect(unstorablePlace(JSON.parse(`${'[{"a":'.repeat(3000)}1${'}]'.repeat(3000)}`))?.message).toContain(
    'sâu',
  )
  expect(unstorablePlace({ a: ['xuống\ndòng', { b: 'thụt\tvào' }] })).toBeNull()
})
