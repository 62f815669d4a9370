import type { Definition, Move } from '../../src/blocks/procedure/model/definition.ts'
import { dayOf, instantAt, MINUTE } from '../../src/kernel/local-time.ts'
import { addWorkingTime, type Calendar, workingTimeBetween } from '../../src/kernel/working-time.ts'
import { type Random, seeded } from '../people/random.ts'
import type { Planned } from './planned.ts'
import { endsCount, intakeRoute, route } from './route.ts'

const HOUR = 60 * MINUTE
/** Two moves of a dossier are never closer. */
const APART = 20_000
const PAUSE_ENDS = new Set<Move['kind']>(['answerCorrection', 'confirmPayment'])
const DETOUR = new Set<Move['kind']>(['draftCorrection', 'signCorrection', 'sendCorrection'])

/** One dossier's way through time: which arrow next, and when, by the due date the commands tell. Pure. */
export class Course {
  readonly planned: Planned
  readonly #calendar: Calendar
  readonly #lastDay: number
  readonly #random: Random
  readonly #moves: readonly Move[]
  readonly #intake: number
  /** Index of the arrow that ends the count of time, or of the last one when it stays open. */
  readonly #end: number
  #position = 0
  #at: number
  #dueAt: number | null = null
  #finish: number | null = null

  constructor(planned: Planned, definition: Definition, calendar: Calendar, lastDay: number, seed: string) {
    this.planned = planned
    this.#calendar = calendar
    this.#lastDay = lastDay
    this.#random = seeded(`course:${seed}:${planned.index}`)
    const intake = intakeRoute(definition, planned)
    this.#intake = intake.length
    this.#moves = [...intake, ...route(definition, planned)]
    const end = this.#moves.findIndex((move) => endsCount(definition, move.to))
    this.#end = end >= 0 ? end : this.#moves.length - 1
    this.#at = planned.submittedAt
  }

  get at(): number {
    return this.#at
  }

