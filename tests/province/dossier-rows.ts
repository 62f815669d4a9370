import type { Kysely } from 'kysely'
import { type Folded, fold, type MoveRecord } from '../../src/blocks/dossier/model/fold.ts'
import type { Definition } from '../../src/blocks/procedure/model/definition.ts'

/** A dossier's row and its moves, as they lie in the database. */
export async function rowOf(db: Kysely<any>, code: string) {
  return db.selectFrom('dossier.dossier').selectAll().where('code', '=', code).executeTakeFirstOrThrow()
}

export async function movesOf(db: Kysely<any>, id: string) {
  return db
    .selectFrom('dossier.dossier_move')
    .selectAll()
    .where('dossier_id', '=', id)
    .orderBy('seq')
    .execute()
}

/** What the moves amount to, folded anew from nothing but themselves. */
export async function refold(db: Kysely<any>, id: string, definition: Definition): Promise<Folded> {
  const moves = (await movesOf(db, id)).map(
    (row): MoveRecord => ({
      seq: row.seq,
      move: row.move,
      to: row.to_state,
      at: row.at.toISOString(),
      role: row.role,
      agency: row.agency,
      position: row.position,
      ...row.facts,
    }),
  )
  return fold(definition, moves)
}
