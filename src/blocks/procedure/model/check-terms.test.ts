import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkTerms, longestWay, workingHours } from './check-terms.ts'
import type { Definition } from './definition.ts'
import { noting } from './finding.ts'

type Steps = Pick<Definition, 'states' | 'moves' | 'initial'>

/** Steps of given hours and the arrows between them; the clock runs in all. */
function drawn(hours: readonly number[], arrows: readonly (readonly [number, number])[]): Steps {
  const states = hours.map((allowanceHours, at) => ({
    key: `s${at}`,
    name: { vi: `Bước ${at}` },
    status: 4,
    phase: 'working' as const,
    clock: 'runs' as const,
    role: 'specialist' as const,
    holder: 'agency' as const,
    allowanceHours,
    citizenText: { vi: 'Đang giải quyết' },
  }))
  const moves = arrows.map(([from, to], at) => ({
    key: `m${at}`,
    name: { vi: 'Chuyển' },
    from: [`s${from}`],
    to: `s${to}`,
    who: ['specialist' as const],
    kind: 'forward' as const,
    needs: [],
    effects: [],
  }))
  return { states, moves, initial: { online: 's0', desk: 's0' } }
}

/** Every way without a step twice, one by one. */
function slowly(hours: readonly number[], arrows: readonly (readonly [number, number])[]): number {
  const from = (here: number, seen: readonly number[], sum: number): number =>
    Math.max(
      sum,
      ...arrows
        .filter(([start, to]) => start === here && !seen.includes(to))
        .map(([, to]) => from(to, [...seen, to], sum + hours[to]!)),
    )
  return from(0, [0], hours[0]!)
}

test('finds the longest way without a step twice, loops or not', () => {
  const graph = fc
    .integer({ min: 2, max: 7 })
    .chain((count) =>
      fc.tuple(
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: count, maxLength: count }),
        fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 16 }),
      ),
    )
  fc.assert(
    fc.property(graph, ([hours, arrows]) => {
      const found = longestWay(drawn(hours, arrows), 0)
      expect(found).toMatchObject({ hours: slowly(hours, arrows), certain: true })
      expect(new Set(found.states).size).toBe(found.states.length)
      expect(found.states.reduce((sum, key) => sum + hours[Number(key.slice(1))]!, 0)).toBe(found.hours)
    }),
  )
})

test('says which way is too long, and is content with one that just fits', () => {
  const steps = drawn(
    [4, 8, 8, 4],
    [
      [0, 1],
      [1, 2],
      [2, 1],
      [2, 3],
      [0, 3],
    ],
  )
  const clock = (term: number) =>
    ({ term, unit: 'workingDays', resume: 'continue', silence: 'none' }) as const
  const told = (term: number) => {
    const { findings, report } = noting()
    checkTerms({ ...steps, clock: clock(term) }, report)
    return findings
  }
  expect(told(3)).toEqual([])
  expect(told(2)).toMatchObject([{ code: 'clock.steps-too-long', severity: 'error', place: 'clock.term' }])
  expect(told(2)[0]!.message).toContain('Bước 0 (4) → Bước 1 (8) → Bước 2 (8) → Bước 3 (4)')
})

test('sixty steps that all lead to each other are answered, not waited for', () => {
  const hours = Array.from({ length: 60 }, (_, at) => 1 + (at % 7))
  const arrows = hours.flatMap((_, from) => hours.map((_each, to) => [from, to] as const))
  const found = longestWay(drawn(hours, arrows), 500)
  expect(found.hours).toBeLessThanOrEqual(hours.reduce((sum, each) => sum + each, 0))
  const ring = hours.map((_, from) => [from, (from + 1) % 60] as const)
  expect(longestWay(drawn(hours, ring), 0)).toMatchObject({
    hours: hours.reduce((sum, each) => sum + each, 0),
    certain: true,
  })
})

test.each([
  [{ term: null, unit: 'workingDays' }, null],
  [{ term: null, unit: 'sameDay' }, 8],
  [{ term: 4, unit: 'workingHours' }, 4],
  [{ term: 3, unit: 'workingDays' }, 24],
  [{ term: 15, unit: 'calendarDays' }, 88],
  [{ term: 6, unit: 'calendarDays' }, 40],
] as const)('%o are %s working hours', (clock, hours) => {
  expect(workingHours(clock)).toBe(hours)
})
