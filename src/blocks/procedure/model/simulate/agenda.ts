/** What is to happen, earliest first; of two at one moment the one put in first. A binary heap on flat arrays. */
export type Agenda = {
  size(): number
  put(at: number, what: number): void
  /** The moment of the next one; Infinity when nothing is left. */
  next(): number
  /** Takes the next one out and gives what it is. */
  take(): number
}

export function agenda(): Agenda {
  const times: number[] = []
  const orders: number[] = []
  const whats: number[] = []
  let made = 0
  const before = (i: number, j: number) =>
    times[i]! < times[j]! || (times[i] === times[j] && orders[i]! < orders[j]!)
  const swap = (list: number[], i: number, j: number) => {
    const kept = list[i]!
    list[i] = list[j]!
    list[j] = kept
  }
  const exchange = (i: number, j: number) => {
    swap(times, i, j)
    swap(orders, i, j)
    swap(whats, i, j)
  }
  return {
    size: () => times.length,
    next: () => times[0] ?? Number.POSITIVE_INFINITY,
    put(at, what) {
      times.push(at)
      orders.push(made)
      whats.push(what)
      made += 1
      for (let i = times.length - 1; i > 0; ) {
        const parent = (i - 1) >> 1
        if (!before(i, parent)) break
        exchange(i, parent)
        i = parent
      }
    },
    take() {
      const first = whats[0]!
      exchange(0, times.length - 1)
      times.pop()
      orders.pop()
      whats.pop()
      for (let i = 0; ; ) {
        const left = 2 * i + 1
        if (left >= times.length) break
        const least = left + 1 < times.length && before(left + 1, left) ? left + 1 : left
        if (!before(least, i)) break
        exchange(i, least)
        i = least
      }
      return first
    },
  }
}
