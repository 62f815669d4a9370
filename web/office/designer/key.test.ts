import { describe, expect, test } from 'vitest'
import type { DraftContent } from '../../../src/blocks/procedure/contract.ts'
import { fieldKeys, proposedKey, renamedAnswer } from './key.ts'

describe('a key proposed from a label', () => {
  test.each([
    ['Họ, chữ đệm, tên người yêu cầu', 'hoChuDemTenNguoi'],
    ['Số lao động', 'soLaoDong'],
    ['  Đường / phố ', 'duongPho'],
    ['2 bản sao', 'muc2BanSao'],
    ['', 'muc'],
  ])('%s -> %s', (label, key) => {
    expect(proposedKey(label, [])).toBe(key)
    expect(key).toMatch(/^[a-z][a-zA-Z0-9]*$/)
  })

  test('is never one that is taken', () => {
    expect(proposedKey('Số lao động', ['soLaoDong', 'soLaoDong2'])).toBe('soLaoDong3')
  })
})

const content: DraftContent = {
  competent: { kinds: [], agencies: [] },
  definition: {
    form: [
      {
        key: 'page',
        title: { vi: 'Trang answers.owner' },
        fields: [
          { key: 'owner', kind: 'text', label: { vi: 'Chủ hộ' } },
          { key: 'ownerAge', kind: 'number', label: { vi: 'Tuổi' }, showIf: 'answers.owner != null' },
          {
            key: 'members',
            kind: 'group',
            label: { vi: 'Thành viên' },
            fields: [{ key: 'member', kind: 'text', label: { vi: 'Tên' } }],
          },
        ],
      },
    ],
    fees: [{ key: 'fee', formula: 'answers.ownerAge * 2', waivedIf: 'answers . owner = "x"' }],
    moves: [{ key: 'go', when: 'answers.owner = "x" and answers.ownerAge > 1' }],
  },
  variants: [],
}

test('a field that gets another key keeps its conditions, and only those that name it', () => {
  const after = renamedAnswer(content, 'owner', 'head')
  expect(after.definition.form?.[0]?.fields?.[1]?.showIf).toBe('answers.head != null')
  expect(after.definition.fees?.[0]).toMatchObject({
    formula: 'answers.ownerAge * 2',
    waivedIf: 'answers.head = "x"',
  })
  expect(after.definition.moves?.[0]?.when).toBe('answers.head = "x" and answers.ownerAge > 1')
  expect(after.definition.form?.[0]?.title?.vi).toBe('Trang answers.owner')
})

test('all keys of the form are known, those inside repeated rows too', () => {
  expect(fieldKeys(content)).toEqual(['owner', 'ownerAge', 'members', 'member'])
})
