import { sql } from 'kysely'
import { openCitizenAccount } from '../../src/blocks/identity/index.ts'
import { DAY, dayOf, formatDate, instantAt } from '../../src/kernel/local-time.ts'
import type { Calendar } from '../../src/kernel/working-time.ts'
import { ask, type House } from '../../src/platform/command/run.ts'
import type { JobHandler } from '../../src/platform/jobs/jobs.ts'
import { person } from '../people/people.ts'
import { seeded } from '../people/random.ts'
import type { Cast } from '../play/cast.ts'
import { seededId } from '../play/ids.ts'
import type { Offered } from '../play/stages.ts'
import { type Played, Walker } from '../play/walker.ts'
import { Course } from './course.ts'
import { Crew } from './crew.ts'
import type { Plan } from './plan.ts'
import type { Planned } from './planned.ts'

export type Playing = {
  house: House
  cast: Cast
  paper: string
  stages: readonly Offered[]
  calendar: Calendar
  plan: Plan
  seed: string
  /** How many dossiers are worked on side by side. */
  concurrency: number
  jobs: readonly JobHandler[]
  /** Ask every call again, also those an earlier run already made: slower, and must come to the same. */
  repeatAll?: boolean
  /** Told after each day. */
  onDay?: (so: Progress) => void
}
export type Progress = { day: string; opened: number; moves: number; repeated: number; notices: number }

type Going = { course: Course; played: Played }

/**
 * Plays the plan day by day on its own clock. What happens on one day to different dossiers runs side by side, but one
 * desk takes in one after another (its codes are numbered in that order) and one dossier's moves follow each other: so
 * codes and moves are the same however many run at once.
 */
export async function play(playing: Playing): Promise<Progress> {
  const { plan, house, jobs } = playing
  const player = new Player(playing)
  const opening = byDay(plan.dossiers)
  for (let day = plan.firstDay; day <= plan.lastDay; day += 1) {
    await player.playDay(day, opening.get(day) ?? [])
    opening.delete(day)
    player.so.notices += await house.db.transaction().execute((trx) => house.jobs.drain(jobs, trx))
    playing.onDay?.({ ...player.so, day: formatDate(day) })
  }
  return player.so
}

function byDay(dossiers: readonly Planned[]): Map<number, Planned[]> {
  const days = new Map<number, Planned[]>()
  for (const each of dossiers) {
    const day = dayOf(each.submittedAt)
    const list = days.get(day)
    if (list) list.push(each)
    else days.set(day, [each])
  }
  return days
}

class Player {
  readonly so: Progress = { day: '', opened: 0, moves: 0, repeated: 0, notices: 0 }
  readonly #playing: Playing
  readonly #walker: Walker
  readonly #stages: Map<string, Offered>
  /** Dossiers under way, by the day of their next move. */
  readonly #waiting = new Map<number, { going: Going; next: Next }[]>()
  #kept = new Map<string, unknown>()

