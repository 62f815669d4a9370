import { type Calendar, workingTimeBetween } from '../../../kernel/working-time.ts'
import type { ClockEntry } from './clock.ts'

/** Rests are counted in fortieths of the term; what took two terms or more lies in the last. */
const PER_TERM = 40
const REST_BINS = 2 * PER_TERM + 1
/** Steps are counted by working time: under half an hour, then each bin twice as long as the one before. */
const FIRST_STEP_MS = 1_800_000
const STEP_BINS = 14
/** So many dossiers of its own weigh as much as what is known more widely. */
const PRIOR = 20
/** From here on a dossier is told as likely to be late: more likely than not. */
export const LIKELY = 0.5

/**
 * How long those that stood in a step took: `steps` the step itself, `rests` from entering it to the end, as a share of
 * the term, both in clock time. Histories add up.
 */
type History = { steps: readonly number[]; rests: readonly number[] }

/** What is known of a step, from the narrowest (this procedure at this agency) to the widest (this step anywhere). */
export type Known = readonly History[]

/** One stay of a finished dossier in a step whose clock ran. Durations are milliseconds of clock time. */
export type Stay = { state: string; step: number; rest: number; term: number }

export type Risk = {
  /** That the remaining steps take longer than what is left. */
  probability: number
  /** Working time this step usually takes: the median, at the narrowest place that knows ten or more. */
  usual: number
  /** How many finished dossiers of this procedure at this agency it rests on. */
  known: number
}

export const emptyHistory = (): { steps: number[]; rests: number[] } => ({
  steps: Array<number>(STEP_BINS).fill(0),
  rests: Array<number>(REST_BINS).fill(0),
})

/** Terms reach into years whose days off are only known in part. */
const READING = { provisional: true } as const

const restBin = (share: number) => Math.max(0, Math.min(REST_BINS - 1, Math.floor(share * PER_TERM)))

function stepBin(duration: number): number {
  if (duration < FIRST_STEP_MS) return 0
  return Math.min(STEP_BINS - 1, 1 + Math.floor(Math.log2(duration / FIRST_STEP_MS)))
}

/** Adds one stay to a history, in place. A stay of a dossier without a term tells nothing of lateness. */
export function addStay(history: { steps: number[]; rests: number[] }, stay: Stay): void {
  if (stay.term <= 0) return
  history.steps[stepBin(stay.step)]! += 1
  history.rests[restBin(stay.rest / stay.term)]! += 1
}

/**
 * The probability that a dossier which entered its step `age` ago and has `left` of its `term` ends late: of those that
 * were still under way at this age, the share that needed longer than what is left. Thin histories lean on wider ones.
 */
export function riskOf(known: Known, now: { age: number; left: number; term: number }): Risk {
  const [narrowest] = known
  const usual = usualOf(known)
  const total = narrowest ? sum(narrowest.rests) : 0
  if (now.left < 0) return { probability: 1, usual, known: total }
  if (now.term <= 0) return { probability: 0, usual, known: total }
  let probability = 0
  for (const [at, history] of known.toReversed().entries()) {
    const under = beyond(history.rests, now.age / now.term)
    const late = beyond(history.rests, (now.age + now.left) / now.term)
    // Somewhere one has to begin: half a dossier late of all there are.
    const prior = at === 0 ? { weight: 1, share: 0.5 / (1 + under) } : { weight: PRIOR, share: probability }
    probability = (late + prior.weight * prior.share) / (under + prior.weight)
  }
  return { probability: Math.min(1, probability), usual, known: total }
}

/** How many took longer than this share of the term; within a bin they are taken to lie evenly. */
function beyond(rests: readonly number[], share: number): number {
  const at = share * PER_TERM
  const bin = Math.floor(at)
  if (bin >= REST_BINS - 1) return rests[REST_BINS - 1] ?? 0
  let count = (rests[bin] ?? 0) * (1 - (at - bin))
  for (let higher = bin + 1; higher < REST_BINS; higher += 1) count += rests[higher] ?? 0
  return count
}

const ENOUGH = 10

function usualOf(known: Known): number {
  const history = known.find(({ steps }) => sum(steps) >= ENOUGH) ?? known.at(-1)
  if (!history) return 0
  const half = sum(history.steps) / 2
  let before = 0
  for (const [bin, count] of history.steps.entries()) {
    if (before + count >= half && count > 0) {
      const from = bin === 0 ? 0 : FIRST_STEP_MS * 2 ** (bin - 1)
      const to = FIRST_STEP_MS * 2 ** bin
      return from + ((half - before) / count) * (to - from)
    }
    before += count
  }
  return 0
}

const sum = (counts: readonly number[]) => counts.reduce((so, count) => so + count, 0)

