import { type Kysely, sql } from 'kysely'
import { type LevelPeriod, laidOver, type OnlineLevel } from './model/online-level.ts'
import type { ProcedureTables } from './tables.ts'

const CHUNK = 1000

export type ProcedureLevel = LevelPeriod & { procedure: string }

/** At which level each procedure was served online, oldest first. */
export async function levelHistory(db: Kysely<any>, procedure: string): Promise<LevelPeriod[]> {
  const rows = await (db as Kysely<ProcedureTables>)
    .selectFrom('procedure.online_level')
    .select(['level', 'valid_from', 'valid_to', 'decision'])
    .where('procedure', '=', procedure)
    .orderBy('valid_from')
    .execute()
  return rows.map((row) => ({
    level: row.level,
    from: row.valid_from,
    to: row.valid_to,
    decision: row.decision,
  }))
}

/** The level of every procedure that has one on that day (`YYYY-MM-DD`). */
export async function levelsOn(db: Kysely<any>, day: string): Promise<Map<string, OnlineLevel>> {
  const rows = await (db as Kysely<ProcedureTables>)
    .selectFrom('procedure.online_level')
    .select(['procedure', 'level'])
    .where('valid_from', '<=', day)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', day)]))
    .execute()
  return new Map(rows.map((row) => [row.procedure, row.level]))
}

/** Lays each period over what is known of its procedure; returns how many procedures it changed. */
export async function recordLevels(trx: Kysely<any>, added: readonly ProcedureLevel[]): Promise<number> {
  const tables = trx as Kysely<ProcedureTables>
  const procedures = [...new Set(added.map((each) => each.procedure))].sort()
  const changed: string[] = []
  for (let start = 0; start < procedures.length; start += CHUNK) {
    const some = procedures.slice(start, start + CHUNK)
    // Two at once over the same history would each cut what the other did not see.
    await sql`select pg_advisory_xact_lock(hashtextextended('procedure.online_level', 0))`.execute(trx)
    const rows = await tables
      .selectFrom('procedure.online_level')
      .selectAll()
      .where('procedure', 'in', some)
      .orderBy('valid_from')
      .execute()
    const known = Map.groupBy(rows, (row) => row.procedure)
    const asked = Map.groupBy(added, (each) => each.procedure)
    const fresh: ProcedureTables['procedure.online_level'][] = []
    for (const procedure of some) {
      const before = (known.get(procedure) ?? []).map(
        (row): LevelPeriod => ({
          level: row.level,
          from: row.valid_from,
          to: row.valid_to,
          decision: row.decision,
        }),
      )
      const after = asked
        .get(procedure)!
        .map(({ level, from, to, decision }): LevelPeriod => ({ level, from, to, decision }))
        .reduce<LevelPeriod[]>(laidOver, before)
      if (JSON.stringify(after) === JSON.stringify(before)) continue
      changed.push(procedure)
      fresh.push(
        ...after.map(({ level, from, to, decision }) => ({
          procedure,
          level,
          valid_from: from,
          valid_to: to,
          decision,
        })),
      )
    }
    if (fresh.length === 0) continue
    await tables
      .deleteFrom('procedure.online_level')
      .where('procedure', 'in', [...new Set(fresh.map((row) => row.procedure))])
      .execute()
    await sql`
      insert into procedure.online_level (procedure, level, valid_from, valid_to, decision)
      select procedure, level, valid_from, valid_to, decision
      from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb)
        as row(procedure text, level text, valid_from date, valid_to date, decision text)`.execute(trx)
  }
  return changed.length
}
