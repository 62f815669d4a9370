import type { AuditRow } from './tables.ts'

/** A sealed row as its leaf is made from: canonical JSON of exactly these fields (bytes as hex, time as UTC). */
export type AuditRecord = {
  id: string
  at: string
  operation: string
  outcome: string
  actorKind: string
  account: string | null
  position: string | null
  agency: string | null
  subjects: string[]
  wording: string
  requestId: string | null
  digests: string[]
  /** The seat in whose name it was done; only where it was: rows sealed before there was such a thing stay as they were. */
  actingFor?: string
}

export function recordOf(row: AuditRow): AuditRecord {
  return {
    id: String(row.id),
    at: row.at.toISOString(),
    operation: row.operation,
    outcome: row.outcome,
    actorKind: row.actor_kind,
    account: row.account,
    position: row.position,
    agency: row.agency,
    subjects: row.subjects,
    wording: row.wording,
    requestId: row.request_id,
    digests: row.digests.map((digest) => digest.toString('hex')),
    ...(row.acting_for === null ? {} : { actingFor: row.acting_for }),
  }
}
