import { beforeEach, expect, test, vi } from 'vitest'
import { noteUsual, type Usual, usualOf } from './usual.ts'

const usual = (code: string, favourite = false): Usual => ({
  code,
  name: `Thủ tục ${code}`,
  agency: 'H60.21',
  typed: favourite ? { 'answers.copies': ['2'] } : {},
  favourite,
})

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
  })
})

test('what was taken in last comes first, favourites before all', () => {
  for (const code of ['1.000001', '1.000002']) noteUsual('an', usual(code))
  noteUsual('an', usual('1.000003', true))
  noteUsual('an', usual('1.000001'))
  expect(usualOf('an').map(({ code }) => code)).toEqual(['1.000003', '1.000001', '1.000002'])
  expect(usualOf('binh')).toEqual([])
})

test('a favourite keeps its answers when its procedure is taken in once more', () => {
  noteUsual('an', usual('1.000003', true))
  noteUsual('an', usual('1.000003'))
  expect(usualOf('an')).toEqual([usual('1.000003', true)])
})
