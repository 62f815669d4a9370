import type { ColumnType } from 'kysely'
import type { UploadedFile } from './contract.ts'
import type { ProposedField, ScanCode, ScanStatus } from './model/scan.ts'
import type { TextLine } from './model/text-lines.ts'

type Json<T> = ColumnType<T, string, string>

export type ScanRow = {
  id: string
  agency: string
  account: string
  position: string | null
  title: string
  citizen_number: string | null
  status: ScanStatus
  problem_code: string | null
  problem: string | null
  attempts: number
  pages: number | null
  done: number
  kind: string | null
  fields: Json<ProposedField[]>
  code: Json<ScanCode>
  file: Json<UploadedFile> | null
  paper: string | null
  lease_until: Date | null
  created_at: Date
  changed_at: Date
}
export type ScanPageRow = {
  scan: string
  number: number
  image: string
  width: number
  height: number
  dpi: number
  turned: number
  angle: number
  cropped: boolean
  confidence: number
  words: number
  engine: string
  lines: Json<TextLine[]>
}
export type KeptPaperRow = {
  id: string
  citizen_number: string
  kind: string
  title: string
  number: string | null
  issuer: string | null
  issued_on: string | null
  valid_until: string | null
  fields: Json<Record<string, string>>
  file: Json<UploadedFile>
  pages: number
  scan: string | null
  agency: string
  accepted_by: string
  position: string | null
  accepted_at: Date
  ended_at: Date | null
}

/** This block's own schema. */
export type DocumentTables = {
  'document.stored_file': { hash: string; name: string; size: number; media_type: string; at: Date }
  'document.letter_set': {
    letter_set: '2018' | '2025'
    valid_from: string
    account: string | null
    at: Date | null
  }
  'document.letter_wording': {
    letter_set: '2018' | '2025'
    kind: string
    valid_from: string
    wording: Json<object>
    account: string | null
    at: Date
  }
  'document.scan': ScanRow
  'document.scan_source': {
    scan: string
    seq: number
    hash: string
    name: string
    media_type: string
    pages: number | null
  }
  'document.scan_page': ScanPageRow
  'document.kept_paper': KeptPaperRow
}
