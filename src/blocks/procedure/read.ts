import type { Kysely } from 'kysely'
import { Problem } from '../../kernel/problem.ts'
import { plain } from '../../kernel/vietnamese.ts'
import type { Memory } from '../../platform/command/memory.ts'
import { type Agency, agencyTree } from '../organisation/index.ts'
import { Definition, type Variant, Variant as VariantSchema } from './model/definition.ts'
import { applyVariant } from './model/expand-pack.ts'
import type { ProcedureTables } from './tables.ts'

type Reading = { db: Kysely<any>; memory: Memory }
/** Published editions never change; an hour only bounds what a process remembers. */
const AN_HOUR = 3_600_000

export type Edition = {
  procedure: string
  number: number
  validFrom: string
  definition: Definition
  variants: Variant[]
}

/** One edition with its variants. Errors: procedure.not-found 404. */
export function edition({ db, memory }: Reading, procedure: string, number: number): Promise<Edition> {
  return memory.get(
    `procedure.edition:${procedure}:${number}`,
    async () => {
      const tables = db as Kysely<ProcedureTables>
      const row = await tables
        .selectFrom('procedure.procedure_edition')
        .selectAll()
        .where('procedure', '=', procedure)
        .where('number', '=', number)
        .executeTakeFirst()
      if (!row) throw unknownProcedure(procedure)
      const variants = await tables
        .selectFrom('procedure.procedure_variant')
        .select('overrides')
        .where('procedure', '=', procedure)
        .where('edition', '=', number)
        .execute()
      return {
        procedure,
        number,
        validFrom: row.valid_from,
        definition: Definition.parse(row.definition),
        variants: variants.map((each) => VariantSchema.parse(each.overrides)),
      }
    },
    AN_HOUR,
  )
}

/** The definition as it binds one agency: the edition with that agency's variant, if it has one. */
export async function definitionFor(
  reading: Reading,
  procedure: string,
  number: number,
  agency: string,
): Promise<Definition> {
  return reading.memory.get(
    `procedure.effective:${procedure}:${number}:${agency}`,
    async () => {
      const { definition, variants } = await edition(reading, procedure, number)
      const variant = variants.find((each) => each.agency === agency)
      return variant ? applyVariant(definition, variant) : definition
    },
    AN_HOUR,
  )
}

export type CatalogueEntry = {
  code: string
  edition: number
  validFrom: string
  definition: Definition
  competentKinds: string[]
  competentAgencies: string[]
  /** Title, keywords, field and code without diacritics, for search. */
  search: string
  titleSearch: string
}

/** The edition in force of every procedure that has one on that day (`YYYY-MM-DD`). */
export function catalogue({ db, memory }: Reading, day: string): Promise<Map<string, CatalogueEntry>> {
  return memory.get(
    `procedure.catalogue:${day}`,
    async () => {
      const rows = await (db as Kysely<ProcedureTables>)
        .selectFrom('procedure.procedure_edition as e')
        .innerJoin('procedure.procedure as p', 'p.code', 'e.procedure')
        .selectAll()
        .where('e.status', '=', 'published')
        .where('e.valid_from', '<=', day)
        .where((where) => where.or([where('e.valid_to', 'is', null), where('e.valid_to', '>', day)]))
        .orderBy('e.procedure')
        .orderBy('e.number')
        .execute()
      const entries: CatalogueEntry[] = []
      for (const row of rows)
        entries.push({
          code: row.procedure,
          edition: row.number,
          validFrom: row.valid_from,
          competentKinds: row.competent_kinds,
          competentAgencies: row.competent_agencies,
          // What is published never changes: read and checked once, however often the catalogue is.
          ...(await memory.get(
            `procedure.entry:${row.procedure}:${row.number}`,
            async () => readable(row.code, Definition.parse(row.definition)),
            AN_HOUR,
          )),
        })
      return new Map(entries.map((entry) => [entry.code, entry]))
    },
    10_000,
  )
}

function readable(code: string, definition: Definition) {
  const { title, keywords, field } = definition
  const words = [title.vi, title.en ?? '', ...keywords, field, code]
  return { definition, search: plain(words.join(' ')), titleSearch: plain(title.vi) }
}

/** The edition in force of one procedure. Errors: procedure.not-found 404. */
export async function editionInForce(reading: Reading, code: string, day: string): Promise<CatalogueEntry> {
  const entry = (await catalogue(reading, day)).get(code)
  if (!entry) throw unknownProcedure(code)
  return entry
}

/** Agencies in force that may decide it. */
export async function competentAgencies(
  reading: Reading,
  entry: CatalogueEntry,
  day: string,
): Promise<Agency[]> {
  const tree = await agencyTree(reading)
  const named = entry.competentAgencies.flatMap((code) => tree.successorOn(code, day) ?? [])
  const byKind = tree
    .all()
    .filter((agency) => entry.competentKinds.includes(agency.kind) && tree.inForce(agency.code, day))
  return [...new Map([...named, ...byKind].map((agency) => [agency.code, agency])).values()]
}

export function unknownProcedure(code: string): Problem {
  return new Problem(
    'procedure.not-found',
    404,
    `Không có thủ tục mã ${code} đang áp dụng. Hãy tìm theo tên thủ tục.`,
  )
}
