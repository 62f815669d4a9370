import type { NewSeat } from '../../src/blocks/organisation/index.ts'
import { workingCalendar } from '../../src/blocks/organisation/index.ts'
import type { Move } from '../../src/blocks/procedure/model/definition.ts'
import { addWorkingTime, type Calendar, nextWorkingMoment } from '../../src/kernel/working-time.ts'
import type { House } from '../../src/platform/command/run.ts'
import { person } from '../people/people.ts'
import { type Random, seeded } from '../people/random.ts'
import { Cast } from './cast.ts'
import { seededId } from './ids.ts'
import { fictitiousPaper } from './paper.ts'
import { type Offered, stagesOn } from './stages.ts'
import { type Played, Walker } from './walker.ts'

const DOSSIERS = 360
const SIDE_BY_SIDE = 8
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** The parts of the province a visitor will look at first get the most. */
const FAVOURED = new Set(['H60.21', 'H60.175'])

/** Fills the weeks before today with a few hundred dossiers that stop in every state there is. */
export async function playToday(house: House, seats: readonly NewSeat[], today: string): Promise<void> {
  const now = house.clock()
  const cast = new Cast(seats)
  const walker = new Walker(house, cast, await fictitiousPaper(house))
  const calendar = await workingCalendar(house)
  const stages = await stagesOn(house, today)
  const goals = [...busySeats(stages), ...everyEnding(stages)]
  const plans = Array.from({ length: DOSSIERS }, (_, index) => index)
  const lanes = Array.from({ length: SIDE_BY_SIDE }, async (_, lane) => {
    for (const index of plans.filter((each) => each % SIDE_BY_SIDE === lane)) {
      const random = seeded(`today:${index}`)
      await playOne({ walker, calendar, now, today, index, random, ...goals[index % goals.length]! })
    }
  })
  await Promise.all(lanes)
}

/** Steps at which a visitor's own seats have something to do, several times over. */
const AT_WORK = [
  'submitted',
  'received',
  'assigning',
  'appraising',
  'appraising',
  'initialling',
  'signing',
  'correctionSigning',
  'correctionSending',
  'ready',
  'returned',
]

function busySeats(stages: readonly Offered[]): Goal[] {
  const theirs = stages.filter((stage) =>
    stage.agencies.some((agency) => FAVOURED.has(agency.code) && agency.kind === 'department'),
  )
  return AT_WORK.flatMap((state) =>
    theirs
      .filter((stage) => stage.definition.states.some((each) => each.key === state))
      .flatMap((stage) => [
        { stage, state },
        { stage, state },
      ]),
  )
}

type Goal = { stage: Offered; state: string }
type One = Goal & {
  walker: Walker
  calendar: Calendar
  now: Date
  today: string
  index: number
  random: Random
}

/** Every state of every flow as a place to stop, so that no list and no screen is empty. */
function everyEnding(stages: readonly Offered[]): Goal[] {
  const all = stages.flatMap((stage) => stage.definition.states.map((state) => ({ stage, state: state.key })))
  const random = seeded('today:goals')
  return all
    .map((goal) => ({ goal, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ goal }) => goal)
}

async function playOne({ walker, calendar, now, today, index, random, stage, state }: One): Promise<void> {
  const favoured = stage.agencies.filter((agency) => FAVOURED.has(agency.code))
  const { code: agency } = favoured.length > 0 ? random.pick(favoured) : random.pick(stage.agencies)
  const definition = stage.definition
  const path = pathTo(definition.moves, definition.initial, state, random)
  // Nobody hands in online what the law has only told about online.
  if (!path || (path.online && definition.law.onlineLevel === 'information')) return
  const step = stepOf(stage)
  const lateness = random.chance(0.08) ? 1.6 : random.next()
  const back = (path.moves.length + 1) * step * 1.3 + lateness * termMs(stage)
  let at = nextWorkingMoment(new Date(now.getTime() - back - random.integer(0, 2) * HOUR_MS), calendar, {
    provisional: true,
  })
  if (at >= now) at = new Date(now.getTime() - 60_000 * (path.moves.length + 2))
  const channel = path.online ? 'online' : random.chance(0.06) ? 'post' : 'counter'
  const who = person(random, { at: today })
  let played: Played = await walker.open(
    {
      id: seededId(`today:${index}`),
      stage,
      agency,
      desk: agency,
      channel,
      person: who,
      random,
      turn: index,
    },
    at,
  )
  for (const move of path.moves) {
    const next = addWorkingTime(at, Math.max(60_000, step * (0.4 + random.next())), calendar, {
      provisional: true,
    })
    at = next < now ? next : new Date(Math.min(now.getTime() - 1000, at.getTime() + 60_000))
    const dueAt = new Date(
      Math.max(now.getTime(), Date.parse(played.firstDueAt ?? now.toISOString())) + 3 * DAY_MS,
    )
    played = await walker.take(played, move, at, { dueAt: dueAt.toISOString() })
  }
}

function termMs({ definition: { clock } }: Offered): number {
  if (clock.unit === 'sameDay' || clock.term === null) return 8 * HOUR_MS
  return clock.term * (clock.unit === 'workingHours' ? 3 * HOUR_MS : 1.3 * DAY_MS)
}

/** Working time one step takes, so that a whole way fits its term. */
function stepOf(stage: Offered): number {
  return Math.max(60_000, Math.min(8 * HOUR_MS, termMs(stage) / 24))
}

/** The shortest way from a beginning to a state; nobody apologises, withdraws or reopens on the way unless it leads there. */
function pathTo(
  moves: readonly Move[],
  initial: { online: string; desk: string },
  goal: string,
  random: Random,
) {
  const online = random.chance(0.4) || goal === initial.online
  const starts = online ? [initial.online, initial.desk] : [initial.desk, initial.online]
  for (const start of starts) {
    const found = search(moves, start, goal)
    if (found) return { online: start === initial.online, moves: found }
  }
  return null
}

function search(moves: readonly Move[], start: string, goal: string): Move[] | null {
  const ways = new Map<string, Move[]>([[start, []]])
  const queue = [start]
  for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
    if (state === goal) return ways.get(state)!
    for (const move of moves)
      if (
        move.from.includes(state) &&
        !ways.has(move.to) &&
        !['claim', 'reopen', 'back'].includes(move.kind) &&
        !move.when
      ) {
        ways.set(move.to, [...ways.get(state)!, move])
        queue.push(move.to)
      }
  }
  return null
}
