import { type Agenda, agenda } from './agenda.ts'
import { type DossierClock, newClock, tick } from './dossier-clock.ts'
import type { Plan, Station } from './plan.ts'
import { type Random, randomOf } from './random.ts'
import { LIMITS } from './scenario.ts'
import { change, type Level, level, restart } from './tally.ts'
import type { WorkingClock } from './working-clock.ts'

/** What a run asks besides the plan: how much comes in, from when to when, by what clock. Instants in milliseconds. */
export type Window = {
  /** Mean working time between two arrivals. */
  between: number
  onlineShare: number
  varies: boolean
  start: number
  measureFrom: number
  end: number
  seed: string
  clock: WorkingClock
}

type Dossier = {
  station: number
  receivedAt: number
  queuedAt: number
  moves: number
  clock: DossierClock
}
/** What was seen of one pool of people or one step, since `measureFrom`; waits in working milliseconds. */
export type Seen = { queue: Level; busy: Level; waits: number[]; visits: number }
export type Ended = { receivedAt: number; clock: DossierClock }

export type Simulation = {
  /** Goes on for so many events; false when the end is reached. */
  run(events: number): boolean
  pools: Seen[]
  stations: Seen[]
  /** Dossiers whose clock has ended, and those still under way. */
  ended: Ended[]
  open: () => Ended[]
  received: () => number
  queued: () => number
  counts: { dossiers: number; events: number; stuck: number }
  /** At each close of a day. */
  closes: { at: number; open: number; queue: number }[]
}

const ARRIVAL = 0
const CLOSE = 1
/** Events of dossier n are FIRST + 2n (is there to be worked on) and FIRST + 2n + 1 (work is done). */
const FIRST = 2

/**
 * Discrete-event simulation of one edition: dossiers come in working time, go from state to state by shares, wait for a
 * free hand of the role that holds the state (first come, first served) and lie elsewhere where nobody of ours is needed.
 * Deterministic for a seed. Pure: the caller decides how far to run at once.
 */
