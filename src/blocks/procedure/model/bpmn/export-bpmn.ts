import type { BpmnModdle, Element } from 'bpmn-moddle'
import type { ClockRule, Effect, Flow, Move, State } from '../definition.ts'
import { termText } from '../term-text.ts'
import { type Arrow, type Drawing, type Node, nodesOf } from './nodes.ts'
import type { Box } from './place.ts'
import { type Layout, layout } from './route.ts'
import { bpmnModdle, FEEL_LANGUAGE, LANES } from './vocabulary.ts'

/** What is exported besides states and moves: the name at the pool's head and the legal term. */
export type Exported = Flow & { title: string; clock: ClockRule | null }

const TERM_LANE = 190
/** Control characters and halves of characters: XML cannot hold them, and nobody can read them. */
const NOT_XML = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu

/**
 * A flow as a BPMN 2.0 file with its picture: a user task for each state in its role's lane, an exclusive gateway where
 * several moves lead on, end events for closed states, the legal term as a timer. What BPMN has no word for stands in
 * our own namespace, so that importing it gives the same states and moves.
 * Errors: procedure.flow-broken 422 naming the key that is missing or there twice.
 */
export async function exportBpmn(exported: Exported): Promise<string> {
  const moddle = bpmnModdle()
  const drawing = ordered(nodesOf(exported))
  const picture = layout(exported, drawing)
  const semantics = semanticsOf(moddle, exported, drawing)
  const plane = planeOf(moddle, drawing, picture, semantics)
  const definitions = moddle.create('bpmn:Definitions', {
    id: 'definitions',
    targetNamespace: 'urn:tan-trao:procedure',
    exporter: 'Tân Trào',
    rootElements: [semantics.collaboration, semantics.process],
    diagrams: [moddle.create('bpmndi:BPMNDiagram', { id: 'diagram', plane })],
  })
  const { xml } = await moddle.toXML(definitions, { format: true })
  return xml.replace(NOT_XML, '')
}

/** Lanes in the order an office reads them. */
function ordered(drawing: Drawing): Drawing {
  const rank = (lane: State['role']) => {
    const at = LANES.findIndex(([role]) => role === lane)
    return at < 0 ? LANES.length : at
  }
  return { ...drawing, lanes: drawing.lanes.sort((a, b) => rank(a) - rank(b)) }
}

type Semantics = {
  collaboration: Element
  process: Element
  participant: Element
  byId: Map<string, Element>
  lanes: Element[]
  term: { lane: Element; body: Element; start: Element; end: Element; flow: Element } | null
}

function semanticsOf(moddle: BpmnModdle, exported: Exported, drawing: Drawing): Semantics {
  const byId = new Map<string, Element>()
  for (const node of drawing.nodes) {
    byId.set(node.id, nodeElement(moddle, node))
    if (!drawing.gateways.has(node.id)) continue
    const id = node.id.replace('state_', 'gateway_')
    byId.set(id, moddle.create('bpmn:ExclusiveGateway', { id }))
  }
  const nodes = [...byId.values()]
  const flows = drawing.arrows.map((arrow) => {
    const flow = arrowElement(moddle, arrow, byId)
    byId.set(arrow.id, flow)
    byId.get(arrow.from)!.get('outgoing').push(flow)
    byId.get(arrow.to)!.get('incoming').push(flow)
    return flow
  })
  const lanes = drawing.lanes.map((role) => {
    const inLane = drawing.nodes.filter((node) => node.lane === role).map(({ id }) => id)
    const refs = inLane.flatMap((id) => [byId.get(id)!, byId.get(id.replace('state_', 'gateway_'))])
    return moddle.create('bpmn:Lane', {
      id: `lane_${role ?? 'nobody'}`,
      name: LANES.find(([each]) => each === role)?.[1] ?? 'Không giao cho ai',
      extensionElements: extension(moddle, moddle.create('tt:Lane', role ? { role } : {})),
      flowNodeRef: [...new Set(refs.filter((each) => each !== undefined))],
    })
  })
  const term = termOf(moddle, exported.clock)
  const process = moddle.create('bpmn:Process', {
    id: 'process',
    name: exported.title,
    isExecutable: false,
    laneSets: [
      moddle.create('bpmn:LaneSet', { id: 'lanes', lanes: [...lanes, ...(term ? [term.lane] : [])] }),
    ],
    flowElements: [...nodes, ...flows, ...(term ? [term.body] : [])],
  })
  const participant = moddle.create('bpmn:Participant', {
    id: 'participant',
    name: exported.title,
    processRef: process,
  })
  const collaboration = moddle.create('bpmn:Collaboration', {
    id: 'collaboration',
    participants: [participant],
  })
  return { collaboration, process, participant, byId, lanes, term }
}

