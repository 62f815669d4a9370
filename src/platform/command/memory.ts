const SWEEP_MS = 5_000

/**
 * Facts that change a few times a year and are read by every call (the tree of agencies, calendars, editions), kept for
 * a moment. Another process's change is seen after `keepMs`; this process's own at once, by `forget`.
 */
export class Memory {
  readonly #kept = new Map<string, { until: number; value: Promise<any> }>()
  readonly #keepMs: number
  #sweepAt = 0

  constructor(keepMs = 1000) {
    this.#keepMs = keepMs
  }

  get<T>(key: string, load: () => Promise<T>, keepMs = this.#keepMs): Promise<T> {
    const moment = performance.now()
    const before = this.#kept.get(key)
    if (before && before.until > moment) return before.value
    if (moment > this.#sweepAt) this.#sweep(moment)
    const value = load()
    this.#kept.set(key, { until: moment + keepMs, value })
    value.catch(() => this.#kept.delete(key))
    return value
  }

  /** Facts of days gone by are asked for no more: without this a process that lives on keeps them all. */
  #sweep(moment: number): void {
    for (const [key, { until }] of this.#kept) if (until <= moment) this.#kept.delete(key)
    this.#sweepAt = moment + SWEEP_MS
  }

  forget(prefix: string): void {
    for (const key of this.#kept.keys()) if (key.startsWith(prefix)) this.#kept.delete(key)
  }
}
