import type { Random } from '../people/random.ts'
import type { Targets } from './figures.ts'
import type { Ending, Fate } from './planned.ts'

export function endingOf(random: Random): Ending {
  return random.weighted<Ending>([
    ['approved', 94.6],
    ['rejected', 3.4],
    ['withdraw', 1.6],
    ['stop', 0.4],
  ])
}

/** Each key as often as its count. */
export function repeated<Key extends string>(counts: Record<Key, number>): Key[] {
  return (Object.entries(counts) as [Key, number][]).flatMap(([key, n]) => Array<Key>(n).fill(key))
}

export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const out = [...list]
  for (let i = out.length - 1; i > 0; i -= 1) {
    const j = random.integer(0, i)
    ;[out[i], out[j]] = [out[j]!, out[i]!]
  }
  return out
}

/** Exact counts of fates over the slots: what is unfinished came late, what ended late came early enough to. */
export function fatesOf(
  random: Random,
  fate: Targets['fate'],
  slots: readonly number[],
  days: readonly number[],
): Fate[] {
  const last = days.length - 1
  const fates: (Fate | null)[] = slots.map(() => null)
  const take = (count: number, kind: Fate, weight: (slot: number) => number) => {
    // An exponential race picks exactly `count` by weight.
    const raced = slots.map(
      (slot, n) => [fates[n] ? Infinity : -Math.log(random.next()) / weight(slot), n] as const,
    )
    raced.sort(([a, i], [b, j]) => a - b || i - j)
    for (const [, n] of raced.slice(0, count)) fates[n] = kind
  }
  take(fate.unfinished, 'unfinished', (slot) => 0.004 + Math.exp((slot - last) / 5))
  const settled = (slot: number) => (slot < last * 0.7 ? 1 : 1e-9)
  take(fate.late, 'late', settled)
  take(fate.lateApologised, 'lateApologised', settled)
  const rest = shuffled(random, repeated({ early: fate.early, onTime: fate.onTime }))
  return fates.map((each) => each ?? rest.pop()!)
}
