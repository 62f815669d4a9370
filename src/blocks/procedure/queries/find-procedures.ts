import { dayOf, formatDate } from '../../../kernel/local-time.ts'
import { plain } from '../../../kernel/vietnamese.ts'
import { query } from '../../../platform/command/declare.ts'
import { agencyTree } from '../../organisation/index.ts'
import { FindProceduresInput, FindProceduresOutput } from '../contract.ts'
import { type Findable, findableProcedures } from '../findable.ts'

/** Words that say nothing about which procedure is meant. */
const EMPTY_WORDS = new Set(['thu', 'tuc', 'toi', 'muon', 'can', 'lam', 'xin', 'cho', 've', 'cua', 'va', 'o'])

/** What can be handed in here stands before what is only told of, unless the words are that other one's very title. */
const OFFERED = 31

/** Procedures by plain words, with or without diacritics; what can be handed in here first among equals, then by code. */
export const findProcedures = query({
  name: 'procedure.find',
  route: 'GET /procedures',
  summary: 'Tìm thủ tục bằng lời thường, có dấu hoặc không dấu',
  input: FindProceduresInput,
  output: FindProceduresOutput,
  permission: 'public',
  async run({ input, now, db, memory }) {
    const day = formatDate(dayOf(now.getTime()))
    const { all, fields } = await findableProcedures({ db, memory }, day)
    const tree = await agencyTree({ db, memory })
    const agency = input.agency ? tree.get(input.agency) : undefined
    const words = wordsOf(input.q ?? '')
    const scored = all
      .filter(({ row }) => !input.offered || row.offered)
      .filter(({ row }) => !input.field || row.field === input.field)
      .filter(({ row }) => !input.lifeEvent || row.lifeEvents.includes(input.lifeEvent))
      .filter(
        ({ agencies, kinds }) =>
          !input.agency ||
          agencies.some((code) => tree.successorOn(code, day)?.code === input.agency) ||
          (agency && kinds.includes(agency.kind)),
      )
      .map((each) => ({ row: each.row, score: score(each, words) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (a.row.code < b.row.code ? -1 : 1))
    const start = input.cursor ? Number(input.cursor) || 0 : 0
    const page = scored.slice(start, start + input.limit)
    const next = start + page.length
    return {
      items: page.map(({ row }) => row),
      nextCursor: next < scored.length ? String(next) : null,
      total: scored.length,
      fields: [...fields],
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

/** Most telling words must stand somewhere; whole words and the title weigh more, and what can be handed in here. */
function score({ row, words: inAll, titleWords: inTitle }: Findable, words: readonly string[]): number {
  const offered = row.offered ? OFFERED : 0
  if (words.length === 0) return 1 + offered
  const found = words.filter((word) => inAll.includes(` ${word}`))
  if (found.length < Math.ceil(words.length * 0.75)) return 0
  const phrase = words.join(' ')
  const exact = (inTitle.includes(` ${phrase} `) ? 20 : 0) + (inAll.includes(` ${phrase} `) ? 10 : 0)
  const whole = words.filter((word) => inTitle.includes(` ${word} `)).length * 3
  return exact + whole + found.length + offered - inTitle.length / 500
}