const extension = (moddle: BpmnModdle, ...values: Element[]) =>
  moddle.create('bpmn:ExtensionElements', { values })

function nodeElement(moddle: BpmnModdle, { id, kind, state, channel }: Node): Element {
  if (kind === 'start')
    return moddle.create('bpmn:StartEvent', {
      id,
      name: channel === 'online' ? 'Nộp trực tuyến' : 'Nộp tại quầy hoặc qua bưu chính',
      extensionElements: extension(moddle, moddle.create('tt:Start', { channel })),
    })
  return moddle.create(kind === 'end' ? 'bpmn:EndEvent' : 'bpmn:UserTask', {
    id,
    name: state.name.vi,
    extensionElements: extension(moddle, stateElement(moddle, state)),
  })
}

function stateElement(moddle: BpmnModdle, state: State): Element {
  const { key, status, phase, clock, role, holder, allowanceHours, name, citizenText } = state
  return moddle.create('tt:State', {
    ...{ key, status, phase, clock, holder },
    ...(role === null ? {} : { role }),
    ...(allowanceHours === undefined ? {} : { allowanceHours }),
    ...(name.en === undefined ? {} : { nameEn: name.en }),
    citizenText: moddle.create('tt:CitizenText', citizenText),
  })
}

function arrowElement(
  moddle: BpmnModdle,
  { id, from, to, move }: Arrow,
  byId: Map<string, Element>,
): Element {
  const flow = { id, sourceRef: byId.get(from), targetRef: byId.get(to) }
  if (!move) return moddle.create('bpmn:SequenceFlow', flow)
  return moddle.create('bpmn:SequenceFlow', {
    ...flow,
    name: move.name.vi,
    extensionElements: extension(moddle, moveElement(moddle, move)),
    ...(move.when === undefined
      ? {}
      : {
          conditionExpression: moddle.create('bpmn:FormalExpression', {
            language: FEEL_LANGUAGE,
            body: move.when,
          }),
        }),
  })
}

function moveElement(moddle: BpmnModdle, move: Move): Element {
  const effects = move.effects.map((effect) => moddle.create('tt:Effect', attributesOf(effect)))
  return moddle.create('tt:Move', {
    ...{ key: move.key, kind: move.kind, who: move.who.join(' ') },
    ...(move.needs.length === 0 ? {} : { needs: move.needs.join(' ') }),
    ...(move.outcome === undefined ? {} : { outcome: move.outcome }),
    ...(move.name.en === undefined ? {} : { nameEn: move.name.en }),
    ...(effects.length === 0 ? {} : { effects }),
  })
}

/** An effect in attributes; the part of a joint dossier has more in it than they can say, so it goes as JSON. */
function attributesOf(effect: Effect): Record<string, unknown> {
  if (effect.kind === 'notify') return { kind: effect.kind, ...effect.text }
  if (effect.kind !== 'openChild') return { ...effect }
  const { kind, ...child } = effect
  return { kind, child: JSON.stringify(child) }
}

