import type { Flow } from '../definition.ts'
import type { Arrow, Drawing } from './nodes.ts'
import {
  type Box,
  CORRIDOR,
  DROP,
  END_STEP,
  LANE_X,
  type Placing,
  place,
  type Strips,
  TRACK,
  WORDS,
} from './place.ts'

export type Point = { x: number; y: number }
export type Route = { points: Point[]; label: Box | null }
export type Layout = Placing & { routes: Map<string, Route>; pool: Box }

const LETTER = 6.5
const LINE = 14
/** Arrows beside each other between the same two states stand this far apart. */
const ABREAST = 18

type Way = Arrow & {
  kind: 'branches' | 'end' | 'loop' | 'straight' | 'step' | 'corridor'
  source: string
  target: string
  /** How many arrows between the same two come before it. */
  nth: number
  corridor: number
}

/** A picture of a flow: lanes by role, columns in the order of work, arrows at right angles that cross no box. */
export function layout(flow: Flow, drawing: Drawing): Layout {
  let ways: Way[] = []
  const strips: Strips = (column, lane) => {
    ways = waysOf(drawing, column, lane)
    return stripsOf(ways, column)
  }
  const placing = place(flow, drawing, strips)
  // Only now is it known which stand in one row: two of one lane in neighbouring columns may be a step apart.
  const routes = new Map(ways.map((way) => [way.id, routeOf(way, placing)]))
  const last = placing.lanes.at(-1)!
  const first = placing.lanes[0]!
  const pool = {
    x: LANE_X - 30,
    y: first.y,
    width: first.width + 30,
    height: last.y + last.height - first.y,
  }
  return { ...placing, routes, pool }
}

function waysOf(drawing: Drawing, column: Map<string, number>, lane: Map<string, number>): Way[] {
  const ends = new Set(drawing.nodes.filter((node) => node.kind === 'end').map(({ id }) => id))
  const pairs = new Map<string, number>()
  return drawing.arrows.map((arrow) => {
    const source = arrow.from.replace('gateway_', 'state_')
    const target = arrow.to
    const pair = `${source} ${target}`
    const nth = pairs.get(pair) ?? 0
    pairs.set(pair, nth + 1)
    const way = {
      ...arrow,
      source,
      target,
      nth,
      corridor: Math.max(lane.get(source)!, lane.get(target) ?? 0),
    }
    if (target.startsWith('gateway_')) return { ...way, kind: 'branches' as const }
    if (ends.has(target)) return { ...way, kind: 'end' as const }
    if (source === target) return { ...way, kind: 'loop' as const }
    const near = column.get(target) === column.get(source)! + 1
    if (!near) return { ...way, kind: 'corridor' as const }
    const level = lane.get(target) === lane.get(source)
    return { ...way, kind: level ? ('straight' as const) : ('step' as const) }
  })
}

/** One line per arrow where it leaves, one per state it enters, one per arrow along a lane. */
function stripsOf(ways: readonly Way[], column: Map<string, number>) {
  const exits: string[][] = []
  const entries: string[][] = []
  const tracks: string[][] = []
  const put = (lists: string[][], at: number, id: string) => {
    lists[at] ??= []
    if (!lists[at].includes(id)) lists[at].push(id)
  }
  for (const way of ways) {
    if (!['straight', 'step', 'corridor'].includes(way.kind)) continue
    put(exits, column.get(way.source)! + 1, way.id)
    if (way.kind !== 'corridor') continue
    put(entries, column.get(way.target)!, entryOf(way))
    put(tracks, way.corridor, way.id)
  }
  return { exits, entries, tracks }
}

const entryOf = (way: Way) => `${way.target} ${way.corridor}`

function routeOf(way: Way, placing: Placing): Route {
  const from = placing.boxes.get(way.from)!
  const to = placing.boxes.get(way.to)!
  const words = way.move?.name.vi ?? ''
  if (way.kind === 'branches') return { points: [east(from), west(to)], label: null }
  if (way.kind === 'end') return intoEnd(way, from, to, words)
  if (way.kind === 'loop') return loop(way, from, to, words)
  const leave = east(from)
  const enter = { x: to.x, y: to.y + to.height / 2 + way.nth * ABREAST }
  const column = placing.column.get(way.source)! + 1
  const strip = placing.columns[column]
  const exitX = strip
    ? strip.stripX + TRACK * (1 + strip.exits.indexOf(way.id))
    : leave.x + TRACK * (1 + way.nth)
  if (way.kind !== 'corridor') {
    const bend =
      leave.y === enter.y
        ? []
        : [
            { x: exitX, y: leave.y },
            { x: exitX, y: enter.y },
          ]
    const left = (strip?.stripX ?? 0) + TRACK * (1 + (strip?.exits.length ?? 0))
    return { points: [leave, ...bend, enter], label: beside(words, left, enter.y, way.nth > 0) }
  }
  const { y: top, tracks } = placing.corridors[way.corridor]!
  const y = top + tracks.indexOf(way.id) * CORRIDOR
  const home = placing.columns[placing.column.get(way.target)!]!
  const entryX = home.x - TRACK * (1 + home.entries.indexOf(entryOf(way)))
  const points = [
    leave,
    { x: exitX, y: leave.y },
    { x: exitX, y },
    { x: entryX, y },
    { x: entryX, y: enter.y },
    enter,
  ]
  const width = LETTER * words.length + 8
  const label =
    words === ''
      ? null
      : { x: entryX < exitX ? exitX - width - 4 : exitX + 4, y: y - LINE - 1, width, height: LINE }
  return { points, label }
}

const east = (box: Box): Point => ({ x: box.x + box.width, y: box.y + box.height / 2 })
const west = (box: Box): Point => ({ x: box.x, y: box.y + box.height / 2 })
const south = (box: Box): Point => ({ x: box.x + box.width / 2, y: box.y + box.height })
const north = (box: Box): Point => ({ x: box.x + box.width / 2, y: box.y })

/** Down from the branching to the end beside it, with the words left of the last piece; a second arrow's on its right. */
function intoEnd({ nth }: Way, from: Box, to: Box, words: string): Route {
  const leave = south(from)
  const enter = north(to)
  const y = enter.y - DROP
  const bend =
    leave.x === enter.x
      ? []
      : [
          { x: leave.x, y },
          { x: enter.x, y },
        ]
  const x = nth === 0 ? enter.x - END_STEP + 2 : enter.x + 4
  const label = { x, y: y + 3, width: END_STEP - 6, height: 2 * LINE }
  return { points: [leave, ...bend, enter], label: words === '' ? null : label }
}

function loop(way: Way, from: Box, to: Box, words: string): Route {
  const leave = north(from)
  const enter = { x: to.x + to.width / 2 + way.nth * 24, y: to.y }
  const y = to.y - 10 - way.nth * ABREAST
  const width = LETTER * words.length + 8
  const label = { x: leave.x - width - 4, y: y - LINE, width, height: LINE }
  return { points: [leave, { x: leave.x, y }, { x: enter.x, y }, enter], label: words === '' ? null : label }
}

/** Words on the piece that leads into the state, above the line; below it for one that runs abreast. */
function beside(words: string, x: number, y: number, below: boolean): Box | null {
  if (words === '') return null
  const lines = Math.ceil((words.length * LETTER) / (WORDS - 6))
  const height = lines * LINE
  return { x, y: below ? y + 2 : y - height - 3, width: WORDS, height }
}
