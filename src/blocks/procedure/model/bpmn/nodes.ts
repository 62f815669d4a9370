import { Problem } from '../../../../kernel/problem.ts'
import type { Flow, Move, Role, State } from '../definition.ts'

/** What a diagram is drawn of: an edition's states as nodes, its moves as arrows. Ids are fit for XML. */
export type Node = {
  id: string
  kind: 'start' | 'task' | 'end'
  lane: Role | null
  state: State
  /** Of a start: which way a dossier comes in. */
  channel?: 'online' | 'desk'
  /** An end drawn beside the one state that leads to it. */
  beside?: string
}
export type Arrow = { id: string; from: string; to: string; move: Move | null }
export type Drawing = { nodes: Node[]; arrows: Arrow[]; gateways: Set<string>; lanes: (Role | null)[] }

/**
 * A closed state reached from several others is drawn once beside each: one circle at the end of a long arrow across all
 * lanes tells less. Errors: procedure.flow-broken 422 naming the key that is missing or there twice.
 */
export function nodesOf(flow: Flow): Drawing {
  requireSound(flow)
  const nodes: Node[] = []
  const byState = new Map<string, string>()
  const laneOf = new Map(flow.states.map((state) => [state.key, state.role]))
  const sources = (key: string) => [
    ...new Set(flow.moves.filter((move) => move.to === key).flatMap(({ from }) => from)),
  ]
  // An end in BPMN lets nothing out and is led to; whatever else is closed is drawn as a task.
  const ends = ({ key, phase }: State) =>
    phase === 'closed' &&
    !flow.moves.some((move) => move.from.includes(key)) &&
    key !== flow.initial.online &&
    key !== flow.initial.desk &&
    sources(key).length > 0
  for (const [channel, key] of [
    ['online', flow.initial.online],
    ['desk', flow.initial.desk],
  ] as const) {
    const state = flow.states.find((each) => each.key === key)!
    nodes.push({ id: `start_${channel}`, kind: 'start', lane: state.role, state, channel })
  }
  for (const state of flow.states) {
    const task = `state_${state.key}`
    const from = ends(state) ? sources(state.key) : []
    if (!ends(state)) {
      nodes.push({ id: task, kind: 'task', lane: state.role, state })
      byState.set(state.key, task)
    } else if (from.length < 2) {
      const lane = laneOf.get(from[0]!) ?? null
      nodes.push({ id: task, kind: 'end', lane, state, beside: `state_${from[0]}` })
      byState.set(state.key, task)
    } else
      for (const source of from) {
        const id = `${task}_of_${source}`
        nodes.push({ id, kind: 'end', lane: laneOf.get(source) ?? null, state, beside: `state_${source}` })
      }
  }
  const { arrows, gateways } = arrowsOf(flow, byState)
  const lanes = [...new Set(nodes.map((node) => node.lane))]
  return { nodes, arrows, gateways, lanes }
}

function arrowsOf(flow: Flow, byState: Map<string, string>) {
  const arrows: Arrow[] = []
  const out = new Map<string, number>()
  for (const move of flow.moves) for (const from of move.from) out.set(from, (out.get(from) ?? 0) + 1)
  const gateways = new Set([...out].filter(([, count]) => count > 1).map(([key]) => `state_${key}`))
  const leaving = (key: string) => (out.get(key)! > 1 ? `gateway_${key}` : `state_${key}`)
  for (const channel of ['online', 'desk'] as const)
    arrows.push({
      id: `flow_${channel}`,
      from: `start_${channel}`,
      to: byState.get(flow.initial[channel]) ?? `state_${flow.initial[channel]}`,
      move: null,
    })
  for (const move of flow.moves)
    for (const from of move.from)
      arrows.push({
        id: `flow_${move.key}_${from}`,
        from: leaving(from),
        to: byState.get(move.to) ?? `state_${move.to}_of_${from}`,
        move,
      })
  for (const task of gateways)
    arrows.push({ id: `${task}_branches`, from: task, to: task.replace('state_', 'gateway_'), move: null })
  return { arrows, gateways }
}

function requireSound({ states, moves, initial }: Flow): void {
  const broken = (path: string, message: string) =>
    new Problem('procedure.flow-broken', 422, message, [{ path, message }])
  const known = new Set<string>()
  states.forEach(({ key }, at) => {
    if (known.has(key))
      throw broken(`states.${at}.key`, `Hai bước cùng mang khóa “${key}”. Hãy đổi một khóa.`)
    known.add(key)
  })
  const taken = new Set<string>()
  moves.forEach((move, at) => {
    if (taken.has(move.key))
      throw broken(`moves.${at}.key`, `Hai thao tác cùng mang khóa “${move.key}”. Hãy đổi một khóa.`)
    taken.add(move.key)
    const name = `Thao tác “${move.name.vi}”`
    if (!known.has(move.to))
      throw broken(`moves.${at}.to`, `${name} dẫn tới bước “${move.to}” không có. Hãy chọn lại bước đến.`)
    if (new Set(move.from).size < move.from.length)
      throw broken(`moves.${at}.from`, `${name} kể một bước đi hai lần. Hãy bỏ bớt một.`)
    for (const from of move.from)
      if (!known.has(from))
        throw broken(`moves.${at}.from`, `${name} đi từ bước “${from}” không có. Hãy chọn lại bước đi.`)
  })
  for (const channel of ['online', 'desk'] as const)
    if (!known.has(initial[channel]))
      throw broken(
        `initial.${channel}`,
        `Bước bắt đầu “${initial[channel]}” không có trong quy trình. Hãy chọn lại.`,
      )
}