/** The legal term binds the whole course: a timer beside it that interrupts nothing. */
function termOf(moddle: BpmnModdle, clock: ClockRule | null): Semantics['term'] {
  if (!clock || (clock.term === null && clock.unit !== 'sameDay')) return null
  const { term, unit, cutoff } = clock
  // ISO 8601 knows no working days: the bare count stands here, the unit in our own element.
  const body = unit === 'workingHours' ? `PT${term}H` : `P${term ?? 1}D`
  const start = moddle.create('bpmn:StartEvent', {
    id: 'term_start',
    name: termText(clock).vi,
    isInterrupting: false,
    extensionElements: extension(
      moddle,
      moddle.create('tt:Term', { unit, ...(term === null ? {} : { term }), ...(cutoff ? { cutoff } : {}) }),
    ),
    eventDefinitions: [
      moddle.create('bpmn:TimerEventDefinition', {
        id: 'term_timer',
        timeDuration: moddle.create('bpmn:FormalExpression', { body }),
      }),
    ],
  })
  const end = moddle.create('bpmn:EndEvent', { id: 'term_end', name: 'Quá hạn: xin lỗi và hẹn lại' })
  const flow = moddle.create('bpmn:SequenceFlow', { id: 'term_flow', sourceRef: start, targetRef: end })
  start.get('outgoing').push(flow)
  end.get('incoming').push(flow)
  const process = moddle.create('bpmn:SubProcess', {
    id: 'term',
    name: 'Hết thời hạn giải quyết',
    triggeredByEvent: true,
    flowElements: [start, end, flow],
  })
  const lane = moddle.create('bpmn:Lane', { id: 'lane_term', name: 'Thời hạn', flowNodeRef: [process] })
  return { lane, body: process, start, end, flow }
}

function planeOf(moddle: BpmnModdle, drawing: Drawing, picture: Layout, semantics: Semantics): Element {
  const { pool } = picture
  const height = pool.height + (semantics.term ? TERM_LANE : 0)
  const shapes: Element[] = []
  const bounds = (box: Box) =>
    moddle.create('dc:Bounds', {
      x: Math.round(box.x),
      y: Math.round(box.y),
      width: Math.round(box.width),
      height: Math.round(box.height),
    })
  const shape = (element: Element, box: Box, label: Box | null = null, more: Record<string, unknown> = {}) =>
    shapes.push(
      moddle.create('bpmndi:BPMNShape', {
        ...{ id: `${element.id}_shape`, bpmnElement: element, bounds: bounds(box), ...more },
        ...(label ? { label: moddle.create('bpmndi:BPMNLabel', { bounds: bounds(label) }) } : {}),
      }),
    )
  const edge = (element: Element, points: { x: number; y: number }[], label: Box | null) =>
    shapes.push(
      moddle.create('bpmndi:BPMNEdge', {
        ...{ id: `${element.id}_edge`, bpmnElement: element },
        waypoint: points.map(({ x, y }) => moddle.create('dc:Point', { x: Math.round(x), y: Math.round(y) })),
        ...(label ? { label: moddle.create('bpmndi:BPMNLabel', { bounds: bounds(label) }) } : {}),
      }),
    )
  shape(semantics.participant, { ...pool, height }, null, { isHorizontal: true })
  semantics.lanes.forEach((lane, at) => {
    shape(lane, picture.lanes[at]!, null, { isHorizontal: true })
  })
  for (const [id, box] of picture.boxes) {
    const kind = drawing.nodes.find((node) => node.id === id)?.kind
    const under = { x: box.x - 20, y: box.y + box.height + 4, width: 76, height: 42 }
    const more = id.startsWith('gateway_') ? { isMarkerVisible: true } : {}
    shape(semantics.byId.get(id)!, box, kind === 'start' || kind === 'end' ? under : null, more)
  }
  for (const [id, route] of picture.routes) edge(semantics.byId.get(id)!, route.points, route.label)
  const { term } = semantics
  if (term) {
    const y = pool.y + pool.height
    const x = pool.x + 30
    shape(term.lane, { x, y, width: pool.width - 30, height: TERM_LANE }, null, { isHorizontal: true })
    shape(term.body, { x: x + 30, y: y + 15, width: 400, height: 160 }, null, { isExpanded: true })
    shape(
      term.start,
      { x: x + 80, y: y + 60, width: 36, height: 36 },
      { x: x + 34, y: y + 99, width: 128, height: 42 },
    )
    shape(
      term.end,
      { x: x + 340, y: y + 60, width: 36, height: 36 },
      { x: x + 308, y: y + 99, width: 100, height: 42 },
    )
    edge(
      term.flow,
      [
        { x: x + 116, y: y + 78 },
        { x: x + 340, y: y + 78 },
      ],
      null,
    )
  }
  return moddle.create('bpmndi:BPMNPlane', {
    id: 'plane',
    bpmnElement: semantics.collaboration,
    planeElement: shapes,
  })
}
