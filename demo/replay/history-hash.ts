import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'

const PAGE = 2_000

export type History = { hash: string; dossiers: number; moves: number }

/** One SHA-256 over every dossier's code and its moves in order: two provinces with equal hashes have one history. */
export async function hashHistory(db: Kysely<any>): Promise<History> {
  const hash = createHash('sha256')
  const so = { dossiers: 0, moves: 0 }
  let after = ''
  for (;;) {
    const { rows } = await sql<{ code: string; moves: string[] }>`
      select d.code, array_agg(m.seq || ' ' || m.move || ' ' || m.to_state || ' ' || (extract(epoch from m.at) * 1000)::bigint || ' '
        || coalesce(m.position, '-') order by m.seq) as moves
      from (select id, code from dossier.dossier where code collate "C" > ${after} order by code collate "C" limit ${PAGE}) d
      join dossier.dossier_move m on m.dossier_id = d.id
      group by d.code order by d.code collate "C"`.execute(db)
    if (rows.length === 0) return { hash: hash.digest('hex'), ...so }
    for (const { code, moves } of rows) {
      hash.update(`${code}\n${moves.join('\n')}\n`)
      so.dossiers += 1
      so.moves += moves.length
    }
    after = rows.at(-1)!.code
  }
}
