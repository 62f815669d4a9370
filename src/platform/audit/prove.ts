import { type Kysely, sql } from 'kysely'
import { consistencyRanges, inclusionRanges } from './merkle.ts'
import { rangeHashes } from './nodes.ts'
import type { AuditRecord } from './record.ts'
import { recordOf } from './record.ts'
import type { AuditRow, HeadRow } from './tables.ts'

/** A signed head as it is given out: bytes as hex, the time stamp (DER of RFC 3161) as base64. */
export type HeadView = {
  size: number
  root: string
  at: string
  issuer: string
  keyId: string
  signature: string
  stamp: string | null
  stampedBy: string | null
  stampedAt: string | null
  publicPem: string
}

export type ProvenRow = { record: AuditRecord; index: number; path: string[] }

const hex = (hash: Buffer) => hash.toString('hex')

export function headView(row: HeadRow & { public_pem: string }): HeadView {
  return {
    size: row.size,
    root: hex(row.root),
    at: row.at.toISOString(),
    issuer: row.issuer,
    keyId: row.key_id,
    signature: hex(row.signature),
    stamp: row.stamp?.toString('base64') ?? null,
    stampedBy: row.stamped_by,
    stampedAt: row.stamped_at?.toISOString() ?? null,
    publicPem: row.public_pem,
  }
}

/** The newest head, the newest with a time stamp, or the one of `size`; null when there is none. */
export async function headOf(
  db: Kysely<any>,
  which: 'newest' | 'stamped' | { size: number },
): Promise<HeadView | null> {
  const wanted =
    which === 'newest' ? sql`true` : which === 'stamped' ? sql`stamp is not null` : sql`size = ${which.size}`
  const { rows } = await sql<HeadRow & { public_pem: string }>`
    select h.*, k.public_pem from audit.tree_head h join audit.signing_key k on k.id = h.key_id
    where ${wanted} order by size desc limit 1`.execute(db)
  return rows[0] ? headView(rows[0]) : null
}

/** Sealed rows with their way to the root of the tree over `size` leaves; rows sealed later are left out. */
export async function proveRows(db: Kysely<any>, ids: readonly number[], size: number): Promise<ProvenRow[]> {
  const { rows } = await sql<AuditRow & { index: number }>`
    select r.*, l.index from audit.audit_row r join audit.audit_leaf l on l.row_id = r.id
    where r.id = any(${ids}::bigint[]) and l.index < ${size} order by l.index`.execute(db)
  const proven: ProvenRow[] = []
  for (const row of rows) {
    const path = await rangeHashes(db, inclusionRanges(row.index, size))
    proven.push({ record: recordOf(row), index: row.index, path: path.map(hex) })
  }
  return proven
}

/** What shows that the tree over `size` leaves only continued the one over `before`; 0 < before <= size. */
export async function proveConsistency(db: Kysely<any>, before: number, size: number): Promise<string[]> {
  return (await rangeHashes(db, consistencyRanges(before, size))).map(hex)
}
