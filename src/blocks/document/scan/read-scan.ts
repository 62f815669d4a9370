import { type Kysely, type Selectable, sql } from 'kysely'
import { formatInstant } from '../../../kernel/local-time.ts'
import { Problem } from '../../../kernel/problem.ts'
import { Hidden } from '../../../platform/access/hidden.ts'
import { type Actor, grantsOf } from '../../../platform/command/actor.ts'
import type { ScanRowView, ScanView } from '../model/scan.ts'
import type { DocumentTables, ScanRow } from '../tables.ts'

export type Scan = Selectable<ScanRow>

/** The agencies whose scans an officer works on: those their grant reaches. */
export function scanningAgencies(actor: Actor): string[] {
  return [...new Set(grantsOf(actor, 'scan.work').flatMap((grant) => grant.agency ?? []))]
}

/** A scan of an agency this officer works for. Errors: scan.not-found 404, also out of reach. */
export async function scanOf(trx: Kysely<any>, id: string, actor: Actor, lock = false): Promise<Scan> {
  let found = (trx as Kysely<DocumentTables>).selectFrom('document.scan').selectAll().where('id', '=', id)
  if (lock) found = found.forUpdate()
  const row = await found.executeTakeFirst()
  const text = 'Không có lượt số hóa này trong đơn vị của bạn.'
  if (!row) throw new Problem('scan.not-found', 404, text)
  if (!scanningAgencies(actor).includes(row.agency)) throw new Hidden('scan.not-found', 404, text)
  return row
}

/** Who is shown besides: the scan stands for the person until its paper lies in their store. */
export const subjectsOf = (row: Scan): string[] => [row.id, ...(row.paper ? [row.paper] : [])]

export function scanRowView(row: Scan): ScanRowView {
  return {
    id: row.id,
    title: row.title,
    status: row.status,
    problem: row.problem_code && row.problem ? { code: row.problem_code, text: row.problem } : null,
    pages: row.pages,
    done: row.done,
    createdAt: formatInstant(row.created_at.getTime()),
    changedAt: formatInstant(row.changed_at.getTime()),
  }
}

export async function scanView(trx: Kysely<any>, row: Scan): Promise<ScanView> {
  const sheets = await (trx as Kysely<DocumentTables>)
    .selectFrom('document.scan_page')
    .select([
      'number',
      'width',
      'height',
      'dpi',
      'turned',
      'angle',
      'cropped',
      'words',
      'confidence',
      'engine',
    ])
    .where('scan', '=', row.id)
    .orderBy('number')
    .execute()
  return {
    ...scanRowView(row),
    citizenNumber: row.citizen_number,
    kind: row.kind,
    fields: row.fields,
    code: row.code,
    file: row.file,
    paper: row.paper,
    sheets,
  }
}

/** Sets a scan's state; what failed before is forgotten unless told. */
export async function setScan(
  trx: Kysely<any>,
  id: string,
  status: Scan['status'],
  now: Date,
  problem: { code: string; text: string } | null = null,
): Promise<void> {
  await sql`
    update document.scan set status = ${status}, problem_code = ${problem?.code ?? null}, problem = ${problem?.text ?? null},
      lease_until = null, changed_at = ${now} where id = ${id}::uuid`.execute(trx)
}
