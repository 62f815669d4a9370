import { type Kysely, sql } from 'kysely'
import { Problem } from '../../kernel/problem.ts'
import { definitionHash } from './definition-hash.ts'
import { checkDefinition } from './model/check-definition.ts'
import { type Definition, Flow, type Pack } from './model/definition.ts'
import { applyVariant, expandPack } from './model/expand-pack.ts'
import { levelsOfEdition } from './model/online-level.ts'
import { recordLevels } from './online-levels.ts'
import type { ProcedureTables } from './tables.ts'

/** What a release brings: packs and the shared flows they name, as read from areas' folders. */
export type ShippedPacks = { packs: readonly unknown[]; flows: Readonly<Record<string, unknown>> }

/**
 * Loads the release's packs by the hash of their definition: one not yet known becomes a draft "from the release",
 * never over a published edition. `publish` puts the drafts of procedures that have no edition in force into force; one
 * that the publish check finds wrong stays a draft, and `refused` is told why.
 */
export async function loadPacks(
  trx: Kysely<any>,
  shipped: ShippedPacks,
  now: Date,
  publish: boolean,
  refused: (procedure: string, reasons: string[]) => void = () => undefined,
): Promise<number> {
  const tables = trx as Kysely<ProcedureTables>
  let added = 0
  await keepFlows(tables, shipped.flows)
  for (const raw of shipped.packs) {
    const { flow } = raw as { flow?: string }
    if (flow !== undefined && !shipped.flows[flow])
      throw new Error(`a shipped procedure names an unknown flow: ${flow}`)
    const { pack, definition } = expandPack(raw, flow === undefined ? undefined : shipped.flows[flow])
    const hash = definitionHash(definition)
    await tables
      .insertInto('procedure.procedure')
      .values({ code: pack.code })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const before = await tables
      .selectFrom('procedure.procedure_edition')
      .select(['number', 'hash', 'status'])
      .where('procedure', '=', pack.code)
      .execute()
    const known = before.find((each) => each.hash === hash)
    // What an official retired stays out of force.
    const wanted = publish && before.every((each) => each.status === 'draft')
    if (known && !(wanted && known.status === 'draft')) continue
    const wrong = wanted ? whatForbids(definition, pack) : []
    if (wrong.length > 0) refused(pack.code, wrong)
    const number = known?.number ?? Math.max(0, ...before.map((each) => each.number)) + 1
    await putDown(tables, {
      pack,
      definition,
      hash,
      number,
      publishedAt: wanted && wrong.length === 0 ? now : null,
    })
    if (known) continue
    added += 1
  }
  await recordMissingLevels(tables)
  return added
}

/** The online levels of editions in force that nobody has put down yet. */
async function recordMissingLevels(tables: Kysely<ProcedureTables>): Promise<void> {
  const rows = await tables
    .selectFrom('procedure.procedure_edition as e')
    .select(['e.procedure', 'e.valid_from', 'e.valid_to'])
    .select(sql<Definition['law']>`e.definition->'law'`.as('law'))
    .where('e.status', '=', 'published')
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('procedure.online_level as l')
            .select('l.procedure')
            .whereRef('l.procedure', '=', 'e.procedure'),
        ),
      ),
    )
    .orderBy('e.valid_from')
    .execute()
  await recordLevels(
    tables,
    rows.flatMap(({ procedure, law, valid_from, valid_to }) =>
      levelsOfEdition(law, valid_from, valid_to).map((period) => ({ procedure, ...period })),
    ),
  )
}

/** The release's flows, for drafts that begin with one. */
async function keepFlows(tables: Kysely<ProcedureTables>, flows: ShippedPacks['flows']): Promise<void> {
  const rows = Object.entries(flows).map(([key, flow]) => ({ key, flow: JSON.stringify(Flow.parse(flow)) }))
  if (rows.length === 0) return
  await tables
    .insertInto('procedure.shared_flow')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet((row) => ({ flow: row.ref('excluded.flow') })),
    )
    .execute()
}

type Edition = { pack: Pack; definition: Definition; hash: string; number: number; publishedAt: Date | null }

/** An edition from the release with the variants it ships; a draft put down before takes the status and variants of now. */
async function putDown(
  tables: Kysely<ProcedureTables>,
  { pack, definition, hash, number, publishedAt }: Edition,
): Promise<void> {
  const status = publishedAt ? 'published' : 'draft'
  const competent = {
    competent_kinds: pack.competent.kinds,
    competent_agencies: pack.competent.agencies,
  }
  await tables
    .insertInto('procedure.procedure_edition')
    .values({
      procedure: pack.code,
      number,
      status,
      definition: JSON.stringify(definition),
      hash,
      origin: 'release',
      valid_from: pack.validFrom,
      valid_to: null,
      published_at: publishedAt,
      ...competent,
      decision: null,
      published_by: null,
      retired: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['procedure', 'number'])
        .doUpdateSet({ status, published_at: publishedAt, ...competent }),
    )
    .execute()
  await tables
    .deleteFrom('procedure.procedure_variant')
    .where('procedure', '=', pack.code)
    .where('edition', '=', number)
    .execute()
  if (pack.variants.length === 0) return
  await tables
    .insertInto('procedure.procedure_variant')
    .values(
      pack.variants.map((variant) => ({
        procedure: pack.code,
        edition: number,
        agency: variant.agency,
        overrides: JSON.stringify(variant),
      })),
    )
    .execute()
}

/** Why this pack may not be put into force: errors of the publish check, and variants that would add to the procedure. */
function whatForbids(definition: Definition, pack: Pack): string[] {
  const found = checkDefinition(definition)
    .filter((finding) => finding.severity === 'error')
    .map((finding) => `${finding.place}: ${finding.message}`)
  for (const variant of pack.variants)
    try {
      applyVariant(definition, variant)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      found.push(`${variant.agency}: ${error.message}`)
    }
  return found
}
