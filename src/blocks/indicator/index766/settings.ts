import type { Kysely } from 'kysely'
import type { Memory } from '../../../platform/command/memory.ts'
import { BANDS, type Settings } from '../model/index-766.ts'
import type { IndicatorTables } from '../tables.ts'

export const SETTINGS_KEPT = 'indicator.settings'

/** Points, thresholds and bands in force on a day: what the province set, over what is shipped. */
export function settingsOn(
  { db, memory }: { db: Kysely<any>; memory: Memory },
  day: string,
): Promise<Settings> {
  return memory.get(`${SETTINGS_KEPT}:${day}`, async () => {
    const rows = await (db as Kysely<IndicatorTables>)
      .selectFrom('indicator.index_setting')
      .select(['key', 'value'])
      .where('valid_from', '<=', day)
      .orderBy('valid_from')
      .execute()
    const under = (prefix: string) =>
      new Map(
        rows.flatMap(({ key, value }) =>
          key.startsWith(`${prefix}.`) ? [[key.slice(prefix.length + 1), Number(value)] as const] : [],
        ),
      )
    const bands = under('band')
    return {
      points: under('points'),
      threshold: under('threshold'),
      bands: BANDS.map((band) => ({ ...band, least: bands.get(band.name) ?? band.least })),
    }
  })
}
