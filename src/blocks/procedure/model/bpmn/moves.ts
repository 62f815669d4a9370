import type { Element } from 'bpmn-moddle'
import { Move, type State } from '../definition.ts'
import { feelProblem } from '../feel.ts'
import { type LeftOut, leftOut } from './left-out.ts'
import { freeKey, type Kept, oneLine, wrongElement } from './states.ts'

/** One way from a state to another as the file draws it. */
export type Arrow = {
  from: Element
  to: Element
  /** Our own description of the move, where the file is ours. */
  own: Element | undefined
  /** The flow that names it. */
  flow: Element | undefined
  name: string
  conditions: Element[]
  /** Place of that flow in the file. */
  order: number
}

const CONDITION = 2000

/** Moves in the order of the file; arrows of one move from several states become one again. */
export function movesOf(
  arrows: readonly Arrow[],
  states: readonly State[],
  keyOf: Kept,
  tell: (each: LeftOut) => void,
): Move[] {
  const byKey = new Map(states.map((state) => [state.key, state]))
  const moves = new Map<string, Move>()
  const taken = new Set(arrows.flatMap(({ own }) => (own?.key === undefined ? [] : [String(own.key)])))
  const given = new Set<string>()
  for (const arrow of arrows) {
    const from = byKey.get(keyOf.get(arrow.from)!)!
    const to = byKey.get(keyOf.get(arrow.to)!)!
    const described = arrow.own ? ourMove(arrow, from, to) : foreignMove(arrow, from, to, tell)
    const same = JSON.stringify({ ...described, from: null, key: arrow.own ? described.key : '' })
    const known = moves.get(same)
    if (known) {
      if (!known.from.includes(from.key)) known.from.push(from.key)
      continue
    }
    const own = arrow.own !== undefined && !given.has(described.key)
    const key = own ? described.key : freeKey(described.name.vi, 'thaoTac', taken)
    taken.add(key)
    given.add(key)
    moves.set(same, { ...described, key })
  }
  return [...moves.values()]
}

function ourMove({ own, flow, conditions }: Arrow, from: State, to: State): Move {
  const words = (text: unknown) => (text === undefined ? [] : String(text).split(' ').filter(Boolean))
  const when = conditions[0]?.body
  const read = Move.safeParse({
    key: own!.key,
    name: { vi: flow!.name, ...(own!.nameEn === undefined ? {} : { en: own!.nameEn }) },
    from: [from.key],
    to: to.key,
    who: words(own!.who),
    kind: own!.kind,
    ...(when === undefined ? {} : { when }),
    needs: words(own!.needs),
    ...(own!.outcome === undefined ? {} : { outcome: own!.outcome }),
    effects: (own!.effects ?? []).map(effectOf),
  })
  if (read.success) return read.data
  throw wrongElement(flow!, read.error.issues[0]!)
}

function effectOf({ kind, vi, en, document, fee, child }: Element): unknown {
  if (kind === 'notify') return { kind, text: { vi, ...(en === undefined ? {} : { en }) } }
  if (kind === 'openChild') return { kind, ...childOf(child) }
  return kind === 'charge' ? { kind, fee } : { kind, document }
}

/** What cannot be read is left empty, so that the shape itself tells what is missing. */
function childOf(text: unknown): object {
  try {
    const read: unknown = JSON.parse(String(text))
    return typeof read === 'object' && read !== null ? read : {}
  } catch {
    return {}
  }
}

function foreignMove(arrow: Arrow, from: State, to: State, tell: (each: LeftOut) => void): Move {
  const onward = to.phase === 'closed' ? to.name.vi : `Chuyển tới “${to.name.vi}”`
  const name = oneLine(arrow.name) || onward
  const when = conditionOf(arrow, name, tell)
  return {
    key: '',
    name: { vi: name },
    from: [from.key],
    to: to.key,
    who: from.role ? [from.role] : ['specialist'],
    kind: to.phase === 'closed' ? 'handOver' : 'forward',
    ...(when === null ? {} : { when }),
    needs: [],
    effects: [],
  }
}

/** Conditions along the way, all of them; one that is not FEEL is left out and told. */
function conditionOf(
  { conditions, flow }: Arrow,
  name: string,
  tell: (each: LeftOut) => void,
): string | null {
  const bodies = conditions.flatMap((condition) => {
    const body = String(condition.body ?? '').trim()
    if (body === '') return []
    if (body.length <= CONDITION && feelProblem(body) === null) return [body]
    const it = { ...(flow ?? condition), id: flow?.id ?? condition.id, name } as Element
    tell(
      leftOut(
        it,
        'điều kiện',
        `“${body.slice(0, 80)}” không phải biểu thức FEEL; thao tác không kèm điều kiện.`,
      ),
    )
    return []
  })
  const [first] = bodies
  if (first === undefined) return null
  return bodies.length === 1 ? first : bodies.map((body) => `(${body})`).join(' and ')
}
