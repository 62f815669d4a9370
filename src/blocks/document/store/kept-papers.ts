import type { Kysely, Selectable } from 'kysely'
import { formatInstant } from '../../../kernel/local-time.ts'
import type { Memory } from '../../../platform/command/memory.ts'
import { agencyTree, formerSeats, seats } from '../../organisation/index.ts'
import type { UploadedFile } from '../contract.ts'
import type { KeptPaperView } from '../model/kept-paper.ts'
import { kindNameOf } from '../model/paper-kinds.ts'
import type { DocumentTables, KeptPaperRow } from '../tables.ts'

/** What another block needs of a stored paper to put it into a dossier. */
export type KeptPaper = {
  id: string
  citizenNumber: string
  kind: string
  title: string
  validUntil: string | null
  file: UploadedFile
}

/** The papers of these ids that are still in the store. */
export async function keptPapersById(
  trx: Kysely<any>,
  ids: readonly string[],
): Promise<Map<string, KeptPaper>> {
  if (ids.length === 0) return new Map()
  const rows = await (trx as Kysely<DocumentTables>)
    .selectFrom('document.kept_paper')
    .selectAll()
    .where('id', 'in', [...ids])
    .where('ended_at', 'is', null)
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        citizenNumber: row.citizen_number,
        kind: row.kind,
        title: row.title,
        validUntil: row.valid_until,
        file: row.file,
      },
    ]),
  )
}

/** Ids of every paper ever kept for this number: whose readings the citizen may know of. */
export async function keptPaperIds(trx: Kysely<any>, citizenNumber: string): Promise<string[]> {
  const rows = await (trx as Kysely<DocumentTables>)
    .selectFrom('document.kept_paper')
    .select('id')
    .where('citizen_number', '=', citizenNumber)
    .execute()
  return rows.map(({ id }) => id)
}

/** Is this content a paper of somebody's store, whatever becomes of the dossier it came with? */
export async function isKept(trx: Kysely<any>, hash: string): Promise<boolean> {
  const row = await (trx as Kysely<DocumentTables>)
    .selectFrom('document.kept_paper')
    .select('id')
    .where((eb) => eb(eb.ref('file', '->>').key('hash'), '=', hash))
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** A citizen's papers in the store, newest first; of one kind when it is named. */
export function keptPapersOf(
  trx: Kysely<any>,
  citizenNumber: string,
  kind?: string,
): Promise<Selectable<KeptPaperRow>[]> {
  let found = (trx as Kysely<DocumentTables>)
    .selectFrom('document.kept_paper')
    .selectAll()
    .where('citizen_number', '=', citizenNumber)
    .where('ended_at', 'is', null)
    .orderBy('accepted_at', 'desc')
    .orderBy('id')
    .limit(200)
  if (kind !== undefined) found = found.where('kind', '=', kind)
  return found.execute()
}

export async function keptPaperViews(
  reading: { db: Kysely<any>; memory: Memory },
  rows: readonly Selectable<KeptPaperRow>[],
  day: string,
): Promise<KeptPaperView[]> {
  const tree = await agencyTree(reading)
  const [present, former] = await Promise.all([seats(reading, day), formerSeats(reading, day)])
  const titleOf = (position: string) => (present.get(position) ?? former.get(position))?.title ?? null
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    kindName: kindNameOf(row.kind),
    title: row.title,
    number: row.number,
    issuer: row.issuer,
    issuedOn: row.issued_on,
    validUntil: row.valid_until,
    valid: row.valid_until === null || row.valid_until >= day,
    pages: row.pages,
    file: row.file,
    acceptedAt: formatInstant(row.accepted_at.getTime()),
    acceptedBy: { agency: tree.nameOf(row.agency), title: row.position ? titleOf(row.position) : null },
  }))
}
