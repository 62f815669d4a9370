import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inTurn, type Waiting } from './turn.ts'

const MINUTE = 60_000
const LEAD = 30 * MINUTE
/** A hall of an hour or so: anybody may have a priority, an appointment, or neither. */
const person = fc.record({
  takenAt: fc.integer({ min: 0, max: 120 }).map((minute) => minute * MINUTE),
  slot: fc.option(fc.integer({ min: -15, max: 30 }), { nil: null }),
  lead: fc.constantFrom(0, 0, 0, LEAD),
})
const hall = fc.array(person, { minLength: 2, maxLength: 60 }).map((people): Waiting[] =>
  people
    .sort((a, b) => a.takenAt - b.takenAt)
    .map(({ takenAt, slot, lead }, number) => ({
      takenAt,
      lead,
      number,
      slotAt: slot === null ? null : takenAt + slot * MINUTE,
    })),
)

/** One counter calls somebody every few minutes until nobody waits. Answers who was called, in order, and when. */
function served(all: readonly Waiting[], every: number): { who: Waiting; at: number }[] {
  const calls: { who: Waiting; at: number }[] = []
  for (let now = 0; calls.length < all.length; now += every) {
    const here = all.filter((each) => each.takenAt <= now && !calls.some(({ who }) => who === each))
    const [next] = inTurn(here, now, LEAD)
    if (next) calls.push({ who: next, at: now })
  }
  return calls
}

test('nobody waits for ever: whoever takes a number half an hour later never passes one who only waits', () => {
  fc.assert(
    fc.property(hall, fc.integer({ min: 1, max: 9 }), (all, every) => {
      const calls = served(all, every * MINUTE)
      expect(calls).toHaveLength(all.length)
      const order = calls.map(({ who }) => who)
      for (const waiting of order.filter(({ slotAt }) => slotAt === null))
        for (const passed of order.slice(0, order.indexOf(waiting)))
          expect(passed.takenAt - waiting.takenAt).toBeLessThanOrEqual(LEAD)
    }),
    { numRuns: 200 },
  )
})

test('a priority passes who came up to its lead before, and nobody else', () => {
  const at = (minute: number, lead = 0): Waiting => ({
    takenAt: minute * MINUTE,
    slotAt: null,
    lead,
    number: minute,
  })
  const order = inTurn([at(0), at(20), at(40, LEAD)], 50 * MINUTE, LEAD).map(({ number }) => number)
  expect(order).toEqual([0, 40, 20])
})

test('an appointment waits behind all before its slot, and has its head start from then on', () => {
  const waiting: Waiting = { takenAt: 40 * MINUTE, slotAt: null, lead: 0, number: 1 }
  const booked: Waiting = { takenAt: 35 * MINUTE, slotAt: 60 * MINUTE, lead: 0, number: 2 }
  const first = (minute: number) => inTurn([waiting, booked], minute * MINUTE, LEAD)[0]!.number
  expect([first(45), first(59), first(60)]).toEqual([1, 1, 2])
})
