import { createHash } from 'node:crypto'

/**
 * The Merkle tree of RFC 6962 (section 2.1) over an append-only list, with only its complete subtrees kept: node `index`
 * of `level` stands over the leaves [index * 2^level, (index + 1) * 2^level). Every proof is a list of ranges of leaves,
 * and the hash of a range follows from a few kept nodes. Pure but for SHA-256.
 */
export type Spot = { level: number; index: number }
/** Leaves `from` up to, not with, `to`. */
export type Range = { from: number; to: number }

export function leafHash(record: string): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(record, 'utf8').digest()
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest()
}

/** The root of a tree without leaves. */
export const EMPTY_ROOT = createHash('sha256').digest()

/** The complete subtrees that cover a range of a proof, left to right. */
export function cover({ from, to }: Range): Spot[] {
  const spots: Spot[] = []
  for (let at = from; at < to; ) {
    const level = Math.floor(Math.log2(to - at))
    spots.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return spots
}

/** The hash over a range, from the nodes `get` keeps. */
export function rangeHash(range: Range, get: (spot: Spot) => Buffer): Buffer {
  const [last, ...before] = cover(range).reverse()
  if (!last) return EMPTY_ROOT
  return before.reduce((right, spot) => nodeHash(get(spot), right), get(last))
}

/** Largest power of two below `size`; `size` is at least 2. */
const split = (size: number): number => 2 ** Math.ceil(Math.log2(size) - 1)

/** What must be known beside leaf `index` to reach the root over `size` leaves: leaf upwards (RFC 6962, 2.1.1). */
export function inclusionRanges(index: number, size: number): Range[] {
  const path: Range[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + split(to - from)
    if (index < middle) {
      path.push({ from: middle, to })
      to = middle
    } else {
      path.push({ from, to: middle })
      from = middle
    }
  }
  return path.reverse()
}

/** What shows that the tree over `size` leaves begins with the one over `before` (RFC 6962, 2.1.2); 0 < before <= size. */
export function consistencyRanges(before: number, size: number): Range[] {
  const proof: Range[] = []
  let [from, to] = [0, size]
  let whole = true
  while (before < to) {
    const middle = from + split(to - from)
    if (before <= middle) {
      proof.push({ from: middle, to })
      to = middle
    } else {
      proof.push({ from, to: middle })
      from = middle
      whole = false
    }
  }
  if (!whole) proof.push({ from, to })
  return proof.reverse()
}

/** The complete subtrees that come into being when `leaves` follow the first `size`, lowest level first. */
export function grow(
  size: number,
  leaves: readonly Buffer[],
  get: (spot: Spot) => Buffer,
): { spot: Spot; hash: Buffer }[] {
  const made: { spot: Spot; hash: Buffer }[] = []
  let below = { first: size, hashes: leaves }
  for (let level = 1; below.hashes.length > 0; level += 1) {
    const first = Math.floor(below.first / 2)
    const hashes: Buffer[] = []
    const at = (index: number) =>
      index >= below.first ? below.hashes[index - below.first] : get({ level: level - 1, index })
    for (let index = first; 2 * index + 1 < below.first + below.hashes.length; index += 1) {
      const hash = nodeHash(at(2 * index)!, at(2 * index + 1)!)
      hashes.push(hash)
      made.push({ spot: { level, index }, hash })
    }
    below = { first, hashes }
  }
  return made
}
