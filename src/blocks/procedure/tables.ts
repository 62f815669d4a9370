/** This block's own schema. */
export type ProcedureTables = {
  'procedure.procedure': { code: string; competent_kinds: string[]; competent_agencies: string[] }
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
  }
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
    imported_at: Date
  }
  'procedure.procedure_variant': { procedure: string; edition: number; agency: string; overrides: unknown }
}
