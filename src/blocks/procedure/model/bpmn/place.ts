import type { Flow, Role } from '../definition.ts'
import type { Drawing, Node } from './nodes.ts'

/** Where everything lies, in pixels of the diagram. */
export type Box = { x: number; y: number; width: number; height: number }
export type Placing = {
  boxes: Map<string, Box>
  lanes: (Box & { role: Role | null })[]
  column: Map<string, number>
  lane: Map<string, number>
  /** Left edge of each column, and of the free strip before it, in which arrows run up and down. */
  columns: { x: number; stripX: number; exits: string[]; entries: string[] }[]
  /** Free strip at the head of each lane, in which arrows run to and fro: its first line. */
  corridors: { y: number; tracks: string[] }[]
}

const TASK = { width: 120, height: 80 }
const GATEWAY = 50
const BETWEEN = 30
const CIRCLE = 36
export const END_STEP = 78
const BLOCK = TASK.width + BETWEEN + GATEWAY
/** Room for the words of an arrow between the lines that leave and those that enter. */
export const WORDS = 104
export const TRACK = 12
export const CORRIDOR = 34
const ROW = 130
/** Height of the last piece down to an end: two lines of words stand beside it. */
export const DROP = 36
const ENDS = 125
export const LANE_X = 190

/** Columns along the way a dossier goes, lanes by role, rows where two states of a role stand in one column. */
export function place(flow: Flow, drawing: Drawing, strips: Strips): Placing {
  const column = columnsOf(flow, drawing)
  const laneAt = new Map(drawing.lanes.map((role, at) => [role, at]))
  const lane = new Map(drawing.nodes.map((node) => [node.id, laneAt.get(node.lane)!]))
  const { exits, entries, tracks } = strips(column, lane)
  const count = 1 + Math.max(0, ...column.values())
  let x = LANE_X + 20
  const columns = Array.from({ length: count }, (_, at) => {
    const stripX = x
    const lines = (exits[at] ?? []).length + (entries[at] ?? []).length
    x += at === 0 ? 30 : WORDS + 36 + lines * TRACK
    const left = x
    x += drawing.nodes.some((node) => node.kind === 'task' && column.get(node.id) === at) ? BLOCK : CIRCLE
    return { x: left, stripX, exits: exits[at] ?? [], entries: entries[at] ?? [] }
  })
  const width = x + 60 - LANE_X
  const boxes = new Map<string, Box>()
  const lanes: Placing['lanes'] = []
  const corridors: Placing['corridors'] = []
  let y = 80
  drawing.lanes.forEach((role, at) => {
    const top = y
    const here = drawing.nodes.filter((node) => lane.get(node.id) === at)
    // States first: a start takes what is left beside them.
    const inLane = [
      ...here.filter((node) => node.kind === 'task'),
      ...here.filter((node) => node.kind === 'start'),
    ]
    corridors.push({ y: y + 30, tracks: tracks[at] ?? [] })
    y += 46 + (tracks[at] ?? []).length * CORRIDOR
    const rows = rowsOf(inLane, column)
    for (const row of rows) {
      for (const node of row) placeNode(node, columns[column.get(node.id)!]!.x, y, drawing, boxes)
      y += ROW + (row.some((node) => drawing.nodes.some(({ beside }) => beside === node.id)) ? ENDS : 0)
    }
    if (rows.length === 0) y += ROW
    lanes.push({ role, x: LANE_X, y: top, width, height: y - top })
  })
  return { boxes, lanes, column, lane, columns, corridors }
}

/** Lines needed by arrows once columns and lanes are known: who leaves, who enters before each column, who runs along a lane. */
export type Strips = (
  column: Map<string, number>,
  lane: Map<string, number>,
) => { exits: string[][]; entries: string[][]; tracks: string[][] }

function placeNode(node: Node, x: number, y: number, drawing: Drawing, boxes: Map<string, Box>): void {
  const middle = y + TASK.height / 2
  if (node.kind === 'start') {
    boxes.set(node.id, { x, y: middle - CIRCLE / 2, width: CIRCLE, height: CIRCLE })
    return
  }
  boxes.set(node.id, { x, y, ...TASK })
  const branches = drawing.gateways.has(node.id)
  if (branches)
    boxes.set(node.id.replace('state_', 'gateway_'), {
      x: x + TASK.width + BETWEEN,
      y: middle - GATEWAY / 2,
      width: GATEWAY,
      height: GATEWAY,
    })
  const right = branches ? x + BLOCK - GATEWAY / 2 : x + TASK.width / 2
  drawing.nodes
    .filter(({ beside }) => beside === node.id)
    .forEach((end, n) => {
      const left = right - n * END_STEP - CIRCLE / 2
      boxes.set(end.id, { x: left, y: y + TASK.height + 16 + DROP, width: CIRCLE, height: CIRCLE })
    })
}

/** Nodes of one lane in rows, so that no two share a row and a column. */
function rowsOf(nodes: readonly Node[], column: Map<string, number>): Node[][] {
  const rows: Node[][] = []
  for (const node of nodes) {
    const at = column.get(node.id)!
    const row = rows.find((each) => each.every((other) => column.get(other.id) !== at))
    if (row) row.push(node)
    else rows.push([node])
  }
  return rows
}

/** The longest way from the start decides the column; arrows that lead back do not count. */
function columnsOf(flow: Flow, { nodes }: Drawing): Map<string, number> {
  const next = new Map<string, string[]>(flow.states.map((state) => [state.key, []]))
  for (const move of flow.moves) for (const from of move.from) next.get(from)!.push(move.to)
  const order: string[] = []
  const seen = new Set<string>()
  for (const root of [flow.initial.online, flow.initial.desk, ...next.keys()]) walk(root, next, seen, order)
  const rank = new Map<string, number>()
  const at = new Map(order.reverse().map((key, n) => [key, n]))
  for (const key of order) {
    rank.set(key, Math.max(rank.get(key) ?? 0, 0))
    for (const to of next.get(key)!)
      if (at.get(to)! > at.get(key)!) rank.set(to, Math.max(rank.get(to) ?? 0, rank.get(key)! + 1))
  }
  return new Map(
    nodes.map((node) => [node.id, Math.max(0, rank.get(node.state.key)! + (node.kind === 'start' ? 0 : 1))]),
  )
}

/** Depth first without recursion: what is left last stands first in a topological order. */
function walk(root: string, next: Map<string, string[]>, seen: Set<string>, order: string[]): void {
  if (seen.has(root)) return
  seen.add(root)
  const stack = [{ key: root, at: 0 }]
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const to = next.get(top.key)![top.at]
    top.at += 1
    if (to === undefined) {
      order.push(top.key)
      stack.pop()
    } else if (!seen.has(to)) {
      seen.add(to)
      stack.push({ key: to, at: 0 })
    }
  }
}
