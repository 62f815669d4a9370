import type { Kysely } from 'kysely'
import { plain } from '../../kernel/vietnamese.ts'
import type { Memory } from '../../platform/command/memory.ts'
import type { ProcedureRow } from './contract.ts'
import { termText } from './model/term-text.ts'
import { type CatalogueEntry, catalogue } from './read.ts'
import type { ProcedureTables } from './tables.ts'

type Reading = { db: Kysely<any>; memory: Memory }

/** One procedure as a search sees it: its row, its words (a space at both ends), who may decide it. */
export type Findable = {
  row: ProcedureRow
  words: string
  titleWords: string
  kinds: readonly string[]
  agencies: readonly string[]
}
export type FindableProcedures = { all: readonly Findable[]; fields: readonly string[] }

const IMPORTED_MS = 60_000
const JOINED_MS = 10_000
const vietnamese = new Intl.Collator('vi')

/** Everything a search may answer on a day: editions in force, then what only the national catalogue tells of. */
export function findableProcedures(reading: Reading, day: string): Promise<FindableProcedures> {
  return reading.memory.get(
    `procedure.findable:${day}`,
    async () => {
      const editions = await catalogue(reading, day)
      const all = [
        ...[...editions.values()].map(ofEdition),
        ...(await informationRows(reading)).filter((each) => !editions.has(each.row.code)),
      ]
      const fields = [...new Set(all.map((each) => each.row.field))].sort(vietnamese.compare)
      return { all, fields }
    },
    JOINED_MS,
  )
}

function ofEdition(entry: CatalogueEntry): Findable {
  const { definition } = entry
  return {
    row: {
      code: entry.code,
      title: definition.title,
      field: definition.field,
      onlineLevel: definition.law.onlineLevel,
      term: termText(definition.clock),
      lifeEvents: definition.lifeEvents,
      offered: true,
    },
    words: wordsOf(entry.search),
    titleWords: wordsOf(entry.titleSearch),
    kinds: entry.competentKinds,
    agencies: entry.competentAgencies,
  }
}

/** Without the records themselves: five thousand of them weigh twenty times their titles. */
function informationRows({ db, memory }: Reading): Promise<Findable[]> {
  return memory.get(
    'procedure.information',
    async () => {
      const rows = await (db as Kysely<ProcedureTables>)
        .selectFrom('procedure.catalogue_entry')
        .select(['code', 'title', 'field', 'level', 'term', 'search', 'title_search'])
        .orderBy('code')
        .execute()
      return rows.map((row) => ({
        row: {
          code: row.code,
          title: { vi: row.title },
          field: row.field,
          onlineLevel: 'information' as const,
          term: row.term
            ? { vi: row.term }
            : { vi: 'Thời hạn theo từng trường hợp', en: 'Term depends on the case' },
          lifeEvents: [],
          offered: false,
        },
        words: row.search,
        titleWords: row.title_search,
        kinds: kindsOf(row.level),
        agencies: [],
      }))
    },
    IMPORTED_MS,
  )
}

/** The catalogue names levels, not agencies: every commune works at "Cấp xã", every district did at "Cấp huyện". */
function kindsOf(level: string): string[] {
  const said = plain(level)
  return [said.includes('cap xa') ? 'commune' : '', said.includes('cap huyen') ? 'district' : ''].filter(
    Boolean,
  )
}

function wordsOf(text: string): string {
  return ` ${text
    .split(/[^a-z0-9.]+/)
    .filter(Boolean)
    .join(' ')} `
}
