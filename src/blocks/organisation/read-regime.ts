import { type Kysely, sql } from 'kysely'
import type { Memory } from '../../platform/command/memory.ts'
import type { RegimePeriod } from './model/regime.ts'

/** Every regime that was set, newest first. */
export function regimePeriods({ db, memory }: { db: Kysely<any>; memory: Memory }): Promise<RegimePeriod[]> {
  return memory.get('organisation.regime', async () => {
    const { rows } = await sql<RegimePeriod>`
      select regime, to_char(valid_from, 'YYYY-MM-DD') as "from", page, decision
      from organisation.regime order by valid_from desc`.execute(db)
    return rows
  })
}
