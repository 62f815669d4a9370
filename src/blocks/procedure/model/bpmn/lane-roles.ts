import type { Element } from 'bpmn-moddle'
import { plain } from '../../../../kernel/vietnamese.ts'
import { Role } from '../definition.ts'
import { type LeftOut, leftOut, ownElement } from './left-out.ts'

/** Words at a lane's head that tell whose it is, the more telling first; without diacritics. */
const WORDS: readonly (readonly [role: Role, words: readonly string[]])[] = [
  [
    'applicant',
    ['nguoi nop', 'cong dan', 'nguoi dan', 'khach hang', 'applicant', 'citizen', 'customer', 'client'],
  ],
  ['counter', ['mot cua', 'tiep nhan', 'counter', 'front office', 'reception']],
  ['officeSpecialist', ['van phong ubnd', 'van phong uy ban']],
  ['provinceLeader', ['lanh dao ubnd', 'lanh dao uy ban', 'chu tich', 'governor']],
  ['consulted', ['lay y kien', 'phoi hop', 'consulted']],
  ['cashier', ['thu phi', 'ke toan', 'thu ngan', 'cashier', 'accounting']],
  ['system', ['he thong', 'system']],
  ['head', ['truong phong', 'pho phong', 'truong bo phan', 'head', 'supervisor']],
  ['leader', ['lanh dao', 'giam doc', 'leader', 'director', 'manager']],
  ['specialist', ['chuyen vien', 'can bo', 'cong chuc', 'specialist', 'officer', 'clerk', 'agent']],
]

/** The role of a lane by node; null: the lane says that nobody holds it. Without an entry nothing is known. */
export type LaneRoles = { of: Map<Element, Role | null>; leftOut: LeftOut[] }

/** Lanes within lanes: the innermost that is recognised counts. */
export function laneRoles(process: Element): LaneRoles {
  const of = new Map<Element, Role | null>()
  const unknown: LeftOut[] = []
  const stack: Element[] = (process.laneSets ?? []).flatMap((set: Element) => set.lanes ?? [])
  for (let at = 0; at < stack.length; at += 1) {
    const lane = stack[at]!
    stack.push(...(lane.childLaneSet?.lanes ?? []))
    const role = roleOf(lane)
    const refs: Element[] = lane.flowNodeRef ?? []
    if (role !== undefined) for (const node of refs) of.set(node, role)
    else if (refs.some((node) => node.$type !== 'bpmn:SubProcess' || !node.triggeredByEvent))
      unknown.push(
        leftOut(lane, 'làn', 'Không rõ làn này là vai trò nào; các bước trong làn tạm giao cho chuyên viên.'),
      )
  }
  return { of, leftOut: unknown }
}

function roleOf(lane: Element): Role | null | undefined {
  const ours = ownElement(lane, 'tt:Lane')
  if (ours) return ours.role === undefined ? null : (Role.safeParse(ours.role).data ?? undefined)
  return roleOfName(lane.name ?? '')
}

export function roleOfName(name: string): Role | undefined {
  const text = plain(name.slice(0, 200))
  return WORDS.find(([, words]) => words.some((word) => text.includes(word)))?.[0]
}
