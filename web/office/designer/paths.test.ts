import { describe, expect, test } from 'vitest'
import type { DraftContent } from '../../../src/blocks/procedure/contract.ts'
import { isWithin, sameContent, valueAt, withValue } from './paths.ts'

const draft = (definition: DraftContent['definition']): DraftContent => ({
  competent: { kinds: ['commune'], agencies: [] },
  definition,
  variants: [],
})

describe('a place of a draft', () => {
  test('is found within the definition, and beside it for variants and who decides', () => {
    const content = { ...draft({ title: { vi: 'Khai sinh' } }), variants: [{ agency: 'H60.01' }] }
    expect(valueAt(content, 'title.vi')).toBe('Khai sinh')
    expect(valueAt(content, 'variants.0.agency')).toBe('H60.01')
    expect(valueAt(content, 'competent.kinds.0')).toBe('commune')
    expect(valueAt(content, 'form.3.fields.0.label')).toBeUndefined()
  })

  test('that is missing is made on the way, lists where a number stands', () => {
    expect(withValue(draft({}), 'form.0.title.vi', 'Người yêu cầu').definition).toEqual({
      form: [{ title: { vi: 'Người yêu cầu' } }],
    })
  })

  test('set to nothing is taken out: the key, or the row', () => {
    const content = draft({ field: 'Hộ tịch', keywords: ['con', 'sinh', 'bé'] })
    expect(withValue(content, 'field', undefined).definition).toEqual({ keywords: ['con', 'sinh', 'bé'] })
    expect(withValue(content, 'keywords.1', undefined).definition.keywords).toEqual(['con', 'bé'])
  })

  test('changed leaves the rest as it was, the very same objects', () => {
    const content = draft({ title: { vi: 'Một' }, law: { decision: '1/QĐ' } })
    const after = withValue(content, 'title.vi', 'Hai')
    expect(after.definition.law).toBe(content.definition.law)
    expect(content.definition.title?.vi).toBe('Một')
    expect(Object.keys(after.definition)).toEqual(['title', 'law'])
  })

  test('lies within another by whole steps only', () => {
    expect(isWithin('form.1.title', 'form.1')).toBe(true)
    expect(isWithin('form.10.title', 'form.1')).toBe(false)
  })
})

test('content is the same whatever the order of its keys and keys without a value', () => {
  expect(sameContent({ a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2] }, a: 1, d: undefined })).toBe(true)
  expect(sameContent({ a: [1, 2] }, { a: [2, 1] })).toBe(false)
  expect(sameContent({ a: [] }, { a: {} })).toBe(false)
  expect(sameContent({ a: null }, {})).toBe(false)
})
