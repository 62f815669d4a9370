import type { ColumnType } from 'kysely'
import type { DraftContent, DraftView } from './contract.ts'
import type { Fixed } from './model/fixed.ts'
import type { OnlineLevel } from './model/online-level.ts'

export type Doer = { account: string; name: string }
/** A draft as it is kept; the jsonb columns read. */
export type DraftRecord = {
  id: string
  procedure: string
  version: number
  based_on: number | null
  origin: DraftView['origin']
  status: DraftView['status']
  content: DraftContent
  fixed: Fixed | null
  flags: DraftView['flags']
  title: string
  search: string
  editors: string[]
  submission: DraftView['submission']
  returned: DraftView['returned']
  published: number | null
  updated_by: Doer
  updated_at: Date
}

/** This block's own schema. */
export type ProcedureTables = {
  'procedure.procedure': { code: string }
  'procedure.procedure_edition': {
    procedure: string
    number: number
    status: 'draft' | 'published' | 'retired'
    definition: unknown
    hash: string
    origin: 'release' | 'official'
    valid_from: string
    valid_to: string | null
    published_at: Date | null
    competent_kinds: string[]
    competent_agencies: string[]
    /** The province's decision that publishes it; null when a release brought it. */
    decision: { number: string; date: string } | null
    published_by: Doer | null
    retired: { by: Doer; at: string; reason: string } | null
  }
  'procedure.draft': DraftRecord
  'procedure.online_level': {
    procedure: string
    level: OnlineLevel
    valid_from: string
    valid_to: string | null
    decision: string
  }
  'procedure.shared_flow': { key: string; flow: unknown }
  'procedure.catalogue_entry': {
    code: string
    title: string
    field: string
    level: string
    term: string | null
    search: string
    title_search: string
    record: unknown
    hash: string
    /** Kept by the database: `agency` of the record. */
    agency: ColumnType<string | null, never, never>
    imported_at: Date
  }
  'procedure.procedure_variant': { procedure: string; edition: number; agency: string; overrides: unknown }
}
