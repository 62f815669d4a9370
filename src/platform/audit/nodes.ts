import { type Kysely, sql } from 'kysely'
import { cover, type Range, rangeHash, type Spot } from './merkle.ts'

const keyOf = ({ level, index }: Spot) => `${level}/${index}`

/** Reads kept nodes in one question each for leaves and for what stands above them; a missing one is an Error. */
export async function nodesAt(db: Kysely<any>, spots: readonly Spot[]): Promise<(spot: Spot) => Buffer> {
  const leaves = spots.filter((spot) => spot.level === 0).map((spot) => spot.index)
  const above = spots.filter((spot) => spot.level > 0)
  const known = new Map<string, Buffer>()
  const { rows } = await sql<{ level: number; index: number; hash: Buffer }>`
    select 0 as level, index, hash from audit.audit_leaf where index = any(${leaves}::bigint[])
    union all
    select n.level, n.index, n.hash
    from unnest(${above.map((spot) => spot.level)}::int[], ${above.map((spot) => spot.index)}::bigint[]) as wanted(level, index)
    join audit.audit_node n on n.level = wanted.level and n.index = wanted.index`.execute(db)
  for (const row of rows) known.set(keyOf(row), row.hash)
  return (spot) => {
    const hash = known.get(keyOf(spot))
    if (!hash) throw new Error(`the audit tree lacks node ${keyOf(spot)}`)
    return hash
  }
}

/** The hashes of a proof's ranges, in order. */
export async function rangeHashes(db: Kysely<any>, ranges: readonly Range[]): Promise<Buffer[]> {
  const get = await nodesAt(db, ranges.flatMap(cover))
  return ranges.map((range) => rangeHash(range, get))
}
