import { formatNumber } from '../../../kernel/vietnamese.ts'
import type { ClockRule, Definition } from './definition.ts'
import type { Report } from './finding.ts'
import { termText } from './term-text.ts'

/** Ways looked at before giving up; a procedure as people draw it has a few hundred. */
const MOST_WAYS = 20_000
const DAY_HOURS = 8
const WEEK_HOURS = 40

type Steps = Pick<Definition, 'states' | 'moves' | 'initial'>
export type LongestWay = {
  states: string[]
  hours: number
  /** False when there were too many ways to look at them all: some other may be longer. */
  certain: boolean
}

/** Whether the hours planned for the steps add up to no more than the law's term, on every way a dossier can go. */
export function checkTerms(definition: Steps & Pick<Definition, 'clock'>, report: Report): void {
  const limit = workingHours(definition.clock)
  if (limit === null) return
  const longest = longestWay(definition, limit)
  if (longest.hours > limit) {
    const names = longest.states.map((key) => {
      const state = definition.states.find((each) => each.key === key)
      return `${state?.name.vi ?? key} (${formatNumber(allowance(state))})`
    })
    report(
      'clock.steps-too-long',
      'clock.term',
      `Số giờ của các bước cộng lại là ${formatNumber(longest.hours)} giờ làm việc, vượt thời hạn ${termText(definition.clock).vi} (${formatNumber(limit)} giờ làm việc), theo đường: ${names.join(' → ')}.`,
      'Hãy giảm số giờ của một vài bước trên đường này.',
    )
  } else if (!longest.certain)
    report(
      'clock.steps-uncounted',
      'clock.term',
      'Quy trình có quá nhiều đường vòng nên chưa cộng được số giờ của mọi đường đi.',
      'Nên bỏ bớt các thao tác quay lại không cần thiết.',
      'warning',
    )
}

/** Working hours in a term; of calendar days those of the days' working weeks. Null when the law gives no term. */
export function workingHours({ term, unit }: Pick<ClockRule, 'term' | 'unit'>): number | null {
  if (unit === 'sameDay') return DAY_HOURS
  if (term === null) return null
  if (unit === 'workingHours') return term
  if (unit === 'workingDays') return term * DAY_HOURS
  return Math.floor(term / 7) * WEEK_HOURS + Math.min(term % 7, 5) * DAY_HOURS
}

type State = Definition['states'][number]

/** Planned hours count only while the clock runs. */
function allowance(state: State | undefined): number {
  return state?.clock === 'runs' ? (state.allowanceHours ?? 0) : 0
}

/**
 * The way through the states, none twice, whose planned hours are the most. Finding it is hard in theory (longest simple
 * path); a branch whose remaining states cannot beat the best found, nor exceed `limit`, is not followed.
 */
export function longestWay({ states, moves, initial }: Steps, limit: number): LongestWay {
  const hours = new Map(states.map((state) => [state.key, allowance(state)]))
  const next = new Map<string, string[]>(states.map((state) => [state.key, []]))
  for (const move of moves)
    for (const from of move.from)
      if (hours.has(move.to) && from !== move.to && !next.get(from)?.includes(move.to))
        next.get(from)?.push(move.to)
  let best: LongestWay = { states: [], hours: 0, certain: true }
  let ways = 0
  const visited = new Set<string>()
  const follow = (key: string, sum: number): void => {
    if (ways++ > MOST_WAYS) {
      best.certain = false
      return
    }
    visited.add(key)
    const here = sum + (hours.get(key) ?? 0)
    if (here > best.hours) best = { ...best, states: [...visited], hours: here }
    const reach = here + ahead(key, next, hours, visited)
    if (reach > best.hours && reach > limit)
      for (const to of next.get(key) ?? []) if (!visited.has(to)) follow(to, here)
    visited.delete(key)
  }
  for (const start of new Set([initial.online, initial.desk])) if (hours.has(start)) follow(start, 0)
  return best
}

/** Hours of everything not yet visited that can still be reached: no way from here is longer. */
function ahead(
  from: string,
  next: ReadonlyMap<string, readonly string[]>,
  hours: ReadonlyMap<string, number>,
  visited: ReadonlySet<string>,
): number {
  const seen = new Set([from])
  const queue = [from]
  let sum = 0
  for (let key = queue.pop(); key !== undefined; key = queue.pop())
    for (const to of next.get(key) ?? []) {
      if (seen.has(to) || visited.has(to)) continue
      seen.add(to)
      sum += hours.get(to) ?? 0
      queue.push(to)
    }
  return sum
}
