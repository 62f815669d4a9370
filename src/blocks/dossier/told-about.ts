import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { formatInstant, parseInstant } from '../../kernel/local-time.ts'
import { invalid } from '../../kernel/problem.ts'
import type { Context } from '../../platform/command/declare.ts'
import { bindingDefinition } from './binding.ts'
import { requireCheck } from './check.ts'
import { contentsOf, movesOf, notFound } from './read.ts'
import type { DossierRecord, DossierTables } from './tables.ts'

/** What somebody who shows a right to a dossier may say something about: rate it, complain of a step. */
export type ToldAbout = {
  id: string
  code: string
  procedure: string
  agency: string
  desk: string
  seat: string | null
  status: number
  finishedAt: Date | null
  /** Stops a second answer without naming the dossier: only who holds the receipt's secret can make it. */
  key: Buffer
}

/**
 * The dossier of a code, for its applicant: signed in, by the receipt's secret, or by the last four digits.
 * Errors: dossier.not-found (the same for an unknown code and a wrong check), request.too-many 429.
 */
export async function dossierToldAbout(
  context: Context<unknown>,
  code: string,
  check: string | undefined,
): Promise<ToldAbout> {
  const row = await (context.sql as Kysely<DossierTables>)
    .selectFrom('dossier.dossier')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirst()
  if (!row) throw notFound(code)
  const own = row.applicant_account !== null && row.applicant_account === context.actor.account
  if (!own) await requireCheck(context, row, await contentsOf(context.sql, row.id), check ?? '')
  context.subjects.add(row.id)
  return {
    id: row.id,
    code: row.code,
    procedure: row.procedure,
    agency: row.agency,
    desk: row.return_desk,
    seat: row.assignee,
    status: row.status,
    finishedAt: row.finished_at,
    key: createHash('sha256').update(`survey:${row.id}:${row.check_secret}`).digest(),
  }
}

/** One step of a dossier as its applicant was told it. */
type ToldStep = { seq: number; name: string; at: Date; agency: string | null }

/** The step that began at this instant. Errors: request.invalid naming `step`. */
export async function stepToldAt(
  context: Context<unknown>,
  about: ToldAbout,
  instant: string,
): Promise<ToldStep> {
  const moment = parseInstant(instant)
  const shown = moment === null ? null : formatInstant(moment)
  const move = (await movesOf(context.sql, about.id)).find(
    (each) => formatInstant(each.at.getTime()) === shown,
  )
  if (!move) throw invalid('step', 'Hồ sơ không có bước vào lúc này. Chọn lại một bước trong danh sách.')
  const row = await (context.sql as Kysely<DossierTables>)
    .selectFrom('dossier.dossier')
    .selectAll()
    .where('id', '=', about.id)
    .executeTakeFirstOrThrow()
  const definition = await bindingDefinition(context, row as DossierRecord)
  const state = definition.states.find((each) => each.key === move.to_state)
  return {
    seq: move.seq,
    name: state?.citizenText.vi ?? move.to_state,
    at: move.at,
    agency: move.agency,
  }
}
