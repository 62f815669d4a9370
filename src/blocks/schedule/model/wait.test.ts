import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ENOUGH, expectedWait } from './wait.ts'

const MINUTE = 60_000
const now = 1_000 * MINUTE
const services = [4, 5, 6, 7, 8].map((each) => each * MINUTE)

test('with too few services, or nobody at a counter, no number is made up', () => {
  const few = services.slice(0, ENOUGH - 1)
  expect(expectedWait({ ahead: 3, counters: [null], services: few, now }).told).toBe('tooFew')
  expect(expectedWait({ ahead: 3, counters: [], services, now }).told).toBe('noCounter')
})

describe('with a mean service of six minutes', () => {
  const wait = (ahead: number, counters: (number | null)[]) =>
    expectedWait({ ahead, counters, services, now }).minutes
  test('a free counter calls at once; each before one takes a service', () => {
    expect([wait(0, [null]), wait(1, [null]), wait(4, [null])]).toEqual([0, 6, 24])
  })
  test('two counters share who is before', () => {
    expect([wait(1, [null, null]), wait(4, [null, null])]).toEqual([0, 12])
  })
  test('who stands at the counter is expected to go after an average service, and no sooner than now', () => {
    expect(wait(0, [now - 4 * MINUTE])).toBe(2)
    expect(wait(0, [now - 40 * MINUTE])).toBe(0)
  })
})

test('a number forgotten over lunch does not make everybody’s wait an hour', () => {
  const forgotten = [...services, 120 * MINUTE]
  expect(expectedWait({ ahead: 1, counters: [null], services: forgotten, now }).minutes).toBeLessThanOrEqual(
    8,
  )
})

test('more before one never shortens the wait, one more counter never lengthens it', () => {
  const durations = fc.array(fc.integer({ min: 1, max: 60 * MINUTE }), { minLength: ENOUGH, maxLength: 40 })
  fc.assert(
    fc.property(durations, fc.nat(30), fc.integer({ min: 1, max: 6 }), (taken, ahead, open) => {
      const minutes = (before: number, counters: number) =>
        expectedWait({ ahead: before, counters: Array(counters).fill(null), services: taken, now }).minutes!
      expect(minutes(ahead + 1, open)).toBeGreaterThanOrEqual(minutes(ahead, open))
      expect(minutes(ahead, open + 1)).toBeLessThanOrEqual(minutes(ahead, open))
    }),
  )
})
