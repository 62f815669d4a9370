import { type Kysely, sql } from 'kysely'
import type { FileRef } from '../tables.ts'

export type PaperUse = {
  requirement: string
  how: 'digitised' | 'reused' | 'shared' | 'result'
  paper: string | null
  file: FileRef | null
  at: Date
}

/** How this dossier's papers came in digital form, oldest first. */
export async function paperUsesOf(trx: Kysely<any>, dossier: string): Promise<PaperUse[]> {
  const { rows } = await sql<PaperUse>`
    select requirement, how, paper, file, at from dossier.paper_use where dossier_id = ${dossier}::uuid order by id`.execute(
    trx,
  )
  return rows
}

/** Lays what was digitised after receipt over what was handed in with the moves. */
export function withAdded<Paper extends { files: FileRef[] }>(
  handed: ReadonlyMap<string, Paper>,
  uses: readonly PaperUse[],
  fresh: (file: FileRef) => Paper,
): Map<string, Paper> {
  const all = new Map(handed)
  for (const { requirement, file } of uses) {
    if (file === null) continue
    const before = all.get(requirement)
    if (before?.files.some((each) => each.hash === file.hash)) continue
    all.set(requirement, before ? { ...before, files: [...before.files, file] } : fresh(file))
  }
  return all
}
