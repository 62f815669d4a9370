/** This block's own schema. */
export type DocumentTables = {
  'document.stored_file': { hash: string; name: string; size: number; media_type: string; at: Date }
}
