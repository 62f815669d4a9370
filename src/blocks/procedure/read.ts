import type { Kysely } from 'kysely'
import { dayOf, formatDate as formatDay, parseDate } from '../../kernel/local-time.ts'
import { invalid, Problem } from '../../kernel/problem.ts'
import { formatDate } from '../../kernel/vietnamese.ts'
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
  /** Who decides: kinds of agency, and agencies by code. */
  competent: { kinds: string[]; agencies: string[] }
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
        competent: { kinds: row.competent_kinds, agencies: row.competent_agencies },
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
}

/** The edition in force of every procedure that has one on that day (`YYYY-MM-DD`). */
export function catalogue({ db, memory }: Reading, day: string): Promise<Map<string, CatalogueEntry>> {
  return memory.get(
    `procedure.catalogue:${day}`,
    async () => {
      const rows = await (db as Kysely<ProcedureTables>)
        .selectFrom('procedure.procedure_edition as e')
        .select(['e.procedure', 'e.number', 'e.valid_from', 'e.competent_kinds', 'e.competent_agencies'])
        // One that is retired holds until its last day.
        .where('e.status', '<>', 'draft')
        .where('e.valid_from', '<=', day)
        .where((where) => where.or([where('e.valid_to', 'is', null), where('e.valid_to', '>', day)]))
        .orderBy('e.procedure')
        .orderBy('e.valid_from')
        .orderBy('e.number')
        .execute()
      const entries: CatalogueEntry[] = []
      let read: Promise<Map<string, unknown>> | null = null
      const definitionOf = async (procedure: string, number: number) => {
        read ??= definitionsOf(db, rows)
        return Definition.parse((await read).get(`${procedure}:${number}`))
      }
      for (const row of rows)
        entries.push({
          code: row.procedure,
          edition: row.number,
          validFrom: row.valid_from,
          competentKinds: row.competent_kinds,
          competentAgencies: row.competent_agencies,
          // What is published never changes: read and checked once, however often the catalogue is.
          definition: await memory.get(
            `procedure.entry:${row.procedure}:${row.number}`,
            () => definitionOf(row.procedure, row.number),
            AN_HOUR,
          ),
        })
      return new Map(entries.map((entry) => [entry.code, entry]))
    },
    10_000,
  )
}

/** The definitions of these editions in one question, by `code:number`. */
async function definitionsOf(
  db: Kysely<any>,
  editions: readonly { procedure: string; number: number }[],
): Promise<Map<string, unknown>> {
  const rows = await (db as Kysely<ProcedureTables>)
    .selectFrom('procedure.procedure_edition')
    .select(['procedure', 'number', 'definition'])
    .where('procedure', 'in', [...new Set(editions.map((each) => each.procedure))])
    .where('status', '<>', 'draft')
    .execute()
  return new Map(rows.map((row) => [`${row.procedure}:${row.number}`, row.definition]))
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
  entry: Pick<CatalogueEntry, 'competentKinds' | 'competentAgencies'>,
  day: string,
): Promise<Agency[]> {
  const tree = await agencyTree(reading)
  const named = entry.competentAgencies.flatMap((code) => tree.successorOn(code, day) ?? [])
  const byKind = tree
    .all()
    .filter((agency) => entry.competentKinds.includes(agency.kind) && tree.inForce(agency.code, day))
  return [...new Map([...named, ...byKind].map((agency) => [agency.code, agency])).values()]
}

/** Whether this agency is one of them. */
export async function mayDecide(
  reading: Reading,
  entry: Pick<CatalogueEntry, 'competentKinds' | 'competentAgencies'>,
  agency: string,
  day: string,
): Promise<boolean> {
  const tree = await agencyTree(reading)
  const kind = tree.get(agency)?.kind
  if (kind !== undefined && entry.competentKinds.includes(kind)) return tree.inForce(agency, day)
  return entry.competentAgencies.some((code) => tree.successorOn(code, day)?.code === agency)
}

export function unknownProcedure(code: string): Problem {
  return new Problem(
    'procedure.not-found',
    404,
    `Không có thủ tục mã ${code} đang áp dụng. Hãy tìm theo tên thủ tục.`,
  )
}

/** The local day (`YYYY-MM-DD`) of a moment. */
export function localDay(now: Date): string {
  return formatDay(dayOf(now.getTime()))
}

/** What takes effect cannot take effect in the past. Errors: procedure.valid-from-past 422. */
export function requireAhead(day: string, now: Date, path: string): void {
  if (parseDate(day) === null || day < localDay(now))
    throw invalid(
      path,
      `Ngày ${formatDate(day)} đã qua. Hãy chọn hôm nay hoặc một ngày sau.`,
      'procedure.valid-from-past',
    )
}
