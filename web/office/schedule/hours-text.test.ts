import { expect, test } from 'vitest'
import { hoursText, readHours } from './hours-text.ts'

test('hours are read as people write them, and written back the same', () => {
  const read = readHours('7h30 – 11:30; 13:30-16h')
  expect(read).toEqual([
    ['07:30', '11:30'],
    ['13:30', '16:00'],
  ])
  expect(hoursText({ 1: read }, '1')).toBe('07:30-11:30, 13:30-16:00')
  expect(readHours(' ')).toEqual([])
})

test('what is no time is left for the server to refuse by its place', () => {
  expect(readHours('sáng')).toEqual([['sáng', '']])
})
