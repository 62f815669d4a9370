import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Definition, Role } from '../../procedure/model/definition.ts'
import { keepBack, SEES_ALL, sightOf } from './hiding.ts'

const arrow = (from: string, ...who: Role[]) =>
  ({ from: [from], who }) as unknown as Definition['moves'][number]
const definition = {
  states: [],
  moves: [arrow('checking', 'specialist', 'counter'), arrow('signing', 'head', 'leader')],
}
const form = {
  form: [
    {
      key: 'page',
      title: { vi: 'Trang' },
      fields: [
        { key: 'purpose', kind: 'text', label: { vi: 'Mục đích' } },
        { key: 'illness', kind: 'text', label: { vi: 'Bệnh' }, sensitive: true },
        { key: 'owner', kind: 'person', label: { vi: 'Chủ' } },
        {
          key: 'heirs',
          kind: 'group',
          label: { vi: 'Người thừa kế' },
          fields: [{ key: 'number', kind: 'citizenId', label: { vi: 'Số' } }],
        },
      ],
    },
  ],
} as unknown as Pick<Definition, 'form'>
const ANSWERS = { purpose: 'x', illness: 'y', owner: { name: 'A' }, heirs: [{ number: '1' }] }
const APPLICANT = { kind: 'person', name: 'Nguyễn Văn A', phone: '0900000000', address: 'Xã Mẫu' }

const at = (key: string, role: Role | null, assignee: string | null = null) => ({
  state: { key, role },
  assignee,
})
const seat = (...roles: Role[]) => ({ roles, position: 'seat' })

describe('who sees what', () => {
  test.each([
    ['holds it in this state', at('checking', 'specialist'), seat('specialist'), true, true],
    ['has it assigned', at('checking', 'specialist', 'seat'), seat('head'), true, true],
    ['plays another part', at('checking', 'specialist'), seat('counter'), true, false],
    ['plays none', at('checking', 'specialist'), seat(), false, false],
    [
      'fits a part this edition never asks for',
      at('checking', 'specialist'),
      seat('provinceLeader'),
      false,
      false,
    ],
    ['held it, and it is over', at('returned', null), seat('specialist', 'counter'), false, false],
    ['is the applicant', at('returned', null), seat('applicant'), true, true],
  ])('who %s', (_who, standing, player, personal, sensitive) => {
    expect(sightOf(definition, standing, player)).toEqual({ personal, sensitive })
  })

  test('nobody sees what is sensitive without what is personal', () => {
    const roles = fc.subarray<Role>(['counter', 'specialist', 'head', 'leader', 'applicant', 'system'])
    fc.assert(
      fc.property(roles, fc.constantFrom('checking', 'signing', 'returned'), (held, key) => {
        const { personal, sensitive } = sightOf(definition, at(key, 'specialist'), seat(...held))
        expect(sensitive && !personal).toBe(false)
      }),
    )
  })
})

describe('what is kept back', () => {
  test('nothing from who sees all', () => {
    expect(keepBack(form, APPLICANT, ANSWERS, SEES_ALL)).toEqual({
      applicant: APPLICANT,
      answers: ANSWERS,
      hidden: [],
    })
  })
  test('what is marked sensitive, from who plays another part', () => {
    const kept = keepBack(form, APPLICANT, ANSWERS, { personal: true, sensitive: false })
    expect(kept.hidden).toEqual(['answers.illness'])
    expect(kept.answers).not.toHaveProperty('illness')
  })
  test('who a person is and where they are found, rows of a group too; the name and the rest stay', () => {
    const kept = keepBack(form, APPLICANT, ANSWERS, { personal: false, sensitive: false })
    expect(kept.hidden).toEqual([
      'applicant.phone',
      'applicant.address',
      'answers.illness',
      'answers.owner',
      'answers.heirs',
    ])
    expect(kept.applicant).toEqual({ kind: 'person', name: 'Nguyễn Văn A' })
    expect(kept.answers).toEqual({ purpose: 'x' })
  })
})
