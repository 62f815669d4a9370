import { type Kysely, sql } from 'kysely'
import { Problem } from '../../kernel/problem.ts'
import { Hidden } from '../../platform/access/hidden.ts'
import type { Actor } from '../../platform/command/actor.ts'
import { sha256 } from '../../platform/command/canonical.ts'
import type { Memory } from '../../platform/command/memory.ts'
import { agencyTree, isOpenedBy } from '../organisation/index.ts'
import { reachOf, within } from './policy.ts'
import { localDay } from './seat.ts'
import type { DossierRecord, DossierTables, FileRef, MoveRow } from './tables.ts'

/** The same words for a code that does not exist and for one that is not theirs to see. */
export function notFound(code: string): Problem {
  return new Problem(
    'dossier.not-found',
    404,
    `Không có hồ sơ mã ${code.slice(0, 40)} trong phạm vi của bạn. Kiểm tra lại mã trên giấy hẹn.`,
  )
}

/** It exists but is not theirs to see: told as not found, kept in the audit as a refusal. */
export function outOfReach(code: string): Problem {
  const { code: name, status, message } = notFound(code)
  return new Hidden(name, status, message)
}

/** Is this somebody's own dossier, read from no office? They see what an applicant may. */
export function isTheApplicants(actor: Actor, row: Pick<DossierRecord, 'applicant_account'>): boolean {
  return actor.agency === null && row.applicant_account !== null && row.applicant_account === actor.account
}

/** Locks a dossier for a move. Errors: dossier.not-found. */
export async function lockDossier(trx: Kysely<any>, code: string): Promise<DossierRecord> {
  const { rows } = await sql<DossierRecord>`
    select * from dossier.dossier where code = ${code} for update`.execute(trx)
  const [row] = rows
  if (!row) throw notFound(code)
  return row
}

/** Finds a dossier that this actor may see by `permission`, or has opened in an emergency. Errors: dossier.not-found. */
export async function readableDossier(
  reading: { sql: Kysely<any>; db: Kysely<any>; memory: Memory; now: Date },
  code: string,
  actor: Actor,
  permission: string,
): Promise<DossierRecord> {
  const row = await (reading.sql as Kysely<DossierTables>)
    .selectFrom('dossier.dossier')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirst()
  if (!row) throw notFound(code)
  const reach = reachOf(actor, permission, await agencyTree(reading), localDay(reading.now))
  if (within.check(row, reach)) return row
  const { account } = actor
  const opened = account !== null && (await isOpenedBy(reading.sql, account, permission, row.id, reading.now))
  if (!opened) throw outOfReach(code)
  return row
}

export async function movesOf(trx: Kysely<any>, dossierId: string): Promise<MoveRow[]> {
  return (trx as Kysely<DossierTables>)
    .selectFrom('dossier.dossier_move')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .orderBy('seq')
    .execute()
}

export type Contents = {
  /** What each move carried, by seq; an erased one is absent. */
  bySeq: Map<number, Record<string, any>>
  applicant: Record<string, any> | null
  answers: Record<string, unknown>
  documents: Map<string, { form: string; copies: number; files: FileRef[] }>
}

/** Everything people wrote and handed in, with later corrections laid over what came first. */
export async function contentsOf(trx: Kysely<any>, dossierId: string): Promise<Contents> {
  const tables = trx as Kysely<DossierTables>
  const answered = await tables
    .selectFrom('dossier.dossier_answer')
    .select(['seq', 'content'])
    .where('dossier_id', '=', dossierId)
    .orderBy('seq')
    .execute()
  const papers = await tables
    .selectFrom('dossier.dossier_document')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .orderBy('seq')
    .execute()
  const bySeq = new Map(answered.map((row) => [row.seq, row.content]))
  const answers = Object.assign({}, ...answered.map((row) => row.content.answers ?? {}))
  const documents = new Map(
    papers.map((row) => [row.key, { form: row.form, copies: row.copies, files: row.files }]),
  )
  return { bySeq, applicant: bySeq.get(0)?.applicant ?? null, answers, documents }
}

/** Is this the receipt's own secret? Only it lets somebody act as the applicant: four digits can be tried out. */
export function hasSecret(row: Pick<DossierRecord, 'check_secret'>, check: string): boolean {
  return check.length >= 16 && sha256(check).equals(sha256(row.check_secret))
}

/** Is this the receipt's secret, or the last four of the phone or citizen number? Constant in what it tells. */
export function mayPass(row: DossierRecord, contents: Contents, check: string): boolean {
  if (check.length >= 16) return hasSecret(row, check)
  if (!/^\d{4}$/.test(check)) return false
  const { citizenNumber, phone } = contents.applicant ?? {}
  return [citizenNumber, phone].some(
    (number) => typeof number === 'string' && number.replace(/\D/g, '').endsWith(check),
  )
}
