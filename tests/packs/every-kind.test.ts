import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDefinition } from '../../src/blocks/procedure/model/check-definition.ts'
import type { Definition, Field } from '../../src/blocks/procedure/model/definition.ts'
import { expandPack } from '../../src/blocks/procedure/model/expand-pack.ts'
import { feesFor, totalOf } from '../../src/blocks/procedure/model/fees.ts'
import { readForm } from '../../src/blocks/procedure/model/form.ts'
import { validateAnswers } from '../../src/blocks/procedure/model/form-schema.ts'
import { EVERY_FIELD, everyKindPack } from './every-kind.ts'
import { places } from './places.ts'
import { anyGoodAnswers, goodAnswers } from './sample-answers.ts'
import { flows } from './shipped.ts'
import { begun, route } from './walk.ts'

const { definition } = expandPack(everyKindPack(), flows.get('agency-decides'))

test('nothing forbids publishing it', () => {
  expect(checkDefinition(definition).filter(({ severity }) => severity === 'error')).toEqual([])
})

test('forms filled in good faith are accepted, cost a known amount and come back the same', () => {
  fc.assert(
    fc.property(anyGoodAnswers(definition), (typed) => {
      const { values, errors } = validateAnswers(definition, typed, { places })
      expect(errors).toEqual([])
      expect(validateAnswers(definition, values, { places })).toEqual({ values, errors: [] })
      expect(totalOf(feesFor(definition, null, values))).toBe(Number(values.totalArea) * 1000)
    }),
    { numRuns: 60 },
  )
})

test.each(['submit', 'receive'] as const)('each outcome is reached, after %s', (how) => {
  const { values } = readForm(
    definition,
    goodAnswers(definition, () => 0),
    { places },
  )
  for (const outcome of definition.outcomes)
    expect(
      route(
        definition,
        begun(definition, how),
        values,
        'holder',
        (folded) => folded.returnedAt !== null && folded.outcome === outcome.key,
      ),
      outcome.key,
    ).toBeDefined()
})

describe('what an official may get wrong in a field', () => {
  const spoiled = (key: string, spoil: (field: Field) => void): string[] => {
    const copy: Definition = structuredClone(definition)
    spoil(copy.form[0]!.fields.find((field) => field.key === key)!)
    return checkDefinition(copy).flatMap(({ severity, code }) => (severity === 'error' ? [code] : []))
  }
  test.each<[string, string, (field: Field) => void, string]>([
    ['a group without questions', 'plots', (field) => delete field.fields, 'field.rows'],
    ['a key twice in a row', 'plots', (field) => (field.fields![1]!.key = 'number'), 'key.twice'],
    [
      'a choice without options in a row',
      'plots',
      (field) => (field.fields![0]!.kind = 'choice'),
      'field.options',
    ],
    ['a calculated value without a formula', 'totalArea', (field) => delete field.formula, 'field.formula'],
    [
      'a formula where nothing is calculated',
      'floors',
      (field) => (field.formula = '1'),
      'field.formula-unused',
    ],
    [
      'rows where nothing repeats',
      'floors',
      (field) => (field.fields = EVERY_FIELD[19]!.fields),
      'field.rows-unused',
    ],
    [
      'a formula that names itself',
      'totalArea',
      (field) => (field.formula = 'answers.totalArea + 1'),
      'feel.loop',
    ],
    ['a formula that looks ahead', 'totalArea', (field) => (field.formula = 'answers.agreed'), 'feel.later'],
    ['a file under a paper’s key', 'plan', (field) => (field.key = 'result'), 'field.file-key'],
  ])('%s', (_what, key, spoil, code) => {
    expect(spoiled(key, spoil)).toContain(code)
  })
})
