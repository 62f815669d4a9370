import type { Plan } from './plan.ts'

const ROUNDS = 5000
const SETTLED = 1e-9

/**
 * Work that comes in for each pool, in people fully busy: arrivals per millisecond of working time, times visits to each
 * state, times effort. Exact (the traffic equations), so it tells an overload that no finite run can prove. Infinity
 * where dossiers circle without an exit.
 */
export function offeredLoad(plan: Plan, between: number, onlineShare: number): number[] {
  const visits = visitsOf(plan, onlineShare)
  return plan.pools.map((_, pool) =>
    plan.stations.reduce(
      (sum, station, at) =>
        station.pool === pool && station.effort > 0 ? sum + (visits[at]! * station.effort) / between : sum,
      0,
    ),
  )
}

function visitsOf({ stations, online, desk }: Plan, onlineShare: number): number[] {
  const visits = stations.map(() => 0)
  let coming = stations.map(
    (_, at) => (at === online ? onlineShare : 0) + (at === desk ? 1 - onlineShare : 0),
  )
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = stations.map(() => 0)
    let moved = 0
    stations.forEach((station, at) => {
      const here = coming[at]!
      if (here === 0) return
      visits[at]! += here
      station.to.forEach((to, k) => {
        const share = station.upTo[k]! - (station.upTo[k - 1] ?? 0)
        next[to]! += here * share
        moved += here * share
      })
    })
    if (moved < SETTLED) return visits
    coming = next
  }
  return visits.map((each, at) => (coming[at]! > SETTLED ? Number.POSITIVE_INFINITY : each))
}
