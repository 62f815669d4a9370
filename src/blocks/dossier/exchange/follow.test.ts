import { expect, test } from 'vitest'
import type { Definition } from '../../procedure/model/definition.ts'
import { forPortal } from './follow.ts'
import { arrowFor, enteredAt } from './system-reply.ts'

const states = [
  { key: 'received', status: 2 },
  { key: 'assigning', status: 4 },
  { key: 'appraising', status: 4 },
  { key: 'ready', status: 9 },
] as Definition['states']
const moves = ['received', 'assigning', 'appraising', 'ready'].map((to_state, seq) => ({ seq, to_state }))
const said = (record: { told_portal: number; filed_there: boolean } | null, upTo = moves.length) =>
  forPortal('H60.07-220510-0001', { states }, moves.slice(0, upTo), record).map(
    ({ kind, key }) => `${kind} ${key}`,
  )

test('the portal first hears that a dossier exists, then each step, and a status only when the nation’s changes', () => {
  expect(said(null, 3)).toEqual([
    'create 0',
    'progress 0',
    'status 0',
    'progress 1',
    'status 1',
    'progress 2',
  ])
})

test('what was told is not told again; a portal connected later hears the whole way', () => {
  expect(said({ told_portal: 2, filed_there: false })).toEqual(['progress 3', 'status 3'])
  expect(said({ told_portal: 3, filed_there: false })).toEqual([])
  expect(said({ told_portal: -1, filed_there: false })).toHaveLength(8)
})

test('a dossier filed there needs no telling that it exists', () => {
  expect(said({ told_portal: -1, filed_there: true })[0]).toBe('progress 0')
})

test('an apology on the way does not leave a state; coming back to it enters it anew', () => {
  const at = (...states: string[]) => enteredAt(states.map((to_state, seq) => ({ seq, to_state })))
  expect(at('received', 'system', 'system')).toBe(1)
  expect(at('received', 'system', 'appraising', 'system')).toBe(3)
  expect(at('received')).toBe(0)
})

test('a verdict takes the arrow whose outcome it is, and none where no system decides', () => {
  const definition = {
    outcomes: [
      { key: 'approved', favourable: true },
      { key: 'rejected', favourable: false },
    ],
    moves: [
      { key: 'yes', from: ['system'], who: ['system'], kind: 'systemReply', outcome: 'approved', needs: [] },
      { key: 'no', from: ['system'], who: ['system'], kind: 'systemReply', outcome: 'rejected', needs: [] },
      { key: 'back', from: ['system'], who: ['system'], kind: 'back', needs: [] },
      {
        key: 'officer',
        from: ['system', 'signing'],
        who: ['leader'],
        kind: 'sign',
        outcome: 'approved',
        needs: [],
      },
    ],
  } as unknown as Definition
  expect(arrowFor(definition, 'system', 'approved').key).toBe('yes')
  expect(arrowFor(definition, 'system', 'rejected').key).toBe('no')
  expect(arrowFor(definition, 'system', 'returned').key).toBe('back')
  expect(() => arrowFor(definition, 'signing', 'approved')).toThrow('không còn ở bước chờ')
})
