import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeAdmission } from './admission.ts'

test('as long as there is room everybody comes straight in', () => {
  const door = makeAdmission(3)
  for (let turn = 0; turn < 10; turn += 1) {
    expect([1, 2, 3].map(() => door.ask(null, turn).in)).toEqual([true, true, true])
    for (const _ of [1, 2, 3]) door.done(turn)
  }
  expect(door.waiting()).toBe(0)
})

test('when it is full people are told their place, and are called in the order they came', () => {
  const door = makeAdmission(2)
  door.ask(null, 0)
  door.ask(null, 0)
  const [first, second, third] = [1, 2, 3].map(() => door.ask(null, 1))
  expect([first, second, third].map((each) => (each!.in ? 0 : each!.place))).toEqual([1, 2, 3])
  const number = (each: typeof first) => (each!.in ? null : each!.ticket)
  expect(door.ask(number(third), 2)).toMatchObject({ in: false, place: 3 })
  door.done(3)
  // The place that came free is the first one's: neither the third nor a newcomer gets it.
  expect(door.ask(number(third), 4).in).toBe(false)
  expect(door.ask(null, 4).in).toBe(false)
  expect(door.ask(number(first), 5).in).toBe(true)
  expect(door.ask(number(second), 6)).toMatchObject({ in: false, place: 1 })
})

test('who has gone away holds nobody up', () => {
  const door = makeAdmission(1)
  door.ask(null, 0)
  const numbers = Array.from({ length: 50 }, () => door.ask(null, 0)).map((each) =>
    each.in ? 0 : each.ticket,
  )
  let now = 1
  // Only the last of fifty comes back; every second a moment passes and the one inside leaves.
  door.done(now)
  let tries = 0
  while (!door.ask(numbers.at(-1)!, now).in) {
    tries += 1
    now += 36_000
    expect(tries).toBeLessThanOrEqual(50)
  }
})

test('a place kept for one is not taken by another who asks first', () => {
  const door = makeAdmission(1)
  door.ask(null, 0)
  const [first, second] = [1, 2].map(() => door.ask(null, 0)).map((each) => (each.in ? 0 : each.ticket))
  door.done(1)
  for (let asks = 0; asks < 5; asks += 1) expect(door.ask(second!, 2).in).toBe(false)
  expect(door.ask(null, 2).in).toBe(false)
  expect(door.ask(first!, 3).in).toBe(true)
})

test('a made-up number gives no advantage', () => {
  const door = makeAdmission(1)
  door.ask(null, 0)
  for (const made of [999, -1, 0]) expect(door.ask(made, 1)).toMatchObject({ in: false })
  expect(door.waiting()).toBe(3)
})

test('never more inside than there is room, never an earlier number behind a later one that asks just as often', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.constantFrom('come', 'done', 'again'), { maxLength: 120 }),
      (capacity, acts) => {
        const door = makeAdmission(capacity)
        let inside = 0
        const waiting: number[] = []
        acts.forEach((act, now) => {
          if (act === 'done' && inside > 0) {
            door.done(now)
            inside -= 1
          }
          if (act === 'come') {
            const told = door.ask(null, now)
            if (told.in) inside += 1
            else waiting.push(told.ticket)
          }
          if (act === 'again')
            // Everybody asks in the order of their numbers: nobody further back gets in while one before is refused.
            for (const [at, ticket] of [...waiting].entries()) {
              const told = door.ask(ticket, now)
              if (!told.in) {
                expect(told.place).toBeGreaterThanOrEqual(1)
                for (const later of waiting.slice(at + 1)) expect(door.ask(later, now).in).toBe(false)
                break
              }
              inside += 1
              waiting.splice(waiting.indexOf(ticket), 1)
            }
          expect(inside).toBeLessThanOrEqual(capacity)
        })
      },
    ),
  )
})
