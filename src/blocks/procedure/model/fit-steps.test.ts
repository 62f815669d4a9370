import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flows } from '../../../../tests/packs/shipped.ts'
import { longestWay, workingHours } from './check-terms.ts'
import { Flow } from './definition.ts'
import { fitSteps } from './fit-steps.ts'

const shared = fc.constantFrom(...[...flows.values()].map((flow) => Flow.parse(flow)))
const clock = fc.oneof(
  fc.record({ term: fc.integer({ min: 3, max: 60 }), unit: fc.constant('workingHours' as const) }),
  fc.record({ term: fc.integer({ min: 1, max: 60 }), unit: fc.constantFrom('workingDays', 'calendarDays') }),
  fc.constant({ term: null, unit: 'sameDay' as const }),
)

test('whatever the term, the steps of a shared flow add up to no more', () => {
  fc.assert(
    fc.property(shared, clock, (flow, term) => {
      const fitted = fitSteps(flow, term as Parameters<typeof fitSteps>[1])
      expect(longestWay(fitted, 0).hours).toBeLessThanOrEqual(
        workingHours(term as Parameters<typeof workingHours>[0])!,
      )
      for (const state of fitted.states) expect(state.allowanceHours ?? 1).toBeGreaterThan(0)
    }),
  )
})

test('a term long enough, or none, leaves the hours as they were drawn', () => {
  const flow = Flow.parse(flows.get('agency-decides'))
  expect(fitSteps(flow, { term: 60, unit: 'workingDays' })).toBe(flow)
  expect(fitSteps(flow, { term: null, unit: 'workingDays' })).toBe(flow)
})
