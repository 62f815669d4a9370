import type { ClockRule } from '../definition.ts'

export type ReadTerm = { term: number; unit: Exclude<ClockRule['unit'], 'sameDay'> } | { sameDay: true }

const UNITS: readonly (readonly [RegExp, Exclude<ClockRule['unit'], 'sameDay'>])[] = [
  [/^(ngày làm việc|ngay lam viec)\b/i, 'workingDays'],
  [/^(giờ làm việc|giờ|gio lam viec|gio)(?!\p{L})/iu, 'workingHours'],
  [/^(ngày|ngay)(?!\p{L})/iu, 'calendarDays'],
]

/**
 * The term a text of the national catalogue tells, in its own unit: "05 ngày làm việc", "30 (ba mươi) ngày", "Trong ngày
 * làm việc". Null when it tells none, or more than one: which binds is then the official's to decide.
 */
export function readTerm(text: string): ReadTerm | null {
  const said = text.normalize('NFC').replace(/\s+/g, ' ').trim()
  const found = new Map<string, ReadTerm>()
  for (const { groups, index } of said.matchAll(/(?<count>\d{1,4})\s*(\([^)]{1,40}\)\s*)?/g)) {
    const rest = said.slice(index).replace(/^\d{1,4}\s*(\([^)]{1,40}\)\s*)?/, '')
    const unit = UNITS.find(([pattern]) => pattern.test(rest))?.[1]
    const term = Number(groups!.count)
    if (unit && term > 0) found.set(`${term} ${unit}`, { term, unit })
  }
  if (found.size === 1) return [...found.values()][0]!
  if (found.size === 0 && /^(trả )?(ngay )?trong ngày/i.test(said)) return { sameDay: true }
  return null
}

/** A count with the unit told beside it; null when there is no count or the unit is none we know. */
export function termOf(value: number | null, unit: string | null): ReadTerm | null {
  return value === null || value === 0 || unit === null ? null : readTerm(`${value} ${unit}`)
}

export function sameTerm(one: ReadTerm, other: ReadTerm): boolean {
  if ('sameDay' in one || 'sameDay' in other) return 'sameDay' in one && 'sameDay' in other
  return one.term === other.term && one.unit === other.unit
}

/** Longest first; only the same unit can be compared without a calendar. */
export function longest(terms: readonly ReadTerm[]): ReadTerm {
  const days = (each: ReadTerm) =>
    'sameDay' in each ? 0 : each.unit === 'workingHours' ? each.term / 8 : each.term
  return terms.reduce((most, each) => (days(each) > days(most) ? each : most))
}
