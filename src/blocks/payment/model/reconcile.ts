/** One sum that moved, under the key both sides know it by. Integer đồng; a refund is below zero. */
export type Entry = { key: string; amount: number; code?: string }
export type Difference = {
  kind: 'missingThere' | 'missingHere' | 'amountDiffers' | 'double'
  key: string
  ours: number
  theirs: number
  code: string | null
}
export type Compared = {
  ours: number
  theirs: number
  /** What both sides have alike. */
  matched: number
  differences: Difference[]
}

/**
 * What we counted against what they say, to the đồng: each difference named, nothing corrected. One key twice on a side is
 * a double even where the sums come out equal. The sum of (ours - theirs) over the differences is the difference of totals.
 */
export function compare(ours: readonly Entry[], theirs: readonly Entry[]): Compared {
  const here = byKey(ours)
  const there = byKey(theirs)
  const differences: Difference[] = []
  let matched = 0
  for (const key of [...new Set([...here.keys(), ...there.keys()])].sort()) {
    const mine = here.get(key)
    const other = there.get(key)
    const sums = {
      key,
      ours: mine?.sum ?? 0,
      theirs: other?.sum ?? 0,
      code: mine?.code ?? other?.code ?? null,
    }
    if (mine?.count === 1 && other?.count === 1 && mine.sum === other.sum) matched += mine.sum
    else if ((mine?.count ?? 0) > 1 || (other?.count ?? 0) > 1) differences.push({ kind: 'double', ...sums })
    else if (!other) differences.push({ kind: 'missingThere', ...sums })
    else if (!mine) differences.push({ kind: 'missingHere', ...sums })
    else differences.push({ kind: 'amountDiffers', ...sums })
  }
  return { ours: total(ours), theirs: total(theirs), matched, differences }
}

const total = (entries: readonly Entry[]) => entries.reduce((sum, each) => sum + each.amount, 0)

function byKey(entries: readonly Entry[]) {
  const found = new Map<string, { sum: number; count: number; code: string | undefined }>()
  for (const { key, amount, code } of entries) {
    const before = found.get(key)
    found.set(key, {
      sum: (before?.sum ?? 0) + amount,
      count: (before?.count ?? 0) + 1,
      code: before?.code ?? code,
    })
  }
  return found
}
