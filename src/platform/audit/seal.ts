import { type Kysely, sql } from 'kysely'
import { canonical } from '../command/canonical.ts'
import { type HeadSigner, headText } from './heads.ts'
import { cover, EMPTY_ROOT, grow, leafHash, rangeHash, type Spot } from './merkle.ts'
import { nodesAt } from './nodes.ts'
import { recordOf } from './record.ts'
import type { AuditRow } from './tables.ts'

/** Rows a transaction seals at most: about a second's work, so that a long backlog holds no lock for minutes. */
const BATCH = 10_000
/** A row's id is taken a moment before its transaction has a number of its own. */
const SETTLES_SECONDS = 60

export type Sealed = { sealed: number; size: number }

/**
 * Gives every audit row that has none its leaf, and signs the new tree head. One at a time, by advisory lock; another
 * sealer answers null. `everything` trusts no mark and searches the whole history for rows without a leaf.
 */
export async function sealRows(
  db: Kysely<any>,
  parts: { issuer: string; signer: HeadSigner; now: Date; everything?: boolean },
): Promise<Sealed | null> {
  let sealed = 0
  for (;;) {
    const batch = await sealBatch(db, parts)
    if (batch === null) return null
    sealed += batch.sealed
    if (batch.sealed < BATCH) return { sealed, size: batch.size }
  }
}

async function sealBatch(
  db: Kysely<any>,
  { issuer, signer, now, everything = false }: Parameters<typeof sealRows>[1],
): Promise<Sealed | null> {
  return db.transaction().execute(async (trx) => {
    const lock = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(7401949) as held`.execute(trx)
    if (!lock.rows[0]?.held) return null
    const settled = everything ? 0 : await settle(trx)
    const { rows } = await sql<AuditRow>`
      select r.* from audit.audit_row r
      where r.id > ${settled}::bigint and not exists (select from audit.audit_leaf l where l.row_id = r.id)
      order by r.id limit ${BATCH}`.execute(trx)
    const before = await sql<{ size: number }>`
      select coalesce(max(index) + 1, 0) as size from audit.audit_leaf`.execute(trx)
    const size = before.rows[0]!.size
    if (rows.length === 0) return { sealed: 0, size }
    const hashes = rows.map((row) => leafHash(canonical(recordOf(row))))
    const kept = await nodesAt(trx, cover({ from: 0, to: size }))
    const made = grow(size, hashes, kept)
    const grown = size + rows.length
    const root = rootOver(grown, size, hashes, made, kept)
    await write(trx, size, rows, hashes, made)
    const head = { size: grown, root, at: now, issuer }
    await sql`
      insert into audit.tree_head (size, root, at, issuer, key_id, signature)
      values (${grown}, ${root}, ${now}, ${issuer}, ${signer.keyId}, ${signer.sign(headText(head))})`.execute(
      trx,
    )
    return { sealed: rows.length, size: grown }
  })
}

/**
 * The id below which every row that will ever be there has its leaf or is in this transaction's sight. A mark is taken
 * (the last id given out, the first transaction still to come) and counts once all transactions of its time are over.
 */
async function settle(trx: Kysely<any>): Promise<number> {
  const { rows } = await sql<{ settled: number }>`
    with held as (
      select *, marked_at < clock_timestamp() - make_interval(secs => ${SETTLES_SECONDS})
        and pg_snapshot_xmin(pg_current_snapshot())::text::numeric >= horizon::numeric as over
      from audit.seal_mark),
    unsealed as (
      select min(r.id) as first from audit.audit_row r, held
      where r.id > held.settled and not exists (select from audit.audit_leaf l where l.row_id = r.id))
    update audit.seal_mark m set
      settled = case when held.over then least(held.next, coalesce(unsealed.first - 1, held.next)) else m.settled end,
      next = case when held.over or held.marked_at is null then (select coalesce(max(id), 0) from audit.audit_row) else m.next end,
      horizon = case when held.over or held.marked_at is null
        then pg_snapshot_xmax(pg_current_snapshot())::text else m.horizon end,
      marked_at = case when held.over or held.marked_at is null then clock_timestamp() else m.marked_at end
    from held, unsealed
    returning m.settled`.execute(trx)
  return rows[0]!.settled
}

function rootOver(
  grown: number,
  size: number,
  hashes: readonly Buffer[],
  made: ReturnType<typeof grow>,
  kept: (spot: Spot) => Buffer,
): Buffer {
  if (grown === 0) return EMPTY_ROOT
  const fresh = new Map(made.map(({ spot, hash }) => [`${spot.level}/${spot.index}`, hash]))
  return rangeHash({ from: 0, to: grown }, (spot) => {
    if (spot.level === 0 && spot.index >= size) return hashes[spot.index - size]!
    return fresh.get(`${spot.level}/${spot.index}`) ?? kept(spot)
  })
}

async function write(
  trx: Kysely<any>,
  size: number,
  rows: readonly AuditRow[],
  hashes: readonly Buffer[],
  made: ReturnType<typeof grow>,
): Promise<void> {
  await sql`
    insert into audit.audit_leaf (index, row_id, hash)
    select ${size}::bigint + nth - 1, row_id, hash
    from unnest(${rows.map((row) => row.id)}::bigint[], ${hashes}::bytea[]) with ordinality as leaf(row_id, hash, nth)`.execute(
    trx,
  )
  await sql`
    insert into audit.audit_node (level, index, hash)
    select * from unnest(${made.map(({ spot }) => spot.level)}::int[], ${made.map(({ spot }) => spot.index)}::bigint[],
      ${made.map(({ hash }) => hash)}::bytea[])`.execute(trx)
}
