import type { Element } from 'bpmn-moddle'

/** A process read as one flat graph: the inside of sub-processes lies beside the rest. In document order. */
export type Graph = {
  process: Element
  /** Every flow node and artifact, sub-processes before what is in them. */
  elements: Element[]
  /** Sequence flows in document order. */
  flows: Element[]
  outgoing: Map<Element, Element[]>
  /** Events at the edge of a task or sub-process. */
  boundaries: Map<Element, Element[]>
  /** The sub-process an element stands in. */
  inside: Map<Element, Element>
  /** Where a sub-process begins: its start events, or what no flow leads to. */
  entries: Map<Element, Element[]>
  /** Sub-processes in which somebody works. */
  peopled: Set<Element>
  /** Elements of event sub-processes: they run beside the course, not in it. */
  aside: Set<Element>
}

export const HUMAN = new Set(['bpmn:UserTask', 'bpmn:ManualTask', 'bpmn:Task'])
const CONTAINERS = new Set(['bpmn:SubProcess', 'bpmn:Transaction', 'bpmn:AdHocSubProcess'])

export const isContainer = (element: Element) => CONTAINERS.has(element.$type)

/** Without recursion: a file may nest deeper than a stack goes. */
export function graphOf(process: Element): Graph {
  const graph: Graph = {
    process,
    elements: [],
    flows: [],
    outgoing: new Map(),
    boundaries: new Map(),
    inside: new Map(),
    entries: new Map(),
    peopled: new Set(),
    aside: new Set(),
  }
  const stack: Element[] = [...childrenOf(process)].reverse()
  for (let element = stack.pop(); element; element = stack.pop()) {
    if (element.$type === 'bpmn:SequenceFlow') {
      graph.flows.push(element)
      if (element.sourceRef) push(graph.outgoing, element.sourceRef, element)
      continue
    }
    graph.elements.push(element)
    if (HUMAN.has(element.$type)) markPeopled(graph, element)
    if (element.attachedToRef) push(graph.boundaries, element.attachedToRef, element)
    if (!isContainer(element)) continue
    const children = childrenOf(element)
    const aside = element.triggeredByEvent === true || graph.aside.has(element)
    for (const child of children) {
      graph.inside.set(child, element)
      if (aside) graph.aside.add(child)
    }
    if (aside) graph.aside.add(element)
    graph.entries.set(element, entriesOf(children))
    for (let at = children.length - 1; at >= 0; at -= 1) stack.push(children[at]!)
  }
  joinLinks(graph)
  return graph
}

function markPeopled({ inside, peopled }: Graph, task: Element): void {
  for (let at = inside.get(task); at && !peopled.has(at); at = inside.get(at)) peopled.add(at)
}

const childrenOf = (element: Element): Element[] => [
  ...(element.flowElements ?? []),
  ...(element.artifacts ?? []),
]

function entriesOf(children: readonly Element[]): Element[] {
  const starts = children.filter((child) => child.$type === 'bpmn:StartEvent')
  if (starts.length > 0) return starts
  const flows = children.filter((child) => child.$type === 'bpmn:SequenceFlow')
  const targets = new Set(flows.map((flow) => flow.targetRef))
  const nodes = children.filter((child) => child.$instanceOf?.('bpmn:FlowNode') && !child.attachedToRef)
  return nodes.filter((node) => !targets.has(node))
}

export function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** The flows passed on the way, the last one first. */
export type Passed = { flow: Element; before: Passed | null }
/** One way from a state to the next state or end. */
export type Path = { to: Element; passed: Passed | null }

/**
 * Every way on from a state, straight through gateways, automatic tasks, events and sub-processes. Each of those is
 * passed once, so a circle of gateways ends. `step` is called at each element passed: the caller may stop the search.
 */
export function waysFrom(graph: Graph, from: Element, step: () => void): Path[] {
  const found: Path[] = []
  const seen = new Set<Element>()
  const stack: Path[] = []
  const follow = (element: Element, before: Passed | null) => {
    const out = graph.outgoing.get(whereItEnds(graph, element)) ?? []
    for (let at = out.length - 1; at >= 0; at -= 1)
      if (out[at]!.targetRef) stack.push({ to: out[at]!.targetRef, passed: { flow: out[at]!, before } })
  }
  const followBoundaries = (element: Element, before: Passed | null) => {
    for (const boundary of graph.boundaries.get(element) ?? [])
      if (graph.outgoing.has(boundary)) follow(boundary, before)
  }
  for (let at: Element | undefined = from; at && !graph.aside.has(at); at = graph.inside.get(at))
    followBoundaries(at, null)
  // Undoing what was done is no step of the way.
  if (from.isForCompensation !== true) follow(from, null)
  for (let path = stack.pop(); path; path = stack.pop()) {
    step()
    const { to, passed } = path
    const parent = to.$type === 'bpmn:EndEvent' && !graph.aside.has(to) ? graph.inside.get(to) : undefined
    if (HUMAN.has(to.$type) || (to.$type === 'bpmn:EndEvent' && !parent)) {
      found.push(path)
      continue
    }
    if (seen.has(to)) continue
    seen.add(to)
    const entries = isContainer(to) ? (graph.entries.get(to) ?? []) : []
    // Whoever works inside meets the events at its edge; where nobody does, whoever sent the dossier in.
    if (isContainer(to) && !graph.peopled.has(to)) followBoundaries(to, passed)
    if (entries.length > 0) for (const entry of [...entries].reverse()) stack.push({ to: entry, passed })
    else follow(parent ?? to, passed)
  }
  return found
}

/** What no flow leaves is the end of the sub-process it stands in: there the way goes on. */
function whereItEnds(graph: Graph, element: Element): Element {
  let at = element
  for (
    let parent = graph.inside.get(at);
    parent && !graph.outgoing.has(at) && !graph.aside.has(at);
    parent = graph.inside.get(at)
  )
    at = parent
  return at
}

/** A link goes on from where it is caught, as if a flow led there. */
function joinLinks(graph: Graph): void {
  const nameOf = (element: Element) =>
    (element.eventDefinitions ?? []).find((each: Element) => each.$type === 'bpmn:LinkEventDefinition')?.name
  const caught = new Map<string, Element>()
  for (const element of graph.elements)
    if (element.$type === 'bpmn:IntermediateCatchEvent' && nameOf(element))
      caught.set(nameOf(element), element)
  for (const element of graph.elements) {
    const target = element.$type === 'bpmn:IntermediateThrowEvent' ? caught.get(nameOf(element)) : undefined
    if (target) push(graph.outgoing, element, { $type: 'link', targetRef: target })
  }
}
