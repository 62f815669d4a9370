import { longestWay, workingHours } from './check-terms.ts'
import type { ClockRule, Flow } from './definition.ts'

/** Hours are planned in quarters. */
const QUARTERS = 4

/**
 * A shared flow with its steps' hours in proportion to a term: where its longest way takes more than the law gives, each
 * step that counts gets its share of the term, at least a quarter of an hour. A longer term leaves them as they are. Pure.
 */
export function fitSteps(flow: Flow, clock: Pick<ClockRule, 'term' | 'unit'>): Flow {
  const limit = workingHours(clock)
  if (limit === null) return flow
  const { hours } = longestWay(flow, 0)
  if (hours <= limit) return flow
  const fitted = (planned: number) => Math.max(1, Math.floor((planned * limit * QUARTERS) / hours)) / QUARTERS
  const states = flow.states.map((state) =>
    state.clock === 'runs' && state.allowanceHours !== undefined
      ? { ...state, allowanceHours: fitted(state.allowanceHours) }
      : state,
  )
  return { ...flow, states }
}
