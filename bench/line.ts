/** One result as `npm run bench` prints it. `ratio` is value / against, so that its meaning follows from the unit. */
export type Line = {
  name: string
  value: number
  unit: string
  /** The rival, limit or target it stands beside; null when it is context only. */
  against: number | null
  ratio: number | null
  note: string
}

const rounded = (value: number) => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)))

/** Prints one result as a line of JSON on stdout. */
export function print(name: string, value: number, unit: string, against: number | null, note = ''): void {
  const ratio = against === null || against === 0 ? null : Number((value / against).toPrecision(3))
  const line: Line = {
    name,
    value: rounded(value),
    unit,
    against: against === null ? null : rounded(against),
    ratio,
    note,
  }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

/** For the person who waits; never part of the result. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** The value below which `share` (0..1) of the sorted values lie. */
export function percentile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) throw new Error('no measurement was taken')
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
