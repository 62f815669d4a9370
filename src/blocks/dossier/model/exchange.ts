/** Shapes in which dossiers pass between this block and the connectors of outside systems; no system's own words. */

export type ToldFile = { hash: string; name: string; mediaType: string; size: number }

/** What the National Portal is told of a dossier. Instants are RFC 3339. */
export type ToldDossier = {
  code: string
  procedure: { code: string; title: string }
  applicant: {
    kind: 'person' | 'company'
    name: string
    citizenNumber: string | null
    taxCode: string | null
  }
  agency: { code: string; name: string }
  channel: 'counter' | 'online' | 'post'
  returnBy: 'desk' | 'post' | 'online'
  submittedAt: string
  acceptedAt: string | null
  dueAt: string | null
  finishedAt: string | null
  returnedAt: string | null
  resultNumber: string | null
  papers: { key: string; name: string; form: string; copies: number; files: ToldFile[] }[]
}

/** One step of its way. `status` is the national one (1 to 10) of the state it led to. */
export type ToldMove = {
  seq: number
  name: string
  by: string
  agency: string
  at: string
  status: number
  dueAt: string | null
}

/** A dossier that was filed on the National Portal. `code` is the portal's. */
export type FiledDossier = {
  code: string
  procedure: string
  agency: string
  applicant: Record<string, unknown>
  onBehalfOf: string | null
  answers: Record<string, unknown>
  papers: FiledPaper[]
  returnBy: 'desk' | 'post' | 'online'
}
export type FiledPaper = {
  key: string
  form: 'original' | 'certified' | 'copy' | 'electronic'
  copies: number
  files: FiledFile[]
}
/** `hash` is SHA-256 in hex when the sender told it. */
export type FiledFile = { id: string; name: string; hash: string | null }

/** What a citizen added there to a dossier that was sent back. */
export type FiledSupplement = {
  code: string
  answers: Record<string, unknown>
  papers: FiledPaper[]
  note: string | null
}

/** What a system of record is asked to decide. */
export type SystemRequest = {
  code: string
  procedure: { code: string; title: string }
  agency: { code: string; name: string }
  applicant: Record<string, unknown>
  answers: Record<string, unknown>
  submittedAt: string
}

/** Its reply. A result's number comes from nowhere else. */
export type SystemReply = {
  verdict: 'approved' | 'rejected' | 'returned'
  resultNumber: string | null
  note: string | null
}
