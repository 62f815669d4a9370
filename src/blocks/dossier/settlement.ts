import type { Kysely } from 'kysely'
import type { Context } from '../../platform/command/declare.ts'
import type { Definition, Move } from '../procedure/model/definition.ts'
import { bindingDefinition } from './binding.ts'
import { requireCheck } from './check.ts'
import { PERMISSIONS } from './contract.ts'
import { lockInherited } from './inherit.ts'
import { contentsOf, hasSecret, notFound, readableDossier } from './read.ts'
import type { DossierRecord, DossierTables } from './tables.ts'
import { moveAnswer, takeMove } from './take-move.ts'

/** National codes of dossiers that end without being decided. */
const ENDED = [3, 7, 8]

/** What whoever takes payments may know of a dossier. */
export type Payable = {
  id: string
  code: string
  procedure: string
  edition: number
  agency: string
  desk: string
  definition: Definition
  answers: Record<string, unknown>
  /** Null once retention has taken it away. */
  applicant: Record<string, any> | null
  /** Refused at intake, withdrawn or stopped: nothing is owed for it any more. */
  ended: boolean
  /** The dossier waits for the money: its clock stands still until it comes. */
  waits: boolean
  /** The receipt's secret, for links; only for whoever has shown a right to the whole dossier. */
  secret: string
}

/**
 * The dossier that is to be paid: for an officer whom `permission` reaches, the signed-in applicant, or whoever has the
 * receipt's secret or last four digits. Errors: dossier.not-found, request.too-many 429.
 */
export async function payableDossier(
  context: Context<unknown>,
  code: string,
  check: string | undefined,
  permission: string = PERMISSIONS.read,
): Promise<Payable> {
  const { sql, db, memory, actor, now } = context
  if (!check) {
    const row = await readableDossier({ sql, db, memory, now }, code, actor, permission)
    return payable(context, row, await contentsOf(sql, row.id))
  }
  const row = await byCode(sql, code)
  const contents = await contentsOf(sql, row.id)
  if (!hasSecret(row, check)) await requireCheck(context, row, contents, check)
  return payable(context, row, contents)
}

type Moved = ReturnType<typeof moveAnswer>

/** The same by its id, for what an outside system tells: no right of a person's is asked. Errors: dossier.not-found. */
export async function payableById(context: Context<unknown>, id: string): Promise<Payable> {
  const row = await (context.sql as Kysely<DossierTables>)
    .selectFrom('dossier.dossier')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound(id)
  return payable(context, row, await contentsOf(context.sql, row.id))
}

async function byCode(trx: Kysely<any>, code: string): Promise<DossierRecord> {
  const row = await (trx as Kysely<DossierTables>)
    .selectFrom('dossier.dossier')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirst()
  if (!row) throw notFound(code)
  return row
}

async function payable(
  context: Context<unknown>,
  row: DossierRecord,
  { answers, applicant }: Awaited<ReturnType<typeof contentsOf>>,
): Promise<Payable> {
  context.subjects.add(row.id)
  const definition = await bindingDefinition(context, row)
  return {
    id: row.id,
    code: row.code,
    procedure: row.procedure,
    edition: row.edition,
    agency: row.agency,
    desk: row.desk,
    definition,
    answers,
    applicant,
    ended: ENDED.includes(row.status),
    waits: confirming(definition, row.state) !== undefined,
    secret: row.check_secret,
  }
}

const confirming = (definition: Definition, state: string): Move | undefined =>
  definition.moves.find((each) => each.kind === 'confirmPayment' && each.from.includes(state))

/**
 * Writes down that a dossier's fees are paid; one that stands waiting for them goes on, its clock with it. Whoever calls
 * has made sure of the money. The dossier is locked first. Answers the move it made, if any. Errors: those of takeMove.
 */
export async function settle(context: Context<unknown>, code: string, amount: number): Promise<Moved | null> {
  const row = await lockInherited(context, code)
  const definition = await bindingDefinition(context, row)
  const arrow = confirming(definition, row.state)
  let moved: Moved | null = null
  if (arrow) {
    const role = context.actor.kind === 'person' ? 'cashier' : 'system'
    const part = arrow.who.includes(role) ? role : arrow.who[0]!
    const taken = await takeMove(context, row, { move: arrow.key, paidAmount: amount }, [part])
    moved = moveAnswer(row, taken)
  }
  await recordSettlement(context.sql, row.id, amount, context.now)
  return moved
}

async function recordSettlement(trx: Kysely<any>, id: string, amount: number, at: Date): Promise<void> {
  await (trx as Kysely<DossierTables>)
    .insertInto('dossier.settlement')
    .values({ dossier_id: id, amount, at })
    .onConflict((conflict) => conflict.column('dossier_id').doUpdateSet({ amount, at }))
    .execute()
}

/** The money was given back. */
export async function unsettle(trx: Kysely<any>, id: string): Promise<void> {
  await (trx as Kysely<DossierTables>).deleteFrom('dossier.settlement').where('dossier_id', '=', id).execute()
}

/** From when on an agency and those below it collect, or no longer do. */
export async function setCollection(
  trx: Kysely<any>,
  rule: { agency: string; from: Date; collects: boolean },
): Promise<void> {
  await (trx as Kysely<DossierTables>)
    .insertInto('dossier.collection_rule')
    .values({ agency: rule.agency, valid_from: rule.from, collects: rule.collects })
    .onConflict((conflict) =>
      conflict.columns(['agency', 'valid_from']).doUpdateSet({ collects: rule.collects }),
    )
    .execute()
}
