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
  'procedure.procedure_variant': { procedure: string; edition: number; agency: string; overrides: unknown }
}
