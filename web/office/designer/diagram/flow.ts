import type { Move, Role, State } from '../../../../src/blocks/procedure/model/definition.ts'

/**
 * States and moves of a draft as the designer reads them. A draft may be half-written, so each part is what could be
 * read of it: a name that is missing says so, a reference that leads nowhere is left out of the arrows.
 */
export type FlowState = {
  /** Row in the table, and in `definition.states`. */
  at: number
  key: string
  name: string
  status: number | null
  phase: State['phase'] | null
  clock: State['clock'] | null
  role: Role | null
  hours: number | null
  reachable: boolean
}
export type FlowMove = {
  at: number
  key: string
  name: string
  from: string[]
  to: string
  kind: Move['kind'] | null
  who: string[]
}
export type Flow = {
  states: FlowState[]
  moves: FlowMove[]
  start: { online: string | null; desk: string | null }
}

type Loose = Record<string, unknown>
const isRecord = (value: unknown): value is Loose => typeof value === 'object' && value !== null
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const nameOf = (value: unknown, missing: string): string => {
  const text = isRecord(value) ? textOf(value.vi).trim() : ''
  return text || missing
}

/** The flow of a draft's definition, however unfinished. */
export function readFlow(definition: unknown): Flow {
  const whole = isRecord(definition) ? definition : {}
  const initial = isRecord(whole.initial) ? whole.initial : {}
  const moves = listOf(whole.moves).map((value, at): FlowMove => {
    const move = isRecord(value) ? value : {}
    return {
      at,
      key: textOf(move.key),
      name: nameOf(move.name, `Thao tác ${at + 1} (chưa đặt tên)`),
      from: listOf(move.from).map(textOf).filter(Boolean),
      to: textOf(move.to),
      kind: (textOf(move.kind) || null) as Move['kind'] | null,
      who: listOf(move.who).map(textOf).filter(Boolean),
    }
  })
  const start = { online: textOf(initial.online) || null, desk: textOf(initial.desk) || null }
  const reached = reachedFrom([start.online, start.desk], moves)
  const states = listOf(whole.states).map((value, at): FlowState => {
    const state = isRecord(value) ? value : {}
    const key = textOf(state.key)
    return {
      at,
      key,
      name: nameOf(state.name, `Bước ${at + 1} (chưa đặt tên)`),
      status: typeof state.status === 'number' ? state.status : null,
      phase: (textOf(state.phase) || null) as State['phase'] | null,
      clock: (textOf(state.clock) || null) as State['clock'] | null,
      role: (textOf(state.role) || null) as Role | null,
      hours: typeof state.allowanceHours === 'number' ? state.allowanceHours : null,
      reachable: reached.has(key),
    }
  })
  return { states, moves, start }
}

function reachedFrom(starts: (string | null)[], moves: FlowMove[]): Set<string> {
  const reached = new Set(starts.filter((key) => key !== null))
  const queue = [...reached]
  for (let key = queue.pop(); key !== undefined; key = queue.pop())
    for (const move of moves) {
      if (!move.from.includes(key) || !move.to || reached.has(move.to)) continue
      reached.add(move.to)
      queue.push(move.to)
    }
  return reached
}

/** Arrows of the exception (leaving the ordinary way from almost anywhere), which a first look may leave out. */
const EXCEPTIONS = new Set(['withdraw', 'stop', 'apologise', 'reopen'])

/**
 * The flow without withdrawals, stops, apologies and reopenings, and without the states that only they lead to. What
 * no arrow at all leads to stays: it must be seen.
 */
export function ordinary(flow: Flow): Flow {
  const moves = flow.moves.filter((move) => !EXCEPTIONS.has(move.kind ?? ''))
  const led = reachedFrom([flow.start.online, flow.start.desk], moves)
  return { ...flow, moves, states: flow.states.filter(({ key, reachable }) => !reachable || led.has(key)) }
}

/** Moves that go from the same states to the same state are one arrow with several names. */
export type Arrow = { id: string; from: string[]; to: string; moves: FlowMove[] }

export function arrowsOf(flow: Flow): { arrows: Arrow[]; loops: Map<string, FlowMove[]> } {
  const known = new Set(flow.states.map(({ key }) => key))
  const arrows = new Map<string, Arrow>()
  const loops = new Map<string, FlowMove[]>()
  for (const move of flow.moves) {
    if (!known.has(move.to)) continue
    if (move.from.includes(move.to)) loops.set(move.to, [...(loops.get(move.to) ?? []), move])
    const from = [...new Set(move.from)].filter((key) => known.has(key) && key !== move.to).toSorted()
    if (from.length === 0) continue
    const id = `${from.join('+')}>${move.to}`
    const arrow = arrows.get(id) ?? { id, from, to: move.to, moves: [] }
    arrow.moves.push(move)
    arrows.set(id, arrow)
  }
  return { arrows: [...arrows.values()], loops }
}
