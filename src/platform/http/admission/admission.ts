/** How many requests of visitors run at once before newcomers wait; people inside go on undisturbed. */
export type Admission = {
  /**
   * May this request run now? `ticket` is the number somebody was given before. Otherwise the number to keep and the
   * place in the queue, 1 being next.
   */
  ask: (ticket: number | null, now: number) => { in: true } | { in: false; ticket: number; place: number }
  /** A request that was let in has ended. */
  done: (now: number) => void
  /** How many wait, for the metrics: given numbers not yet called. */
  waiting: () => number
  /** Seconds until this place is likely to be called, at the rate of the last while. */
  secondsUntil: (place: number) => number
}

const RATE_WINDOW_MS = 10_000
/** Somebody who was called and does not come has gone away: longer than the longest time a waiting page sleeps. */
const COMES_WITHIN_MS = 35_000

/**
 * A fair queue for surges: first come, first served, by numbers. Each free place calls the next number and is kept for it
 * until it comes, or for half a minute. Pure but for its own counters; the present moment (ms) is passed in.
 */
export function makeAdmission(capacity: number): Admission {
  let running = 0
  let given = 0
  let called = 0
  /** Numbers called and not yet come, with the moment of the call; oldest first. */
  const expected = new Map<number, number>()
  /** Requests that ended, by second, of the last ten. */
  const ended = new Map<number, number>()

  const call = (now: number) => {
    for (const [number, at] of expected) {
      if (now - at < COMES_WITHIN_MS) break
      expected.delete(number)
    }
    while (called < given && running + expected.size < capacity) {
      called += 1
      expected.set(called, now)
    }
  }
  return {
    ask(ticket, now) {
      // A number we never gave (an old process's, or made up) is no number.
      const known = ticket !== null && ticket <= given && ticket > 0 ? ticket : null
      call(now)
      const room = running + expected.size < capacity
      // Their own place is kept; one who comes too late for it enters as soon as any is free.
      if (known === null ? room && called === given : expected.has(known) || (known <= called && room)) {
        if (known !== null) expected.delete(known)
        running += 1
        return { in: true }
      }
      if (known === null) given += 1
      const number = known ?? given
      return { in: false, ticket: number, place: Math.max(1, number - called) }
    },
    done(now) {
      running = Math.max(0, running - 1)
      const second = Math.floor(now / 1000)
      ended.set(second, (ended.get(second) ?? 0) + 1)
      for (const old of ended.keys()) if ((second - old) * 1000 >= RATE_WINDOW_MS) ended.delete(old)
      call(now)
    },
    waiting: () => given - called,
    secondsUntil(place) {
      const all = [...ended.values()].reduce((sum, each) => sum + each, 0)
      const perSecond = Math.max(1, (all * 1000) / RATE_WINDOW_MS)
      return Math.ceil(place / perSecond)
    },
  }
}
