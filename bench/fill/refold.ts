import { sql } from 'kysely'
import { fold, type MoveRecord } from '../../src/blocks/dossier/model/fold.ts'
import { project } from '../../src/blocks/dossier/model/projection.ts'
import { workingCalendar } from '../../src/blocks/organisation/index.ts'
import { definitionFor } from '../../src/blocks/procedure/index.ts'
import type { House } from '../../src/platform/command/run.ts'

/** Folds a sample of the stored histories again and compares what comes out with the stored rows. Throws at a difference. */
export async function refoldSample(house: House, size: number): Promise<number> {
  const calendar = await workingCalendar(house)
  const { rows } = await sql<Record<string, any>>`
    select * from dossier.dossier tablesample system_rows(${size})`
    .execute(house.db)
    .catch(() =>
      sql<Record<string, any>>`
        select * from dossier.dossier where id > ${crypto.randomUUID()}::uuid order by id limit ${size}`.execute(
        house.db,
      ),
    )
  for (const row of rows) {
    const moves = await sql<Record<string, any>>`
      select * from dossier.dossier_move where dossier_id = ${row.id}::uuid order by seq`.execute(house.db)
    const records = moves.rows.map(
      (move) =>
        ({
          seq: move.seq,
          move: move.move,
          to: move.to_state,
          at: move.at.toISOString(),
          role: move.role,
          agency: move.agency,
          position: move.position,
          ...move.facts,
        }) as MoveRecord,
    )
    const definition = await definitionFor(house, row.procedure, row.edition, row.agency)
    const folded = fold(definition, records)
    const parties = { agency: row.agency, desk: row.desk, returnDesk: row.return_desk }
    const told = project(definition, folded, parties, calendar)
    for (const [column, value] of Object.entries(told))
      if (JSON.stringify(value) !== JSON.stringify(row[column]))
        throw new Error(
          `${row.code}: ${column} is ${JSON.stringify(row[column])}, folded ${JSON.stringify(value)}`,
        )
  }
  return rows.length
}
