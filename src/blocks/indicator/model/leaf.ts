/** One figure that explains itself: `value` with what was counted (`numerator`) out of what (`denominator`), from when to when. */
export type Leaf = { value: number; numerator: number; denominator: number; from: string; to: string }

export type Period = { from: string; to: string }

export function count(numerator: number, denominator: number, { from, to }: Period): Leaf {
  return { value: numerator, numerator, denominator, from, to }
}

/** Per cent to two decimals, plainly rounded; 0 of 0 is 0. */
export function percent(numerator: number, denominator: number, { from, to }: Period): Leaf {
  const value = denominator === 0 ? 0 : Math.round((numerator / denominator) * 10_000) / 100
  return { value, numerator, denominator, from, to }
}

/**
 * The same shares made to add up to 100.00: each is rounded plainly except the last, which takes what is left. So the
 * province's article of 2022 prints 60.52 + 39.45 + 0.03 where plain rounding of 10 / 40,828 gives 0.02.
 */
export function balanced(parts: readonly number[], whole: number, period: Period): Leaf[] {
  const plain = parts.map((part) => percent(part, whole, period))
  if (whole === 0) return plain
  const before = plain.slice(0, -1).reduce((sum, leaf) => sum + leaf.value, 0)
  const last = plain.at(-1)!
  return [...plain.slice(0, -1), { ...last, value: Math.round((100 - before) * 100) / 100 }]
}
