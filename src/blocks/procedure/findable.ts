import { type Kysely, sql } from 'kysely'
import { plain } from '../../kernel/vietnamese.ts'
import type { Memory } from '../../platform/command/memory.ts'
import type { ProcedureRow } from './contract.ts'
import { lifeEventsOf } from './model/proposal/life-events.ts'
import { type Searched, SearchIndex } from './model/search-index.ts'
import { termText } from './model/term-text.ts'
import { type CatalogueEntry, catalogue } from './read.ts'
import type { ProcedureTables } from './tables.ts'

type Reading = { db: Kysely<any>; memory: Memory }

/** One procedure as a search sees it: its row and who may decide it. */
export type Findable = {
  row: ProcedureRow
  kinds: readonly string[]
  agencies: readonly string[]
  /** Whom the national catalogue names, without diacritics, a space at both ends. */
  named: string
}
export type FindableProcedures = {
  all: readonly Findable[]
  fields: readonly string[]
  index: SearchIndex
}

const IMPORTED_MS = 60_000
const AN_HOUR = 3_600_000
const JOINED_MS = 10_000
const vietnamese = new Intl.Collator('vi')

type Told = { findable: Findable; searched: Searched }
type Sources = { editions: Map<string, CatalogueEntry>; told: readonly Told[] }

/** What was indexed of the imported rows last: as long as neither they nor the editions change, it is not done again. */
const indexed = new WeakMap<readonly Told[], { signature: string; made: FindableProcedures }>()

/** Everything a search may answer on a day: editions in force, then what only the national catalogue tells of. */
export function findableProcedures(reading: Reading, day: string): Promise<FindableProcedures> {
  return reading.memory.get(
    `procedure.findable:${day}`,
    async () => {
      const sources = { editions: await catalogue(reading, day), told: await informationRows(reading) }
      const signature = [...sources.editions.values()].map((each) => `${each.code}:${each.edition}`).join()
      const before = indexed.get(sources.told)
      if (before?.signature === signature) return before.made
      const made = joined(sources)
      indexed.set(sources.told, { signature, made })
      return made
    },
    JOINED_MS,
  )
}

function joined({ editions, told }: Sources): FindableProcedures {
  const all = [
    ...[...editions.values()].map(ofEdition),
    ...told.filter(({ findable }) => !editions.has(findable.row.code)),
  ]
  return {
    all: all.map((each) => each.findable),
    fields: [...new Set(all.map((each) => each.findable.row.field))].sort(vietnamese.compare),
    index: new SearchIndex(all.map((each) => each.searched)),
  }
}

function ofEdition(entry: CatalogueEntry): Told {
  const { code, definition } = entry
  const { title, field, keywords } = definition
  return {
    findable: {
      row: {
        code,
        title,
        field,
        onlineLevel: definition.law.onlineLevel,
        term: termText(definition.clock),
        lifeEvents: definition.lifeEvents,
        offered: true,
      },
      kinds: entry.competentKinds,
      agencies: entry.competentAgencies,
      named: '',
    },
    searched: { title: title.vi, more: [title.en ?? '', ...keywords, field, code].join(' ') },
  }
}

/** What is imported, looked at once a minute; read and indexed again only when it is something else. */
function informationRows(reading: Reading): Promise<readonly Told[]> {
  return reading.memory.get(
    'procedure.information',
    async () => {
      const { rows } = await sql<{ stamp: string }>`
        select count(*) || ':' || coalesce(sum(hashtextextended(hash, 0)), 0) as stamp from procedure.catalogue_entry`.execute(
        reading.db,
      )
      return toldRows(reading, rows[0]!.stamp)
    },
    IMPORTED_MS,
  )
}

/** Without the records themselves: five thousand of them weigh twenty times their titles. */
function toldRows({ db, memory }: Reading, stamp: string): Promise<readonly Told[]> {
  return memory.get(
    `procedure.told:${stamp}`,
    async () => {
      const rows = await (db as Kysely<ProcedureTables>)
        .selectFrom('procedure.catalogue_entry')
        .select(['code', 'title', 'field', 'level', 'term', 'agency'])
        .orderBy('code')
        .execute()
      return rows.map(({ code, title, field, level, term, agency }) => ({
        findable: {
          row: {
            code,
            title: { vi: title },
            field,
            onlineLevel: 'information' as const,
            term: term
              ? { vi: term }
              : { vi: 'Thời hạn theo từng trường hợp', en: 'Term depends on the case' },
            lifeEvents: lifeEventsOf(title, field),
            offered: false,
          },
          kinds: kindsOf(level),
          agencies: [],
          named: ` ${plain(agency ?? '').replace(/[^a-z0-9]+/g, ' ')} `,
        },
        searched: { title, more: [field, code, agency ?? ''].join(' ') },
      }))
    },
    AN_HOUR,
  )
}

/** The catalogue names levels, not agencies: every commune works at "Cấp xã", every district did at "Cấp huyện". */
function kindsOf(level: string): string[] {
  const said = plain(level)
  return [said.includes('cap xa') ? 'commune' : '', said.includes('cap huyen') ? 'district' : ''].filter(
    Boolean,
  )
}
