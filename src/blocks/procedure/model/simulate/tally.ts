/** A number that changes over time: its mean by time and its highest. `now` and what it is measured in are the caller's. */
export type Level = { value: number; highest: number; area: number; since: number }

export const level = (): Level => ({ value: 0, highest: 0, area: 0, since: 0 })

export function change(it: Level, by: number, now: number): void {
  it.area += it.value * (now - it.since)
  it.since = now
  it.value += by
  if (it.value > it.highest) it.highest = it.value
}

/** Forgets what was before `now`, keeps the value. */
export function restart(it: Level, now: number): void {
  it.area = 0
  it.since = now
  it.highest = it.value
}

export const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length

/** The value below which `share` (0..1) of them lie; 0 of none. Leaves the list as it is. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return 0
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!
}
