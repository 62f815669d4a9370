import { type Kysely, sql } from 'kysely'
import { Problem } from '../../kernel/problem.ts'
import type { DraftContent } from './contract.ts'
import { definitionHash } from './definition-hash.ts'
import type { Definition, Variant } from './model/definition.ts'
import { levelsOfEdition } from './model/online-level.ts'
import { enter, type Span } from './model/validity.ts'
import { recordLevels } from './online-levels.ts'
import type { Doer, ProcedureTables } from './tables.ts'

export type EditionRecord = ProcedureTables['procedure.procedure_edition']

/** Every edition of a procedure, oldest first. */
export function editionsOf(db: Kysely<any>, code: string) {
  return (db as Kysely<ProcedureTables>)
    .selectFrom('procedure.procedure_edition')
    .select([
      'number',
      'status',
      'origin',
      'valid_from',
      'valid_to',
      'published_at',
      'published_by',
      'decision',
      'retired',
    ])
    .select(sql<string | null>`definition->'law'->>'decision'`.as('law_decision'))
    .select(sql<string | null>`definition->'law'->>'decisionDate'`.as('law_date'))
    .where('procedure', '=', code)
    .orderBy('number')
    .execute()
}

/** The days of those that are or were published. */
export function spansOf(rows: Awaited<ReturnType<typeof editionsOf>>): Span[] {
  return rows
    .filter((row) => row.status !== 'draft')
    .map((row) => ({
      number: row.number,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      retired: row.retired !== null,
    }))
}

/** Holds the procedure for this transaction: two people publishing wait for each other. */
export async function lockProcedure(trx: Kysely<any>, code: string): Promise<void> {
  const tables = trx as Kysely<ProcedureTables>
  await tables
    .insertInto('procedure.procedure')
    .values({ code })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tables.selectFrom('procedure.procedure').selectAll().where('code', '=', code).forUpdate().execute()
}

export type ReadyEdition = {
  definition: Definition
  variants: Variant[]
  competent: DraftContent['competent']
}
export type Publication = {
  validFrom: string
  decision: { number: string; date: string }
  by: Doer
  now: Date
}

/** Puts the next edition down and gives it its days among the others. Only within `lockProcedure`. */
export async function addEdition(
  trx: Kysely<any>,
  code: string,
  { definition, variants, competent }: ReadyEdition,
  { validFrom, decision, by, now }: Publication,
): Promise<number> {
  const tables = trx as Kysely<ProcedureTables>
  const before = await editionsOf(trx, code)
  const number = Math.max(0, ...before.map((each) => each.number)) + 1
  const { validTo, ended } = enter(spansOf(before), validFrom)
  if (ended.length > 0)
    await tables
      .updateTable('procedure.procedure_edition')
      .set({ valid_to: validFrom })
      .where('procedure', '=', code)
      .where('number', 'in', ended)
      .execute()
  await tables
    .insertInto('procedure.procedure_edition')
    .values({
      procedure: code,
      number,
      status: 'published',
      definition: JSON.stringify(definition),
      hash: definitionHash(definition),
      origin: 'official',
      valid_from: validFrom,
      valid_to: validTo,
      published_at: now,
      competent_kinds: competent.kinds,
      competent_agencies: competent.agencies,
      decision: JSON.stringify(decision) as never,
      published_by: JSON.stringify(by) as never,
      retired: null,
    })
    .execute()
  if (variants.length > 0)
    await tables
      .insertInto('procedure.procedure_variant')
      .values(
        variants.map((variant) => ({
          procedure: code,
          edition: number,
          agency: variant.agency,
          overrides: JSON.stringify(variant),
        })),
      )
      .execute()
  await recordLevels(
    trx,
    levelsOfEdition(definition.law, validFrom, validTo).map((period) => ({ procedure: code, ...period })),
  )
  return number
}

/** An edition of any status with what it says, for a draft, a comparison or a file. Null when there is none. */
export async function contentOfEdition(
  db: Kysely<any>,
  code: string,
  number: number,
): Promise<{ status: EditionRecord['status']; validFrom: string; content: DraftContent } | null> {
  const tables = db as Kysely<ProcedureTables>
  const row = await tables
    .selectFrom('procedure.procedure_edition')
    .selectAll()
    .where('procedure', '=', code)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!row) return null
  const variants = await tables
    .selectFrom('procedure.procedure_variant')
    .select('overrides')
    .where('procedure', '=', code)
    .where('edition', '=', number)
    .orderBy('agency')
    .execute()
  return {
    status: row.status,
    validFrom: row.valid_from,
    content: {
      competent: { kinds: row.competent_kinds, agencies: row.competent_agencies },
      definition: row.definition as DraftContent['definition'],
      variants: variants.map((each) => each.overrides as DraftContent['variants'][number]),
    },
  }
}

export function unknownEdition(code: string, number?: number): Problem {
  const which = number === undefined ? 'phiên bản nào' : `phiên bản ${number}`
  return new Problem(
    'procedure.edition-not-found',
    404,
    `Thủ tục ${code} chưa có ${which} ở đây. Hãy chọn phiên bản khác hoặc bắt đầu từ bản trống.`,
  )
}
