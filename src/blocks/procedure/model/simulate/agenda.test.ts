import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agenda } from './agenda.ts'

test('what was put in comes out by time, and in the order it came in at one time', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (times) => {
      const todo = agenda()
      times.forEach((at, n) => {
        todo.put(at, n)
      })
      const sorted = times.map((at, n) => ({ at, n })).sort((a, b) => a.at - b.at || a.n - b.n)
      const taken = times.map(() => ({ at: todo.next(), n: todo.take() }))
      expect(taken).toEqual(sorted)
      expect(todo.next()).toBe(Number.POSITIVE_INFINITY)
    }),
  )
})
