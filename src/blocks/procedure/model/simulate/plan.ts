import { invalid } from '../../../../kernel/problem.ts'
import type { ClockRule, Definition, Move, Role, State } from '../definition.ts'
import type { Scenario } from './scenario.ts'
import { sharesOf } from './shares.ts'

const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 86_400_000
/** Hands work on a dossier a small part of the time a step is allowed: the rest it waits its turn. */
const EFFORT_SHARE = 1 / 16
const DEFAULT_EFFORT = 10
const DEFAULT_WAIT_DAYS = { applicant: 3, otherwise: 1 }
const DEFAULT_ELSEWHERE_HOURS = 8
/** Nobody of this agency: the dossier lies there for a time and no queue of ours forms. */
const ELSEWHERE: ReadonlySet<Role> = new Set(['applicant', 'system', 'consulted'])

/** One state as the simulation reads it. Times in milliseconds. */
export type Station = {
  state: State
  /** Index into `Plan.pools`; -1 where none of these people is needed. */
  pool: number
  /** Mean hands-on time, and the working time it takes out of somebody who has other work besides. */
  handsOn: number
  effort: number
  /** Mean calendar time with the applicant before that. */
  wait: number
  /** Mean working time with another agency or system. */
  elsewhere: number
  /** Where it goes and the running total of shares; empty where a dossier ends. */
  to: number[]
  upTo: number[]
}
export type Plan = {
  stations: Station[]
  pools: { role: Role; people: number }[]
  /** Index of the state at which a dossier begins. */
  online: number
  desk: number
  clock: ClockRule
  shares: Record<string, Record<string, number>>
  assumptions: string[]
}

/**
 * The edition and what is assumed of it, ready to run. `seats` is what the agency has of a role the scenario leaves out.
 * Errors (422): request.invalid naming `shares.…`, `effortMinutes.…`, `waitDays.…` or `staff.…`.
 */
export function planOf(
  definition: Pick<Definition, 'states' | 'moves' | 'initial' | 'clock'>,
  scenario: Pick<
    Scenario,
    'staff' | 'shareOfTime' | 'effortMinutes' | 'waitDays' | 'shares' | 'onlineShare' | 'effortVaries'
  >,
  seats: Partial<Record<Role, number>> = {},
): Plan {
  const { states, moves } = definition
  const index = new Map(states.map((state, at) => [state.key, at]))
  requireKnown('effortMinutes', scenario.effortMinutes, index)
  requireKnown('waitDays', scenario.waitDays, index)
  const shares = sharesOf(states, moves, scenario.shares)
  const pools = new Map<Role, { role: Role; people: number }>()
  const stations = states.map((state) => {
    const out = Object.entries(shares[state.key] ?? {})
    const ours = state.role !== null && !ELSEWHERE.has(state.role) && out.length > 0
    if (ours && !pools.has(state.role!))
      pools.set(state.role!, { role: state.role!, people: peopleOf(state, scenario.staff, seats) })
    const waits = out.length > 0 && (state.phase === 'waiting' || state.role === 'applicant')
    const handsOn = ours ? effortOf(state, scenario.effortMinutes) * MINUTE : 0
    let total = 0
    return {
      state,
      pool: ours ? [...pools.keys()].indexOf(state.role!) : -1,
      handsOn,
      effort: handsOn / scenario.shareOfTime,
      wait: waits ? waitOf(state, scenario.waitDays) * DAY : 0,
      elsewhere:
        out.length > 0 && !ours && !waits ? (state.allowanceHours ?? DEFAULT_ELSEWHERE_HOURS) * HOUR : 0,
      to: out.map(([key]) => index.get(moves.find((move) => move.key === key)!.to)!),
      upTo: out.map(([, share]) => {
        total += share
        return total
      }),
    }
  })
  return {
    stations,
    pools: [...pools.values()],
    online: startOf('online', definition.initial.online, index),
    desk: startOf('desk', definition.initial.desk, index),
    clock: definition.clock,
    shares,
    assumptions: assumptionsOf(moves, scenario),
  }
}

function effortOf(state: State, given: Record<string, number>): number {
  return (
    given[state.key] ?? (state.allowanceHours ? state.allowanceHours * 60 * EFFORT_SHARE : DEFAULT_EFFORT)
  )
}

function waitOf(state: State, given: Record<string, number>): number {
  return given[state.key] ?? DEFAULT_WAIT_DAYS[state.role === 'applicant' ? 'applicant' : 'otherwise']
}

function peopleOf(state: State, staff: Scenario['staff'], seats: Partial<Record<Role, number>>): number {
  const role = state.role!
  const people = staff[role] ?? seats[role] ?? 0
  if (people > 0) return people
  throw invalid(
    `staff.${role}`,
    `Bước “${state.name.vi}” cần người giữ vai trò này (staff.${role}) nhưng chưa có ai. Hãy ghi số người, hoặc chọn cơ quan có người giữ vai trò.`,
  )
}

function startOf(channel: 'online' | 'desk', key: string, index: Map<string, number>): number {
  const at = index.get(key)
  if (at !== undefined) return at
  throw invalid(
    `initial.${channel}`,
    `Bước bắt đầu “${key}” không có trong quy trình. Hãy chọn lại bước bắt đầu trước khi mô phỏng.`,
  )
}

function requireKnown(field: string, given: Record<string, unknown>, index: Map<string, number>): void {
  const unknown = Object.keys(given).find((key) => !index.has(key))
  if (unknown !== undefined)
    throw invalid(
      `${field}.${unknown}`,
      `“${field}” nhắc tới bước “${unknown}” không có trong quy trình. Hãy bỏ hoặc sửa khóa này.`,
    )
}

function assumptionsOf(moves: readonly Move[], scenario: Parameters<typeof planOf>[1]): string[] {
  const percent = Math.round(scenario.onlineShare * 100)
  const told = [
    `${percent}% hồ sơ nộp trực tuyến, còn lại nộp tại quầy; hồ sơ đến trong giờ làm việc, cách quãng ngẫu nhiên.`,
    `Cán bộ dành ${Math.round(scenario.shareOfTime * 100)}% giờ làm việc cho thủ tục này; ai cùng vai trò thì làm thay được nhau, hồ sơ đến trước làm trước.`,
    'Bước nào không ghi công sức thì lấy một phần mười sáu số giờ dự kiến của bước; bước không có giờ dự kiến lấy 10 phút.',
    'Người dân quay lại sau 3 ngày (bổ sung) hoặc 1 ngày (nộp tiền, nhận kết quả) nếu không ghi khác.',
    scenario.effortVaries
      ? 'Công sức mỗi hồ sơ chênh lệch nhiều quanh mức trung bình (phân phối mũ).'
      : 'Mọi hồ sơ tốn đúng công sức trung bình.',
  ]
  if (Object.keys(scenario.shares).length === 0)
    told.push('Tỷ lệ rẽ nhánh lấy theo loại thao tác vì chưa có số liệu thực tế.')
  if (moves.some((move) => move.when))
    told.push('Điều kiện của thao tác không được xét; tỷ lệ rẽ nhánh thay cho điều kiện.')
  return told
}
