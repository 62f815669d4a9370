import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  consistencyRanges,
  cover,
  EMPTY_ROOT,
  grow,
  inclusionRanges,
  leafHash,
  nodeHash,
  rangeHash,
  type Spot,
} from './merkle.ts'
import { isConsistent, rootFromInclusion } from './verifier.mjs'

/** The definition itself (RFC 6962, 2.1), written as it stands there. */
function definedRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return EMPTY_ROOT
  if (leaves.length === 1) return leaves[0]!
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return nodeHash(definedRoot(leaves.slice(0, k)), definedRoot(leaves.slice(k)))
}

const leavesOf = (count: number) => Array.from({ length: count }, (_, at) => leafHash(`dòng ${at}`))

/** A tree grown in steps, as the sealer does it: only complete subtrees are kept. */
function grown(steps: readonly number[]) {
  const kept = new Map<string, Buffer>()
  const get = (spot: Spot) => {
    const hash = kept.get(`${spot.level}/${spot.index}`)
    if (!hash) throw new Error(`not kept: ${spot.level}/${spot.index}`)
    return hash
  }
  let size = 0
  for (const step of steps) {
    const fresh = leavesOf(size + step).slice(size)
    const made = grow(size, fresh, get)
    fresh.forEach((hash, at) => {
      kept.set(`0/${size + at}`, hash)
    })
    for (const { spot, hash } of made) kept.set(`${spot.level}/${spot.index}`, hash)
    size += step
  }
  return { size, get }
}

const STEPS = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 })

test('a tree grown in any steps has the root the definition gives', () => {
  fc.assert(
    fc.property(STEPS, (steps) => {
      const { size, get } = grown(steps)
      expect(rangeHash({ from: 0, to: size }, get)).toEqual(definedRoot(leavesOf(size)))
    }),
  )
})

test('every leaf leads to the root by its path, and no other leaf does', () => {
  fc.assert(
    fc.property(STEPS, fc.nat(), fc.nat(), (steps, some, other) => {
      const { size, get } = grown(steps)
      const index = some % size
      const root = rangeHash({ from: 0, to: size }, get)
      const path = inclusionRanges(index, size).map((range) => rangeHash(range, get))
      expect(rootFromInclusion(leafHash(`dòng ${index}`), index, size, path)).toEqual(root)
      expect(rootFromInclusion(leafHash(`sửa ${index}`), index, size, path)).not.toEqual(root)
      if (other % size !== index)
        expect(rootFromInclusion(leafHash(`dòng ${index}`), other % size, size, path)).not.toEqual(root)
    }),
  )
})

test('a tree proves that it began as an earlier one, and not as one that was altered', () => {
  fc.assert(
    fc.property(STEPS, fc.nat(), (steps, some) => {
      const { size, get } = grown(steps)
      const before = 1 + (some % size)
      const beforeRoot = definedRoot(leavesOf(before))
      const root = rangeHash({ from: 0, to: size }, get)
      const path = consistencyRanges(before, size).map((range) => rangeHash(range, get))
      expect(isConsistent(before, beforeRoot, size, root, path)).toBe(true)
      const altered = definedRoot([leafHash('sửa'), ...leavesOf(before).slice(1)])
      expect(isConsistent(before, altered, size, root, path)).toBe(false)
      if (path.length > 0) expect(isConsistent(before, beforeRoot, size, root, path.slice(1))).toBe(false)
    }),
  )
})

test('a range is covered once, left to right', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), (size) => {
      let at = 0
      for (const { level, index } of cover({ from: 0, to: size })) {
        expect(index * 2 ** level).toBe(at)
        at += 2 ** level
      }
      expect(at).toBe(size)
    }),
  )
})
