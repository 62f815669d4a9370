/**
 * What of a move is sealed: everything of it that stays for ever. No personal text: what a person wrote is its salted
 * hash, so a move can still be proven after retention has erased the words. Times are UTC, hashes hex.
 */
export type MoveProof = {
  dossier: string
  seq: number
  move: string
  to: string
  at: string
  role: string
  account: string | null
  position: string | null
  actingFor: string | null
  agency: string | null
  facts: Record<string, unknown>
  answersHash: string | null
  papersHash: string | null
}

type Written = {
  dossier_id: string
  seq: number
  move: string
  to_state: string
  at: Date
  role: string
  account: string | null
  position: string | null
  acting_for: string | null
  agency: string | null
  facts: Record<string, unknown>
  answers_hash: Uint8Array | null
  papers_hash: Uint8Array | null
}

const hex = (bytes: Uint8Array | null) =>
  bytes && [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

export function moveProof(row: Written): MoveProof {
  return {
    dossier: row.dossier_id,
    seq: row.seq,
    move: row.move,
    to: row.to_state,
    at: row.at.toISOString(),
    role: row.role,
    account: row.account,
    position: row.position,
    actingFor: row.acting_for,
    agency: row.agency,
    facts: row.facts,
    answersHash: hex(row.answers_hash),
    papersHash: hex(row.papers_hash),
  }
}