  constructor(playing: Playing) {
    this.#playing = playing
    this.#stages = new Map(playing.stages.map((stage) => [stage.code, stage]))
    this.#walker = new Walker(playing.house, playing.cast, playing.paper, (key) => {
      const answer = this.#kept.get(key)
      if (answer !== undefined) this.so.repeated += 1
      return answer
    })
  }

  async playDay(day: number, openings: readonly Planned[]): Promise<void> {
    if (!this.#playing.repeatAll) this.#kept = await keptAnswers(this.#playing.house, day)
    const crew = new Crew(this.#playing.concurrency)
    for (const lane of lanes(openings)) crew.add(() => this.#receiveAll(lane, day, crew))
    for (const { going, next } of this.#waiting.get(day) ?? []) crew.add(() => this.#follow(going, next, day))
    this.#waiting.delete(day)
    await crew.done()
  }

  /** One desk's intake of a day, in the order of arrival. */
  async #receiveAll(lane: readonly Planned[], day: number, crew: Crew): Promise<void> {
    for (const planned of lane) {
      const going = await this.#receive(planned)
      const next = going.course.next()
      if (next) this.#take(going, next, day, crew)
    }
  }

  #take(going: Going, next: Next, day: number, crew: Crew): void {
    if (dayOf(next.at) === day) crew.add(() => this.#follow(going, next, day))
    else this.#later(going, next)
  }

  async #receive(planned: Planned): Promise<Going> {
    const { seed, calendar } = this.#playing
    const stage = this.#stages.get(planned.procedure)!
    const random = seeded(`person:${seed}:${planned.index}`)
    const at = formatDate(dayOf(planned.submittedAt))
    const played = await this.#walker.open(
      {
        id: seededId(`replay:${seed}:${planned.index}`),
        stage,
        agency: planned.agency,
        desk: planned.desk,
        channel: planned.channel,
        person: person(random, { at }),
        random,
        turn: planned.index,
        digitised: planned.digitised,
      },
      new Date(planned.submittedAt),
    )
    if (planned.account) await this.#openAccount(planned, played)
    this.so.opened += 1
    this.so.moves += 1
    const course = new Course(planned, stage.definition, calendar, planned.lastDay, seed)
    course.told(played.firstDueAt)
    return { course, played }
  }

  /** The counter opens an account for who stands there, the card still in hand. */
  async #openAccount(planned: Planned, played: Played): Promise<void> {
    const { seed, house, cast } = this.#playing
    const key = `${played.key}:account`
    if (this.#kept.has(key)) return
    const at = formatDate(dayOf(planned.submittedAt))
    const { fullName, citizenNumber, birthDate, phone } = person(seeded(`person:${seed}:${planned.index}`), {
      at,
    })
    await ask(
      house,
      openCitizenAccount,
      { name: fullName, citizenNumber, birthDate, phone },
      { actor: cast.who(planned.desk, 'counter'), now: new Date(planned.submittedAt), idempotencyKey: key },
    )
  }

  /** Takes the arrows that fall on this day; the next one waits for its own. */
  async #follow(going: Going, first: Next, day: number): Promise<void> {
    for (let next: Next | null = first; next !== null; next = going.course.next()) {
      if (dayOf(next.at) !== day) return this.#later(going, next)
      const extra = next.dueAt ? { dueAt: next.dueAt } : {}
      going.played = await this.#walker.take(going.played, next.move, new Date(next.at), extra)
      going.course.told(going.played.firstDueAt)
      this.so.moves += 1
    }
  }

  #later(going: Going, next: Next): void {
    const day = dayOf(next.at)
    const list = this.#waiting.get(day)
    if (list) list.push({ going, next })
    else this.#waiting.set(day, [{ going, next }])
  }
}

type Next = NonNullable<ReturnType<Course['next']>>

/** The day's intake by desk, each in the order of arrival. */
function lanes(openings: readonly Planned[]): Planned[][] {
  const desks = new Map<string, Planned[]>()
  for (const each of openings) {
    const lane = desks.get(each.desk)
    if (lane) lane.push(each)
    else desks.set(each.desk, [each])
  }
  const inOrder = [...desks.values()]
  for (const lane of inOrder) lane.sort((a, b) => a.submittedAt - b.submittedAt || a.index - b.index)
  // The longest lane first, so that the day does not end with one desk alone.
  return inOrder.sort((a, b) => b.length - a.length)
}

/**
 * What an earlier, interrupted run already did on this day: the answers kept under its idempotency keys. Only a
 * shortcut, asked once a day: repeating the calls would get the same answers one by one.
 */
async function keptAnswers({ db }: House, day: number): Promise<Map<string, unknown>> {
  const from = new Date(instantAt(day, 0))
  const { rows } = await sql<{ key: string; answer: unknown }>`
    select key, answer from platform.idempotency
    where at >= ${from} and at < ${new Date(from.getTime() + DAY)} and answer is not null`.execute(db)
  return new Map(rows.map((row) => [row.key, row.answer]))
}
