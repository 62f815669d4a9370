import type { FeedbackState } from './model/feedback.ts'
import type { Marks } from './model/survey.ts'

export type FeedbackRow = {
  id: string
  number: string
  kind: 'complaint' | 'petition'
  class: 'regulation' | 'conduct'
  dossier_id: string | null
  dossier: string | null
  procedure: string | null
  step_seq: number | null
  step_name: string | null
  step_at: Date | null
  agency: string
  first_agency: string
  subject: string
  body: string
  contact: string | null
  secret_hash: Buffer
  state: FeedbackState
  seq: number
  received_at: Date
  counts_from: Date
  paused_at: Date | null
  due_at: Date
  late: boolean
  handled_at: Date | null
  answer: string | null
  published_at: Date | null
  public_body: string | null
  public_answer: string | null
  verdict: 'like' | 'dislike' | null
  repeats: string | null
}

/** This block's own schema. */
export type ContentTables = {
  'content.rule': { key: string; valid_from: string; value: number; source: string }
  'content.survey_answer': {
    key: Buffer
    agency: string
    desk: string
    procedure: string
    seat: string | null
    finished_on: string
    marks: Marks
    dissatisfied: boolean
    comment: string | null
    via: 'link' | 'counter'
    first_on: string
    closes_on: string
  }
  'content.feedback': FeedbackRow
  'content.feedback_event': {
    feedback: string
    seq: number
    kind: string
    at: Date
    account: string | null
    position: string | null
    agency: string | null
    to_agency: string | null
    note: string | null
    due_at: Date | null
    late: boolean
  }
  'content.feedback_number': { day: string; last: number }
}
