import type { Generated } from 'kysely'
import type { Channel } from './contract.ts'
import type { Folded } from './model/fold.ts'

/** This block's own schema. Instants are Date. */
export type DossierRecord = {
  id: string
  code: string
  procedure: string
  edition: number
  channel: Channel
  desk: string
  agency: string
  return_desk: string
  return_by: 'desk' | 'post' | 'online'
  applicant_account: string | null
  check_secret: string
  state: string
  status: number
  phase: 'intake' | 'working' | 'waiting' | 'closed'
  holder_agency: string | null
  holder_role: string | null
  assignee: string | null
  consulted_agency: string | null
  seq: number
  submitted_at: Date
  accepted_at: Date | null
  first_due_at: Date | null
  rescheduled_due_at: Date | null
  finished_at: Date | null
  returned_at: Date | null
  last_at: Date
  clock_runs: boolean
  timeliness: 'early' | 'onTime' | 'late' | null
  outcome: string | null
  corrections: number
  folded: Folded
  /** Whose variant of the edition binds it, when that is no longer `agency`. */
  variant_agency: string | null
  /** When retention took the words and papers away. */
  erased_at: Date | null
  /** A part of a joint dossier: counted in its parent only. */
  is_part: boolean
}

export type MoveRow = {
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
  idempotency_key: string | null
  answers_hash: Buffer | null
  papers_hash: Buffer | null
  facts: Record<string, any>
}

export type DraftRow = {
  id: string
  token_hash: Buffer
  procedure: string
  edition: number
  agency: string | null
  applicant: Record<string, unknown>
  answers: Record<string, unknown>
  return_by: 'desk' | 'post' | 'online'
  version: number
  created_at: Date
  expires_at: Date
  submitted_code: string | null
  check_secret: string | null
  account: string | null
}

export type FileRef = { hash: string; name: string; size: number; mediaType: string }

export type DossierTables = {
  'dossier.dossier': DossierRecord
  'dossier.dossier_move': MoveRow
  'dossier.dossier_answer': {
    dossier_id: string
    seq: number
    salt: Buffer
    content: Record<string, any>
    applicant_name: string | null
    applicant_search: string | null
  }
  'dossier.dossier_document': {
    dossier_id: string
    seq: number
    key: string
    form: string
    copies: number
    files: FileRef[]
  }
  'dossier.data_question': {
    id: string
    account: string
    kind: 'access' | 'correction'
    dossier_id: string | null
    audit_row: number | null
    text: string
    asked_at: Date
    agency: string
    answer: string | null
    answered_at: Date | null
    answered_by: string | null
  }
  'dossier.answer_file': { dossier_id: string; hash: string; at: Date }
  'dossier.work_setting': { agency: string; claim_open: boolean }
  'dossier.assignment_rule': {
    agency: string
    kind: 'procedure' | 'field'
    subject: string
    position: string
  }
  'dossier.settlement': { dossier_id: string; amount: number; at: Date }
  'dossier.collection_rule': { agency: string; valid_from: Date; collects: boolean }
  'dossier.letter': {
    dossier_id: string
    seq: number
    kind: string
    agency: string
    year: number
    number: number
  }
  'dossier.dossier_link': { parent: string; part: string; child: string; at: Date }
  'dossier.reminder': {
    id: Generated<string>
    agency: string
    dossier_id: string | null
    day: string
    note: string | null
    late: number
    soon: number
    likely: number
    by_account: string
    by_agency: string | null
    by_title: string | null
    at: Date
    again: boolean
    seen_at: Date | null
    seen_by: string | null
    reply: string | null
    replied_at: Date | null
  }
  'dossier.step_history': {
    month: string
    agency: string
    procedure: string
    state: string
    steps: number[]
    rests: number[]
  }
  'dossier.history_mark': { one: Generated<boolean>; until: Date }
  'dossier.dossier_risk': {
    dossier_id: string
    agency: string
    probability: number
    likely: boolean
    seq: number
    usual: number
    time_left: number
    known: number
    at: Date
  }
  'dossier.dossier_number': { unit: string; day: string; last: number }
  'dossier.draft': DraftRow
  'dossier.draft_file': {
    draft: string
    key: string
    hash: string
    name: string
    size: number
    media_type: string
    at: Date
    paper?: string | null
  }
}