export function simulation(plan: Plan, window: Window, closes: readonly number[] = []): Simulation {
  const { clock, end } = window
  const { stations, pools } = plan
  const streams = {
    arrivals: randomOf(`${window.seed}:arrivals`),
    work: randomOf(`${window.seed}:work`),
    ways: randomOf(`${window.seed}:ways`),
    waits: randomOf(`${window.seed}:waits`),
  }
  const todo: Agenda = agenda()
  const dossiers: (Dossier | null)[] = []
  const free: number[] = []
  const queues: { line: number[]; head: number; idle: number }[] = pools.map(({ people }) => ({
    line: [],
    head: 0,
    idle: people,
  }))
  const seenOf = (): Seen => ({ queue: level(), busy: level(), waits: [], visits: 0 })
  const result: Simulation = {
    run,
    pools: pools.map(seenOf),
    stations: stations.map(seenOf),
    ended: [],
    open: () => dossiers.filter((each) => each !== null),
    received: () => received,
    queued: () => result.pools.reduce((sum, pool) => sum + pool.queue.value, 0),
    counts: { dossiers: 0, events: 0, stuck: 0 },
    closes: [],
  }
  let received = 0
  let measuring = false
  let now = window.start
  let worked = clock.worked(now)
  for (const each of [...result.pools, ...result.stations]) {
    restart(each.queue, worked)
    restart(each.busy, worked)
  }
  for (const at of closes) todo.put(at, CLOSE)
  scheduleArrival()

  function run(events: number): boolean {
    for (let left = events; left > 0; left -= 1) {
      const next = todo.next()
      if (!measuring && next >= window.measureFrom) beginMeasuring()
      if (next > end) {
        finish()
        return false
      }
      now = next
      worked = clock.worked(now)
      const what = todo.take()
      result.counts.events += 1
      if (what === ARRIVAL) arrive()
      else if (what === CLOSE)
        result.closes.push({ at: now, open: dossiers.length - free.length, queue: result.queued() })
      else if ((what - FIRST) % 2 === 0) ask((what - FIRST) >> 1)
      else leave((what - FIRST) >> 1)
    }
    return true
  }

  function beginMeasuring(): void {
    measuring = true
    received = 0
    const from = clock.worked(window.measureFrom)
    for (const each of [...result.pools, ...result.stations]) {
      restart(each.queue, from)
      restart(each.busy, from)
    }
  }

  /** Brings every level up to the end. */
  function finish(): void {
    const last = clock.worked(end)
    for (const each of [...result.pools, ...result.stations]) {
      change(each.queue, 0, last)
      change(each.busy, 0, last)
    }
  }

  function scheduleArrival(): void {
    todo.put(clock.after(now, streams.arrivals.exponential(window.between)), ARRIVAL)
  }

  function arrive(): void {
    scheduleArrival()
    received += 1
    result.counts.dossiers += 1
    const dossier = { station: 0, receivedAt: now, queuedAt: now, moves: 0, clock: newClock() }
    const slot = free.pop() ?? dossiers.length
    dossiers[slot] = dossier
    enter(slot, streams.arrivals.share() < window.onlineShare ? plan.online : plan.desk)
  }

  function enter(slot: number, at: number): void {
    const dossier = dossiers[slot]!
    const station = stations[at]!
    dossier.station = at
    const ran = dossier.clock.endedAt === null
    tick(dossier.clock, station.state.clock, now, plan.clock)
    if (ran && dossier.clock.endedAt !== null && measuring)
      result.ended.push({ receivedAt: dossier.receivedAt, clock: dossier.clock })
    if (measuring) result.stations[at]!.visits += 1
    if (station.to.length === 0 || dossier.moves >= LIMITS.movesOfOne) {
      if (station.to.length > 0 || station.state.phase !== 'closed') result.counts.stuck += 1
      dossiers[slot] = null
      free.push(slot)
      return
    }
    dossier.moves += 1
    todo.put(whenThere(station, streams.waits), FIRST + 2 * slot)
  }

  function whenThere(station: Station, waits: Random): number {
    if (station.wait > 0) return now + waits.exponential(station.wait)
    return station.elsewhere > 0 ? clock.after(now, waits.exponential(station.elsewhere)) : now
  }

  function ask(slot: number): void {
    const dossier = dossiers[slot]!
    const { pool } = stations[dossier.station]!
    if (pool < 0) {
      goOn(slot)
      return
    }
    dossier.queuedAt = worked
    const queue = queues[pool]!
    if (queue.idle > 0) {
      queue.idle -= 1
      begin(slot, pool)
      return
    }
    queue.line.push(slot)
    change(result.pools[pool]!.queue, 1, worked)
    change(result.stations[dossier.station]!.queue, 1, worked)
  }

  function begin(slot: number, pool: number): void {
    const dossier = dossiers[slot]!
    const { effort } = stations[dossier.station]!
    change(result.pools[pool]!.busy, 1, worked)
    if (measuring) {
      result.pools[pool]!.waits.push(worked - dossier.queuedAt)
      result.stations[dossier.station]!.waits.push(worked - dossier.queuedAt)
    }
    const takes = window.varies ? streams.work.exponential(effort) : effort
    todo.put(clock.after(now, takes), FIRST + 2 * slot + 1)
  }

  function leave(slot: number): void {
    const { pool } = stations[dossiers[slot]!.station]!
    change(result.pools[pool]!.busy, -1, worked)
    const queue = queues[pool]!
    if (queue.head < queue.line.length) {
      const next = queue.line[queue.head]!
      queue.head += 1
      if (queue.head > 1024 && queue.head * 2 > queue.line.length) {
        queue.line = queue.line.slice(queue.head)
        queue.head = 0
      }
      change(result.pools[pool]!.queue, -1, worked)
      change(result.stations[dossiers[next]!.station]!.queue, -1, worked)
      begin(next, pool)
    } else queue.idle += 1
    goOn(slot)
  }

  function goOn(slot: number): void {
    const { to, upTo } = stations[dossiers[slot]!.station]!
    const drawn = to.length > 1 ? streams.ways.share() * upTo.at(-1)! : 0
    let at = 0
    while (at < to.length - 1 && drawn >= upTo[at]!) at += 1
    enter(slot, to[at]!)
  }

  return result
}
