import { expect, test } from 'vitest'
import type { Field } from '../../model/definition.ts'
import { validateAnswers } from '../../model/form-schema.ts'
import { readAnswer } from '../answers.ts'
import { changed, rowChange } from '../typed-in.ts'

const field: Field = { key: 'plan', kind: 'file', label: { vi: 'Bản vẽ' }, max: 1 }
const form = [{ key: 'all', title: { vi: 'Trang' }, fields: [field] }]
const plan = { hash: 'a'.repeat(64), name: 'ban-ve.pdf', size: 10, mediaType: 'application/pdf' }
const errors = (value: unknown) => validateAnswers({ form }, { plan: value }).errors

test('a page carries files as lines of JSON; an empty line is none', () => {
  expect(readAnswer(field, [JSON.stringify(plan), ''])).toEqual([plan])
  expect(readAnswer(field, '')).toBeUndefined()
})

test('only whole files count, and not too many', () => {
  expect(errors([plan])).toEqual([])
  expect(errors(['{"hash":'])[0]).toMatchObject({ path: 'answers.plan' })
  expect(errors([{ ...plan, hash: '../../etc' }])[0]?.message).toContain('Hãy chọn lại tệp')
  expect(errors([plan, plan])[0]?.message).toContain('nhiều nhất 1 tệp')
})

test('a button takes one file away', () => {
  const line = JSON.stringify(plan)
  expect(changed(field, [line], rowChange(`remove answers.plan ${plan.hash}`)!)).toEqual([])
})