  /** The due date as the last command told it; null leaves what was known (a correction's answer tells none). */
  told(firstDueAt: string | null): void {
    if (firstDueAt === null) return
    const due = Date.parse(firstDueAt)
    if (due !== this.#dueAt) this.#finish = null
    this.#dueAt = due
  }

  /** The next arrow and its instant; null when there is none within the period. */
  next(): { move: Move; at: number; dueAt: string | null } | null {
    const move = this.#moves[this.#position]
    if (!move) return null
    const at = Math.max(this.#at + APART, this.#momentOf(move))
    if (dayOf(at) > this.#lastDay) {
      if (this.#position <= this.#end && this.planned.fate !== 'unfinished')
        throw new RangeError(
          `dossier ${this.planned.index} cannot end ${this.planned.fate} within the period`,
        )
      return null
    }
    this.#position += 1
    this.#at = at
    const dueAt = move.kind === 'apologise' ? new Date(this.#dueAt! + 16 * 24 * HOUR).toISOString() : null
    return { move, at, dueAt }
  }

  #momentOf(move: Move): number {
    const random = this.#random
    const position = this.#position
    if (position < this.#intake) return this.#intakeMoment(position)
    if (position > this.#end) return this.#later(random.next() * 16 * HOUR)
    if (PAUSE_ENDS.has(move.kind))
      return this.#later((move.kind === 'confirmPayment' ? 1 : 4) * HOUR + random.next() * 18 * HOUR)
    const before = this.#moves[position - 1]
    // After an answer the new due date is not known yet: the next arrow follows soon, and tells it.
    if (before?.kind === 'answerCorrection') return this.#later((5 + random.next() * 35) * MINUTE)
    if (this.#beforeDetour(position))
      return this.#later(this.#untilDue() * 0.45 * (0.08 + random.next() * 0.12))
    if (move.kind === 'apologise') return this.#working(this.#dueAt! - (1 + random.next() * 20) * HOUR)
    this.#finish ??= this.#chooseFinish(this.#end - position)
    if (position === this.#end) return this.#finish
    const left = this.#end - position + 1
    const latest = this.#finish - APART * (left - 1)
    const room = workingTimeBetween(new Date(this.#at), new Date(this.#finish), this.#calendar, LENIENT)
    return Math.min(latest, this.#later((room / left) * (0.2 + random.next() * 0.9)))
  }

  /** Accepted exactly as planned; what is asked before lies evenly between. */
  #intakeMoment(position: number): number {
    const { submittedAt, acceptedAt, intakeCorrection } = this.planned
    if (!intakeCorrection || position === this.#intake - 1) return acceptedAt
    const share = position === 0 ? 0.2 + this.#random.next() * 0.2 : 0.6 + this.#random.next() * 0.3
    const room = workingTimeBetween(new Date(submittedAt), new Date(acceptedAt), this.#calendar, LENIENT)
    return this.#seconds(
      addWorkingTime(new Date(submittedAt), room * share, this.#calendar, LENIENT).getTime(),
    )
  }

  /** Is a correction still to be sent, so that all must happen in the first part of the term? */
  #beforeDetour(position: number): boolean {
    return this.#moves.slice(position, this.#end + 1).some((move) => DETOUR.has(move.kind))
  }

  #untilDue(): number {
    const accepted = new Date(this.planned.acceptedAt)
    return workingTimeBetween(
      accepted,
      new Date(this.#dueAt ?? accepted.getTime() + 40 * HOUR),
      this.#calendar,
      LENIENT,
    )
  }

  #chooseFinish(movesBefore: number): number {
    const soonest = this.#at + APART * (movesBefore + 1)
    const { fate } = this.planned
    const due = this.#dueAt
    if (due === null) return this.#later(this.#random.next() * 24 * HOUR)
    if (fate === 'early') return this.#onDay(this.#earlyDay(due), soonest)
    if (fate === 'onTime') return this.#onDueDay(due, soonest)
    if (fate === 'unfinished') {
      const room = workingTimeBetween(
        new Date(this.#at),
        new Date(instantAt(this.#lastDay, 0)),
        this.#calendar,
        LENIENT,
      )
      return Math.max(
        soonest,
        this.#later(Math.min(room * 0.95, this.#untilDue()) * (0.1 + this.#random.next() * 0.85)),
      )
    }
    const day = dayOf(due)
    return this.#onDay(this.#workingDays(day + 1, day + 14)[this.#random.integer(0, 3)]!, soonest)
  }

  /** A working day before the due day, more often a few days before than at once. */
  #earlyDay(due: number): number {
    const from = Math.max(dayOf(this.#at), this.planned.notBefore)
    const days = this.#workingDays(from, Math.min(dayOf(due) - 1, this.#lastDay))
    if (days.length === 0) throw new RangeError(`dossier ${this.planned.index} has no day left to end early`)
    return days[days.length - 1 - Math.floor(this.#random.next() ** 1.4 * days.length)]!
  }

  #onDay(day: number, soonest: number): number {
    const opens = Math.max(instantAt(day, 8 * HOUR), soonest)
    const closes = Math.max(instantAt(day, 16 * HOUR + 45 * MINUTE), opens)
    return this.#between(opens, closes)
  }

  #onDueDay(due: number, soonest: number): number {
    const from = Math.max(instantAt(dayOf(due), 7 * HOUR + 31 * MINUTE), soonest)
    return from >= due ? due : this.#between(from, due)
  }

  /** A working moment of one day, between the two. */
  #between(from: number, to: number): number {
    const room = workingTimeBetween(new Date(from), new Date(to), this.#calendar, LENIENT)
    if (room <= 0) return from
    const at = addWorkingTime(new Date(from), room * this.#random.next(), this.#calendar, LENIENT).getTime()
    return Math.min(to, Math.max(from, this.#seconds(at)))
  }

  #later(working: number): number {
    return this.#seconds(
      addWorkingTime(new Date(this.#at), Math.max(1000, working), this.#calendar, LENIENT).getTime(),
    )
  }

  /** The moment itself when work goes on, else the last working moment before it. */
  #working(at: number): number {
    const from = new Date(at - 10 * 24 * HOUR)
    const room = workingTimeBetween(from, new Date(at), this.#calendar, LENIENT)
    return this.#seconds(addWorkingTime(from, room, this.#calendar, LENIENT).getTime())
  }

  #workingDays(from: number, to: number): number[] {
    const days: number[] = []
    for (let day = from; day <= to; day += 1)
      if (this.#calendar.hours[day - this.#calendar.firstDay]) days.push(day)
    return days
  }

  #seconds(at: number): number {
    return Math.floor(at / 1000) * 1000
  }
}

const LENIENT = { provisional: true }
