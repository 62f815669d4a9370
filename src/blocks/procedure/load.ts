import type { Kysely } from 'kysely'
import { Problem } from '../../kernel/problem.ts'
import { definitionHash } from './definition-hash.ts'
import { checkDefinition } from './model/check-definition.ts'
import type { Definition, Pack } from './model/definition.ts'
import { applyVariant, expandPack } from './model/expand-pack.ts'
import type { ProcedureTables } from './tables.ts'

/** What a release brings: packs and the shared flows they name, as read from areas' folders. */
export type ShippedPacks = { packs: readonly unknown[]; flows: Readonly<Record<string, unknown>> }

/**
 * Loads the release's packs by the hash of their definition: one not yet known becomes a draft "from the release",
 * never over a published edition. `publish` puts the drafts of procedures that have no edition in force into force; one
 * that the publish check finds wrong stays a draft, and `refused` is told why.
 */
export async function loadPacks(
  sql: Kysely<any>,
  shipped: ShippedPacks,
  now: Date,
  publish: boolean,
  refused: (procedure: string, reasons: string[]) => void = () => undefined,
): Promise<number> {
  const tables = sql as Kysely<ProcedureTables>
  let added = 0
  for (const raw of shipped.packs) {
    const { flow } = raw as { flow: string }
    if (!shipped.flows[flow]) throw new Error(`a shipped procedure names an unknown flow: ${flow}`)
    const { pack, definition } = expandPack(raw, shipped.flows[flow])
    const hash = definitionHash(definition)
    await tables
      .insertInto('procedure.procedure')
      .values({
        code: pack.code,
        competent_kinds: pack.competent.kinds,
        competent_agencies: pack.competent.agencies,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const before = await tables
      .selectFrom('procedure.procedure_edition')
      .select(['number', 'hash', 'status'])
      .where('procedure', '=', pack.code)
      .execute()
    const known = before.find((each) => each.hash === hash)
    const wanted = publish && !before.some((each) => each.status === 'published')
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
  return added
}

type Edition = { pack: Pack; definition: Definition; hash: string; number: number; publishedAt: Date | null }

/** An edition from the release with the variants it ships; a draft put down before takes the status and variants of now. */
async function putDown(
  tables: Kysely<ProcedureTables>,
  { pack, definition, hash, number, publishedAt }: Edition,
): Promise<void> {
  const status = publishedAt ? 'published' : 'draft'
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
    })
    .onConflict((conflict) =>
      conflict.columns(['procedure', 'number']).doUpdateSet({ status, published_at: publishedAt }),
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
