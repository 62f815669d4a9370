/** A reproducible stream of choices: the same seed gives the same stream on every machine. Not for secrets. */
export type Random = {
  /** In [0, 1). */
  next(): number
  /** A whole number in [min, max], both included. */
  integer(min: number, max: number): number
  chance(probability: number): boolean
  /** RangeError for an empty list. */
  pick<T>(list: readonly T[]): T
  /** By weight; weights need not sum to anything. */
  weighted<T>(list: readonly (readonly [item: T, weight: number])[]): T
  /** A stream of its own: what is drawn from it does not move this one, and depends on the seed and the label only. */
  fork(label: string): Random
}

/** mulberry32: 32 bits of state, quick, and good enough to make a demo look alive. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function seeded(seed: number | string): Random {
  const name = String(seed)
  const next = mulberry32(hash(name))
  const integer = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick(list) {
      if (list.length === 0) throw new RangeError('nothing to pick from')
      return list[integer(0, list.length - 1)]!
    },
    weighted(list) {
      let left = next() * list.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [item, weight] of list) {
        left -= weight
        if (left < 0) return item
      }
      throw new RangeError('nothing to pick from')
    },
    fork: (label) => seeded(`${name}/${label}`),
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value >>> 0
}
