import { type Kysely, sql } from 'kysely'
import { DEFAULT_BACK_HOURS } from '../model/offline-taking.ts'

/** How many hours back a counter that had no line may date a receipt on this day (ISO). */
export async function backHoursOn(db: Kysely<any>, day: string): Promise<number> {
  const { rows } = await sql<{ back_hours: number }>`
    select back_hours from dossier.offline_rule where valid_from <= ${day} order by valid_from desc limit 1`.execute(
    db,
  )
  return rows[0]?.back_hours ?? DEFAULT_BACK_HOURS
}
