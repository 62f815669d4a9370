/** The audit's own schema. */
export type AuditTables = {
  'audit.audit_row': {
    id: number
    at: Date
    operation: string
    outcome: 'done' | 'refused'
    actor_kind: string
    account: string | null
    position: string | null
    agency: string | null
    subjects: string[]
    wording: string
    request_id: string | null
    digests: Buffer[]
    acting_for: string | null
  }
  'audit.audit_leaf': { index: number; row_id: number; hash: Buffer }
  'audit.audit_node': { level: number; index: number; hash: Buffer }
  'audit.tree_head': {
    size: number
    root: Buffer
    at: Date
    issuer: string
    key_id: string
    signature: Buffer
    stamp: Buffer | null
    stamped_by: string | null
    stamped_at: Date | null
  }
  'audit.signing_key': {
    id: string
    public_pem: string
    sealed: string
    created_at: Date
    retired_at: Date | null
  }
}

export type AuditRow = AuditTables['audit.audit_row']
export type HeadRow = AuditTables['audit.tree_head']
