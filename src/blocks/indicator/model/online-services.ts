import { NEW_LEVELS_FROM, type OnlineLevel } from '../../procedure/model/online-level.ts'
import { count, type Leaf, type Period, percent } from './leaf.ts'

/** How many services stand at a level, and of how many of them dossiers were received in the period. */
export type LevelFigures = { services: Leaf; withDossiers: Leaf; withDossiersShare: Leaf }
type Key = 'level2' | 'level3' | 'level4' | 'information' | 'partial' | 'full'

const KEYS: Record<OnlineLevel, Key> = {
  '2': 'level2',
  '3': 'level3',
  '4': 'level4',
  information: 'information',
  partial: 'partial',
  full: 'full',
}
const OLD: readonly Key[] = ['level2', 'level3', 'level4']
const NEW: readonly Key[] = ['information', 'partial', 'full']

/**
 * The online services by their level on the period's last day: by the names of 2011 until 14/8/2022, by those of 2022
 * since; a level still recorded under the other names is shown beside, so that the levels always add up to the total.
 * Pure.
 */
export function onlineServices(
  levels: ReadonlyMap<string, OnlineLevel>,
  received: ReadonlySet<string>,
  period: Period,
): { total: Leaf } & Partial<Record<Key, LevelFigures>> {
  const at = new Map<Key, string[]>()
  for (const [procedure, level] of levels) {
    const key = KEYS[level]
    const list = at.get(key)
    if (list) list.push(procedure)
    else at.set(key, [procedure])
  }
  const named = period.to < NEW_LEVELS_FROM ? OLD : NEW
  const shown = [...named, ...[...OLD, ...NEW].filter((key) => !named.includes(key) && at.has(key))]
  const figures = shown.map((key) => {
    const services = at.get(key) ?? []
    const used = services.filter((procedure) => received.has(procedure)).length
    return [
      key,
      {
        services: count(services.length, levels.size, period),
        withDossiers: count(used, services.length, period),
        withDossiersShare: percent(used, services.length, period),
      },
    ] as const
  })
  return { total: count(levels.size, levels.size, period), ...Object.fromEntries(figures) }
}

export type OnlineServices = ReturnType<typeof onlineServices>
