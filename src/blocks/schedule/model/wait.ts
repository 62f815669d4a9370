/** Fewer finished services than this tell nothing about the next. */
export const ENOUGH = 5
/** A number forgotten at a counter over lunch counts as this many times the middle one. */
const FORGOTTEN = 3

export type Wait =
  | { told: 'known'; minutes: number }
  /** `tooFew`: not enough services yet; `noCounter`: nobody serves this queue now. */
  | { told: 'tooFew' | 'noCounter'; minutes: null }

type Moment = {
  /** How many will be called before. */
  ahead: number
  /** The open counters that serve this queue: when the number there now was called, null for none. */
  counters: readonly (number | null)[]
  /** How long recent services took, milliseconds. */
  services: readonly number[]
  now: number
}

/**
 * How long somebody with `ahead` before them will wait: each number takes what recent ones took on average, each counter
 * takes the next number when it is free, the ones at work are expected to end when an average service would. Rounded up to
 * whole minutes.
 */
export function expectedWait({ ahead, counters, services, now }: Moment): Wait {
  if (counters.length === 0) return { told: 'noCounter', minutes: null }
  if (services.length < ENOUGH) return { told: 'tooFew', minutes: null }
  const each = typicalService(services)
  const freeIn = counters.map((since) => (since === null ? 0 : Math.max(0, each - (now - since))))
  for (let served = 0; served < ahead; served += 1) {
    const next = freeIn.indexOf(Math.min(...freeIn))
    freeIn[next] = (freeIn[next] ?? 0) + each
  }
  return { told: 'known', minutes: Math.ceil(Math.min(...freeIn) / 60_000) }
}

/** The mean, where no single one counts more than three times the middle one. */
function typicalService(services: readonly number[]): number {
  const sorted = [...services].sort((a, b) => a - b)
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
  const capped = sorted.map((each) => Math.min(each, middle * FORGOTTEN))
  return capped.reduce((sum, each) => sum + each, 0) / capped.length
}