/** Clock time from the start of the term to `at`: working time without pauses; a restart counts from zero. */
export function clockTime(entries: readonly ClockEntry[], at: Date, calendar: Calendar): number {
  let used = 0
  let since: Date | null = null
  for (const entry of entries) {
    const moment = new Date(entry.at)
    if (moment > at) break
    if (entry.kind === 'apologised') continue
    if (since && entry.kind !== 'started') used += workingTimeBetween(since, moment, calendar, READING)
    if (entry.kind === 'restarted') used = 0
    since = entry.kind === 'paused' ? null : moment
  }
  return since && since < at ? used + workingTimeBetween(since, at, calendar, READING) : used
}

type Ended = {
  clock: readonly ClockEntry[]
  due: Date
  finished: Date
  moves: readonly { to: string; at: Date }[]
}

/** The stays of a finished dossier, each step once as often as it was entered; steps before the clock began are none. */
export function staysOf({ clock, due, finished, moves }: Ended, calendar: Calendar): Stay[] {
  const [start] = clock
  if (!start) return []
  const began = new Date(start.at)
  const end = clockTime(clock, finished, calendar)
  const term = clockTime(clock, due, calendar)
  const entered = moves.filter(({ to }, at) => to !== moves[at - 1]?.to)
  return entered.flatMap(({ to, at }, index) => {
    const next = entered[index + 1]?.at ?? finished
    if (at >= finished || next <= began) return []
    const from = clockTime(clock, at > began ? at : began, calendar)
    const until = next < finished ? clockTime(clock, next, calendar) : end
    if (until <= from && next < finished) return []
    return [{ state: to, step: until - from, rest: end - from, term }]
  })
}

/** Where a dossier stood at one moment, by its own moves up to then. Durations are milliseconds of clock time. */
type Standing = { state: string; age: number; left: number; term: number }
type Course = Pick<Ended, 'clock' | 'moves'> & { term: number }

/** Null before it was accepted, while its clock stood, and once it was late. */
export function standingAt({ clock, moves, term }: Course, now: Date, calendar: Calendar): Standing | null {
  const last = clock.findLast(({ kind, at }) => kind !== 'apologised' && new Date(at) <= now)
  const so = moves.filter(({ at }) => at <= now)
  const state = so.at(-1)?.to
  if (!last || last.kind === 'paused' || state === undefined) return null
  const used = clockTime(clock, now, calendar)
  if (used > term) return null
  const entered = so[so.findLastIndex(({ to }) => to !== state) + 1]!.at
  const began = new Date(clock[0]!.at)
  const age = used - clockTime(clock, entered > began ? entered : began, calendar)
  return { state, age, left: term - used, term }
}

/**
 * How what the histories say answers to what became of it: officers see a deadline come and hurry, so that the histories
 * alone say too much. The log odds are stretched by `slope` and moved by `shift`; the order of dossiers stays.
 */
export type Scale = { slope: number; shift: number }
export const UNSCALED: Scale = { slope: 1, shift: 0 }
/** Below this many dossiers that ended late a scale would be made of chance. */
const ENOUGH_LATE = 20

const EDGE = 1e-4
const logOdds = (probability: number) => {
  const held = Math.min(1 - EDGE, Math.max(EDGE, probability))
  return Math.log(held / (1 - held))
}

export function scaled(probability: number, { slope, shift }: Scale): number {
  return 1 / (1 + Math.exp(-(slope * logOdds(probability) + shift)))
}

/** The scale under which past forecasts fit what happened best (logistic regression by Newton's steps). */
export function fitScale(forecasts: readonly { probability: number; late: boolean }[]): Scale {
  const late = forecasts.filter((each) => each.late).length
  if (late < ENOUGH_LATE || late === forecasts.length) return UNSCALED
  let { slope, shift } = UNSCALED
  for (let round = 0; round < 30; round += 1) {
    let [toSlope, toShift, aa, ab, bb] = [0, 0, 1e-6, 0, 1e-6]
    for (const each of forecasts) {
      const x = logOdds(each.probability)
      const p = scaled(each.probability, { slope, shift })
      const miss = Number(each.late) - p
      const weight = p * (1 - p)
      toSlope += miss * x
      toShift += miss
      aa += weight * x * x
      ab += weight * x
      bb += weight
    }
    const whole = aa * bb - ab * ab
    const bySlope = (bb * toSlope - ab * toShift) / whole
    const byShift = (aa * toShift - ab * toSlope) / whole
    slope += bySlope
    shift += byShift
    if (Math.abs(bySlope) + Math.abs(byShift) < 1e-6) break
  }
  // A scale that turned the order round would say that the histories mislead: then they are told as they are.
  return Number.isFinite(slope) && Number.isFinite(shift) && slope > 0 ? { slope, shift } : UNSCALED
}
