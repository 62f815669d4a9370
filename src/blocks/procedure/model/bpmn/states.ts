import type { Element } from 'bpmn-moddle'
import { Problem } from '../../../../kernel/problem.ts'
import { plain } from '../../../../kernel/vietnamese.ts'
import { type Role, State } from '../definition.ts'
import { HUMAN } from './graph.ts'
import { ownElement } from './left-out.ts'

/** The state each task or end became. */
export type Kept = Map<Element, string>

/** How a state of another's drawing is filled in until an official decides: by who holds it. */
const HELD: Partial<Record<Role, Pick<State, 'status' | 'phase' | 'clock' | 'holder'>>> = {
  applicant: { status: 5, phase: 'waiting', clock: 'paused', holder: 'applicant' },
  counter: { status: 2, phase: 'working', clock: 'runs', holder: 'desk' },
  system: { status: 4, phase: 'working', clock: 'runs', holder: 'system' },
  consulted: { status: 4, phase: 'working', clock: 'runs', holder: 'consulted' },
  provinceLeader: { status: 4, phase: 'working', clock: 'runs', holder: 'province' },
  officeSpecialist: { status: 4, phase: 'working', clock: 'runs', holder: 'province' },
}
const WORKED = { status: 4, phase: 'working', clock: 'runs', holder: 'agency' } as const
const CLOSED = { status: 10, phase: 'closed', clock: 'stopped', holder: 'returnDesk' } as const

/** States in the order of the file; ends of one key, or of one name, are one state. */
export function statesOf(
  elements: readonly Element[],
  lanes: Map<Element, Role | null>,
  fallback: Role | undefined,
): { states: State[]; keyOf: Kept } {
  const states: State[] = []
  const keyOf: Kept = new Map()
  const taken = new Set<string>()
  // Our own keys first: a state that another tool added must not take one of them.
  for (const element of elements) if (ownOf(element)?.key) taken.add(String(ownOf(element)!.key))
  const given = new Set<string>()
  const ends = new Map<string, string>()
  for (const element of elements) {
    const own = ownOf(element)
    const ending = !HUMAN.has(element.$type)
    const name = nameOf(element)
    const known = ending ? ends.get(own ? `key ${own.key}` : `name ${name}`) : undefined
    if (known !== undefined) {
      keyOf.set(element, known)
      continue
    }
    const wanted = own?.key === undefined ? undefined : String(own.key)
    const key =
      wanted !== undefined && !given.has(wanted) ? wanted : freeKey(name, ending ? 'ketThuc' : 'buoc', taken)
    taken.add(key)
    given.add(key)
    if (ending) ends.set(own ? `key ${own.key}` : `name ${name}`, key)
    keyOf.set(element, key)
    states.push(
      own ? ourState(element, own, key, name, lanes) : foreignState(element, key, name, lanes, fallback),
    )
  }
  return { states, keyOf }
}

const ownOf = (element: Element): Element | undefined => ownElement(element, 'tt:State')

function nameOf(element: Element): string {
  const name = String(element.name ?? '')
  if (name.trim() !== '') return ownOf(element) ? name : oneLine(name)
  return HUMAN.has(element.$type) ? 'Bước chưa có tên' : 'Kết thúc'
}

function ourState(
  element: Element,
  own: Element,
  key: string,
  name: string,
  lanes: Map<Element, Role | null>,
): State {
  const text = own.citizenText ?? {}
  const ending = !HUMAN.has(element.$type)
  // A task moved into another lane changes hands; an end lies in a lane only to be seen there.
  const role = !ending && lanes.has(element) ? lanes.get(element) : (own.role ?? null)
  const read = State.safeParse({
    key,
    name: { vi: name, ...(own.nameEn === undefined ? {} : { en: own.nameEn }) },
    ...{ status: own.status, phase: own.phase, clock: own.clock, role, holder: own.holder },
    ...(own.allowanceHours === undefined ? {} : { allowanceHours: own.allowanceHours }),
    citizenText: { vi: text.vi, ...(text.en === undefined ? {} : { en: text.en }) },
  })
  if (read.success) return read.data
  throw wrongElement(element, read.error.issues[0]!)
}

function foreignState(
  element: Element,
  key: string,
  name: string,
  lanes: Map<Element, Role | null>,
  fallback: Role | undefined,
): State {
  const vi = name
  if (!HUMAN.has(element.$type))
    return { key, name: { vi }, ...CLOSED, role: null, citizenText: { vi: `Hồ sơ đã xong: ${vi}.` } }
  const role = lanes.get(element) ?? fallback ?? 'specialist'
  return {
    key,
    name: { vi },
    ...(HELD[role] ?? WORKED),
    role,
    citizenText: { vi: `Hồ sơ đang ở bước: ${vi}.` },
  }
}

/** Names break over lines in other tools' drawings. */
export const oneLine = (name: string): string => name.slice(0, 300).replace(/\s+/g, ' ').trim()

/** `Thẩm định hồ sơ` -> `thamDinhHoSo`, with a number when that is taken. */
export function freeKey(name: string, otherwise: string, taken: ReadonlySet<string>): string {
  const words = plain(name.slice(0, 120))
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .slice(0, 8)
  const camel = words.map((word, at) => (at === 0 ? word : word[0]!.toUpperCase() + word.slice(1))).join('')
  const base = /^[a-z]/.test(camel) ? camel : otherwise + camel
  if (!taken.has(base)) return base
  let n = 2
  while (taken.has(`${base}${n}`)) n += 1
  return `${base}${n}`
}

/** Our own element, changed by hand into what cannot be. */
export function wrongElement(
  element: Element,
  issue: { path: readonly PropertyKey[]; message: string },
): Problem {
  const path = `${element.id ?? ''}.${issue.path.map(String).join('.')}`.slice(0, 200)
  return new Problem(
    'procedure.bpmn-invalid',
    422,
    `Phần tử “${String(element.name ?? element.id ?? '').slice(0, 100)}” mang thông tin không hợp lệ (${path}). Hãy sửa trong tệp hoặc xuất lại từ hệ thống.`,
    [{ path, message: issue.message }],
  )
}
