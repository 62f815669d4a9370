import type { Element } from 'bpmn-moddle'
import { Problem } from '../../../../kernel/problem.ts'
import type { Move, State } from '../definition.ts'
import { type Graph, graphOf, HUMAN, type Path, push, waysFrom } from './graph.ts'
import { laneRoles, roleOfName } from './lane-roles.ts'
import { type LeftOut, leftOutOf, ofWarnings, outsideOf, ownElement, TOLD } from './left-out.ts'
import { type Arrow, movesOf } from './moves.ts'
import { readBpmn } from './read-bpmn.ts'
import { type Kept, statesOf } from './states.ts'

const STATES = 300
const ARROWS = 3000
const STEPS = 300_000

export type Imported = {
  /** Name of the process in the file. */
  title: string
  states: State[]
  moves: Move[]
  initial: { online: string; desk: string }
  leftOut: LeftOut[]
}

/**
 * States and moves of a BPMN file: every task done by people a state, every way from one to the next a move, every end
 * a closed state. What a draft cannot hold is told by name and reason. A file that `exportBpmn` made gives the same
 * states and moves. Errors: those of `readBpmn`; procedure.bpmn-no-process, procedure.bpmn-no-task,
 * procedure.bpmn-too-large, procedure.bpmn-invalid 422 naming the element whose own attributes cannot be.
 */
export async function importBpmn(xml: string): Promise<Imported> {
  const { definitions, warnings } = await readBpmn(xml)
  const graph = richest(definitions)
  const lanes = laneRoles(graph.process)
  const fallback = roleOfName(poolName(definitions, graph.process))
  const nodes = graph.elements.filter((element) => !graph.aside.has(element))
  const tasks = nodes.filter((element) => HUMAN.has(element.$type))
  if (tasks.length > STATES) throw tooLarge(`${tasks.length} việc của người`)
  const arrows = arrowsOf(graph, tasks)
  const reached = new Set(arrows.map((arrow) => arrow.to))
  const ends = nodes.filter(
    (element) => element.$type === 'bpmn:EndEvent' && (reached.has(element) || !graph.inside.has(element)),
  )
  if (ends.length > ARROWS) throw tooLarge(`${ends.length} điểm kết thúc`)
  const kept = new Set([...tasks, ...ends])
  const { states, keyOf } = statesOf(
    graph.elements.filter((element) => kept.has(element)),
    lanes.of,
    fallback,
  )
  const told = [
    ...leftOutOf(graph),
    ...lanes.leftOut,
    ...outsideOf(definitions, graph.process),
    ...ofWarnings(warnings),
  ]
  const moves = movesOf(arrows, states, keyOf, (each) => told.push(each))
  return {
    title: String(graph.process.name ?? '').slice(0, 500),
    states,
    moves,
    initial: startsOf(graph, keyOf, states),
    leftOut: cut(told),
  }
}

/** The process with the most work of people. */
function richest(definitions: Element): Graph {
  const roots: Element[] = definitions.rootElements ?? []
  const graphs = roots.filter((root) => root.$type === 'bpmn:Process').map(graphOf)
  const human = ({ elements, aside }: Graph) =>
    elements.filter((element) => HUMAN.has(element.$type) && !aside.has(element)).length
  const counted = graphs.map((graph) => ({ graph, tasks: human(graph) })).sort((a, b) => b.tasks - a.tasks)
  const best = counted[0]
  if (!best)
    throw invalidFile(
      'procedure.bpmn-no-process',
      'Tệp BPMN không có quy trình (process) nào. Hãy chọn tệp khác.',
    )
  if (best.tasks === 0)
    throw invalidFile(
      'procedure.bpmn-no-task',
      'Tệp BPMN không có việc nào của người (user task) để làm bước. Hãy vẽ mỗi bước thành một user task.',
    )
  return best.graph
}

function poolName(definitions: Element, process: Element): string {
  const roots: Element[] = definitions.rootElements ?? []
  const pools: Element[] = roots.flatMap((root) => root.participants ?? [])
  return String(pools.find((pool) => pool.processRef === process)?.name ?? '')
}

function arrowsOf(graph: Graph, tasks: readonly Element[]): Arrow[] {
  const order = new Map(graph.flows.map((flow, at) => [flow, at]))
  let steps = 0
  const step = () => {
    steps += 1
    if (steps > STEPS) throw tooLarge('quá nhiều đường rẽ')
  }
  const arrows = tasks.flatMap((from) =>
    waysFrom(graph, from, step).map((path) => arrowOf(from, path, order)),
  )
  if (arrows.length > ARROWS) throw tooLarge(`${arrows.length} thao tác`)
  // In the order of the flows that name them, as a table of moves is read.
  return arrows.sort((a, b) => a.order - b.order)
}

function arrowOf(from: Element, { to, passed }: Path, order: Map<Element, number>): Arrow {
  const flows: Element[] = []
  for (let each = passed; each; each = each.before) flows.unshift(each.flow)
  const own = flows.find((flow) => ownElement(flow, 'tt:Move'))
  const named = own ?? flows.findLast((flow) => String(flow.name ?? '').trim() !== '') ?? flows.at(-1)
  const conditions = flows.flatMap((flow) => flow.conditionExpression ?? [])
  return {
    ...{ from, to, own: own && ownElement(own, 'tt:Move'), flow: named },
    name: String(named?.name ?? '').trim(),
    conditions: own ? (own.conditionExpression ? [own.conditionExpression] : []) : conditions,
    order: named ? (order.get(named) ?? 0) : 0,
  }
}

/** Where dossiers begin: our own starts by channel; else the first state a start leads to, for both. */
function startsOf(graph: Graph, keyOf: Kept, states: readonly State[]): Imported['initial'] {
  const starts = graph.elements.filter(
    (element) => element.$type === 'bpmn:StartEvent' && !graph.inside.has(element),
  )
  const begins = new Map<string, string[]>()
  for (const start of starts) {
    let steps = 0
    const first = waysFrom(graph, start, () => {
      steps += 1
      if (steps > STEPS) throw tooLarge('quá nhiều đường rẽ')
    }).find(({ to }) => keyOf.has(to))
    if (first) push(begins, String(ownElement(start, 'tt:Start')?.channel ?? 'both'), keyOf.get(first.to)!)
  }
  const any = begins.get('both')?.[0] ?? [...begins.values()][0]?.[0] ?? states[0]!.key
  return { online: begins.get('online')?.[0] ?? any, desk: begins.get('desk')?.[0] ?? any }
}

function cut(told: LeftOut[]): LeftOut[] {
  if (told.length <= TOLD) return told
  const more = {
    element: '',
    kind: 'và',
    name: '',
    reason: `Còn ${told.length - TOLD} phần tử khác không lấy vào.`,
  }
  return [...told.slice(0, TOLD), more]
}

const tooLarge = (what: string): Problem =>
  invalidFile(
    'procedure.bpmn-too-large',
    `Tệp BPMN có ${what}, nhiều hơn một quy trình nội bộ có thể có (${STATES} bước, ${ARROWS} thao tác). Hãy tách nhỏ.`,
  )

const invalidFile = (code: string, detail: string): Problem =>
  new Problem(code, 422, detail, [{ path: 'xml', message: detail }])
