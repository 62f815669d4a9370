import { Graph, layout } from '@dagrejs/dagre'
import { type Arrow, arrowsOf, type Flow, type FlowMove, type FlowState } from './flow.ts'
import { type Point, route } from './route.ts'
import { CLOCKS, PHASES, ROLES } from './words.ts'

type Place = { x: number; y: number; width: number; height: number }
/** A state: its phase, its name over as many lines as it takes, who holds it, its clock. `x`, `y` is the middle. */
export type Box = Place & {
  state: FlowState
  phase: string
  name: string[]
  facts: string[]
  loops: string[]
}
/** The names of the moves an arrow stands for, laid on the arrow itself. */
export type Label = Place & { id: string; moves: FlowMove[]; lines: string[] }
/** `path` as SVG writes it; `ends`: it arrives at a state, so it carries the head of the arrow. */
export type Line = { id: string; moves: FlowMove[]; path: string; ends: boolean }
export type Start = Place & { name: string }
export type Drawing = {
  width: number
  height: number
  boxes: Box[]
  labels: Label[]
  lines: Line[]
  starts: Start[]
}

const BOX = 184
const LABEL = 150
export const ROW = 18
const MARGIN = 12
/** Measured on Be Vietnam Pro at 13 px; a little wide, so that no word leaves its box. */
const LETTER = { bold: 7.4, plain: 6.7 }

/** `marks` are lines more in a box, by state key: what a simulation found there. */
export function draw(flow: Flow, marks: ReadonlyMap<string, string[]> = new Map()): Drawing {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({
    rankdir: 'TB',
    nodesep: 14,
    ranksep: 48,
    edgesep: 10,
    marginx: MARGIN,
    marginy: MARGIN,
    ranker: 'network-simplex',
  })
  graph.setDefaultEdgeLabel(() => ({}))
  const { arrows, loops } = arrowsOf(flow)
  const boxes = flow.states.map((state) => {
    const box = boxOf(state, loops.get(state.key) ?? [], marks.get(state.key) ?? [])
    graph.setNode(stateNode(state), { width: box.width, height: box.height })
    return box
  })
  const nodeOf = new Map(flow.states.map((state) => [state.key, stateNode(state)]))
  const labels = arrows.map((arrow) => {
    const label = labelOf(arrow)
    graph.setNode(arrow.id, { width: label.width, height: label.height })
    for (const from of arrow.from) graph.setEdge(nodeOf.get(from)!, arrow.id, { weight: weightOf(arrow) })
    graph.setEdge(arrow.id, nodeOf.get(arrow.to)!, { weight: weightOf(arrow) })
    return label
  })
  const starts = startsOf(flow).filter(({ to }) => nodeOf.has(to))
  for (const start of starts) {
    graph.setNode(start.name, { width: start.width, height: start.height })
    graph.setEdge(start.name, nodeOf.get(start.to)!, { weight: 3 })
  }
  layout(graph)
  const placed = <T extends Place>(thing: T, node: string): T => {
    const { x = 0, y = 0 } = graph.node(node) as Partial<Point>
    return { ...thing, x, y }
  }
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number }
  const moves = new Map(arrows.map((arrow) => [arrow.id, arrow.moves]))
  const node = (name: string) => graph.node(name) as Place
  const edges = graph.edges() as { v: string; w: string }[]
  const ways = edges.map((edge) => ({
    id: `${edge.v}|${edge.w}`,
    from: node(edge.v),
    to: node(edge.w),
    through: (graph.edge(edge) as { points: Point[] }).points.slice(1, -1),
    fan: moves.has(edge.w) ? ('from' as const) : ('to' as const),
    moves: moves.get(edge.v) ?? moves.get(edge.w) ?? [],
    ends: !moves.has(edge.w),
  }))
  const paths = route(ways, graph.nodes().map(node))
  return {
    width: Number.isFinite(width) ? width : 0,
    height: Number.isFinite(height) ? height : 0,
    boxes: boxes.map((box) => placed(box, stateNode(box.state))),
    labels: labels.map((label) => placed(label, label.id)),
    starts: starts.map(({ to: _, ...start }) => placed(start, start.name)),
    lines: ways.map(({ id, moves, ends }) => ({ id, moves, ends, path: paths.get(id)! })),
  }
}

/** Two rows may carry the same key while it is being typed: the row keeps them apart. */
const stateNode = (state: FlowState): string => `state ${state.at}`

/** The ordinary way forward is kept straight; ways back and out bend around it. */
function weightOf({ moves, from }: Arrow): number {
  const kind = moves[0]?.kind ?? ''
  if (from.length > 1 || ['withdraw', 'stop', 'back', 'reopen', 'refuseIntake'].includes(kind)) return 1
  return 4
}

function boxOf(state: FlowState, loops: FlowMove[], marks: string[]): Box {
  const name = wrap(state.name, BOX - 16, LETTER.bold)
  const nobody = state.phase === 'closed' ? '' : 'Không giao cho ai'
  const role = state.role ? ROLES[state.role] : nobody
  const hours = state.hours === null ? '' : ` · ${String(state.hours).replace('.', ',')} giờ`
  const facts = [
    ...wrap(`${role}${hours}`, BOX - 16, LETTER.plain),
    ...(state.clock ? [CLOCKS[state.clock]] : []),
    ...(state.reachable ? [] : ['Không có đường dẫn tới']),
    ...marks,
  ]
  const around = loops.flatMap((move) => wrap(`↻ ${move.name}`, BOX - 16, LETTER.plain))
  return {
    state,
    phase: state.phase ? PHASES[state.phase] : 'Chưa chọn giai đoạn',
    name,
    facts,
    loops: around,
    x: 0,
    y: 0,
    width: BOX,
    height: 16 + ROW * (1 + name.length + facts.length + around.length),
  }
}

function labelOf(arrow: Arrow): Label {
  const lines = arrow.moves.flatMap((move) => wrap(move.name, LABEL - 12, LETTER.plain))
  const longest = Math.max(...lines.map((line) => line.length))
  return {
    id: arrow.id,
    moves: arrow.moves,
    lines,
    x: 0,
    y: 0,
    width: Math.min(LABEL, longest * LETTER.plain + 12),
    height: lines.length * ROW + 4,
  }
}

function startsOf(flow: Flow): (Start & { to: string })[] {
  const start = (name: string, to: string | null) =>
    to === null ? [] : [{ name, to, x: 0, y: 0, width: name.length * LETTER.plain + 28, height: 26 }]
  return [...start('Nộp trực tuyến', flow.start.online), ...start('Nhận tại quầy', flow.start.desk)]
}

/** Words over as few lines of at most `width` pixels as it takes, evenly; a word longer than a line is cut. */
export function wrap(text: string, width: number, letter: number): string[] {
  const most = Math.max(1, Math.floor(width / letter))
  const words = text.split(/\s+/).flatMap((each) => pieces(each, most))
  let lines = filled(words, most)
  for (let less = most - 1; less > 0; less -= 1) {
    const narrower = filled(words, less)
    if (narrower.length > lines.length || narrower.some((line) => line.length > less)) break
    lines = narrower
  }
  return lines
}

function filled(words: string[], most: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of words) {
    const longer = line ? `${line} ${word}` : word
    if (longer.length <= most) line = longer
    else {
      if (line) lines.push(line)
      line = word
    }
  }
  return line ? [...lines, line] : lines
}

const pieces = (word: string, most: number): string[] =>
  word.length <= most ? [word] : [word.slice(0, most - 1), ...pieces(word.slice(most - 1), most)]
