import type { Definition } from './definition.ts'

export const LEVELS_2011 = ['2', '3', '4'] as const
export const LEVELS_2022 = ['information', 'partial', 'full'] as const
export const ONLINE_LEVELS = [...LEVELS_2011, ...LEVELS_2022] as const
export type OnlineLevel = (typeof ONLINE_LEVELS)[number]

/** Nghị định 42/2022/NĐ-CP is in force from this day and replaces the levels of Nghị định 43/2011/NĐ-CP. */
export const NEW_LEVELS_FROM = '2022-08-15'

const OLD_LAW = 'Nghị định số 43/2011/NĐ-CP'
const NEW_LAW = 'Nghị định số 42/2022/NĐ-CP'

/** What a procedure's online service was called, from a day to the day before another (`YYYY-MM-DD`; null: still). */
export type LevelPeriod = { level: OnlineLevel; from: string; to: string | null; decision: string }

/** The levels an edition brings for its days: 2, 3 or 4 until the new names, then those. `validTo` null: still. Pure. */
export function levelsOfEdition(
  law: Definition['law'],
  validFrom: string,
  validTo: string | null = null,
): LevelPeriod[] {
  const since = later(validFrom, NEW_LEVELS_FROM)
  const old: LevelPeriod[] =
    law.level2022 === undefined
      ? []
      : [{ level: `${law.level2022}`, from: validFrom, to: NEW_LEVELS_FROM, decision: OLD_LAW }]
  const decision = since === NEW_LEVELS_FROM ? NEW_LAW : law.decision
  return [...old, { level: law.onlineLevel, from: since, to: null, decision }]
    .map((each) => ({ ...each, to: validTo === null ? each.to : earlier(each.to, validTo) }))
    .filter((each) => each.to === null || each.from < each.to)
}

/**
 * A history with one more period laid over it: what stood before is cut at both ends, so that on every day at most one
 * level holds. Sorted by day; neighbours of one level and decision are joined. Pure.
 */
export function laidOver(history: readonly LevelPeriod[], added: LevelPeriod): LevelPeriod[] {
  const kept = history.flatMap((each) => {
    const before: LevelPeriod[] =
      each.from < added.from ? [{ ...each, to: earlier(each.to, added.from) }] : []
    const after: LevelPeriod[] =
      added.to !== null && (each.to === null || each.to > added.to)
        ? [{ ...each, from: later(each.from, added.to) }]
        : []
    return [...before, ...after]
  })
  const joined: LevelPeriod[] = []
  for (const each of [...kept, added].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = joined.at(-1)
    const goesOn = last?.to === each.from && last.level === each.level && last.decision === each.decision
    if (last && goesOn) joined[joined.length - 1] = { ...last, to: each.to }
    else joined.push(each)
  }
  return joined
}

function later(one: string, other: string): string {
  return one < other ? other : one
}

function earlier(one: string | null, other: string): string {
  return one === null || one > other ? other : one
}
