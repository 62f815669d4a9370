import { dayOf, formatDate } from '../../../kernel/local-time.ts'
import { plain } from '../../../kernel/vietnamese.ts'
import { query } from '../../../platform/command/declare.ts'
import { agencyTree } from '../../organisation/index.ts'
import { FindProceduresInput, FindProceduresOutput } from '../contract.ts'
import { termText } from '../model/term-text.ts'
import { type CatalogueEntry, catalogue } from '../read.ts'

/** Words that say nothing about which procedure is meant. */
const EMPTY_WORDS = new Set(['thu', 'tuc', 'toi', 'muon', 'can', 'lam', 'xin', 'cho', 've', 'cua', 'va', 'o'])

/** Procedures in force by plain words, with or without diacritics; the nearest first, then by code. */
export const findProcedures = query({
  name: 'procedure.find',
  route: 'GET /procedures',
  summary: 'Tìm thủ tục bằng lời thường, có dấu hoặc không dấu',
  input: FindProceduresInput,
  output: FindProceduresOutput,
  permission: 'public',
  async run({ input, now, db, memory }) {
    const day = formatDate(dayOf(now.getTime()))
    const agency = input.agency ? (await agencyTree({ db, memory })).get(input.agency) : undefined
    const words = wordsOf(input.q ?? '')
    const scored = [...(await catalogue({ db, memory }, day)).values()]
      .filter((entry) => !input.field || entry.definition.field === input.field)
      .filter(
        (entry) => !input.lifeEvent || entry.definition.lifeEvents.some((each) => each === input.lifeEvent),
      )
      .filter(
        (entry) =>
          !input.agency ||
          entry.competentAgencies.includes(input.agency) ||
          (agency && entry.competentKinds.includes(agency.kind)),
      )
      .map((entry) => ({ entry, score: score(entry, words) }))
      .filter(({ score }) => words.length === 0 || score > 0)
      .sort((a, b) => b.score - a.score || (a.entry.code < b.entry.code ? -1 : 1))
    const start = input.cursor ? Number(input.cursor) || 0 : 0
    const page = scored.slice(start, start + input.limit)
    const next = start + page.length
    return {
      items: page.map(({ entry }) => ({
        code: entry.code,
        title: entry.definition.title,
        field: entry.definition.field,
        onlineLevel: entry.definition.law.onlineLevel,
        term: termText(entry.definition.clock),
        lifeEvents: entry.definition.lifeEvents,
      })),
      nextCursor: next < scored.length ? String(next) : null,
      total: scored.length,
    }
  },
})

function wordsOf(text: string): string[] {
  const all = plain(text)
    .split(/[^a-z0-9.]+/)
    .filter(Boolean)
  const telling = all.filter((word) => !EMPTY_WORDS.has(word))
  return telling.length > 0 ? telling : all
}

/** Every telling word must stand somewhere; whole words and the title weigh more. */
function score(entry: CatalogueEntry, words: readonly string[]): number {
  if (words.length === 0) return 1
  const inAll = ` ${entry.search.replace(/[^a-z0-9.]+/g, ' ')} `
  const inTitle = ` ${entry.titleSearch.replace(/[^a-z0-9.]+/g, ' ')} `
  const found = words.filter((word) => inAll.includes(` ${word}`))
  if (found.length < Math.ceil(words.length * 0.75)) return 0
  const phrase = words.join(' ')
  const exact = (inTitle.includes(` ${phrase} `) ? 20 : 0) + (inAll.includes(` ${phrase} `) ? 10 : 0)
  const whole = words.filter((word) => inTitle.includes(` ${word} `)).length * 3
  return exact + whole + found.length - inTitle.length / 500
}
