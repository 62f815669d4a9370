import { dayOf, formatDate } from '../../../kernel/local-time.ts'
import { plain } from '../../../kernel/vietnamese.ts'
import { query } from '../../../platform/command/declare.ts'
import { agencyTree } from '../../organisation/index.ts'
import { FindProceduresInput, FindProceduresOutput } from '../contract.ts'
import { findableProcedures } from '../findable.ts'

/** What can be handed in here stands before what is only told of, unless the words are that other one's very title. */
const OFFERED = 0.5

/**
 * Procedures by plain words, with or without diacritics: what matches more and rarer words first, a slip of the pen
 * forgiven; what can be handed in here before what is only told of. Without words all of them, by code.
 */
export const findProcedures = query({
  name: 'procedure.find',
  route: 'GET /procedures',
  summary: 'Tìm thủ tục bằng lời thường, có dấu hoặc không dấu',
  input: FindProceduresInput,
  output: FindProceduresOutput,
  permission: 'public',
  async run({ input, now, db, memory }) {
    const day = formatDate(dayOf(now.getTime()))
    const { all, fields, index } = await findableProcedures({ db, memory }, day)
    const tree = await agencyTree({ db, memory })
    const agency = input.agency ? tree.get(input.agency) : undefined
    const agencyName = agency && ` ${plain(agency.name)} `
    const asked = input.q?.trim()
    const hits = asked ? index.find(asked) : all.map((_, at) => ({ at, score: 1 }))
    const scored = hits
      .map(({ at, score }) => ({ each: all[at]!, score: score + (all[at]!.row.offered ? OFFERED : 0) }))
      .filter(({ each: { row } }) => !input.offered || row.offered)
      .filter(({ each: { row } }) => !input.field || row.field === input.field)
      .filter(({ each: { row } }) => !input.lifeEvent || row.lifeEvents.includes(input.lifeEvent))
      .filter(
        ({ each: { agencies, kinds, named } }) =>
          !input.agency ||
          agencies.some((code) => tree.successorOn(code, day)?.code === input.agency) ||
          (agency && kinds.includes(agency.kind)) ||
          (agencyName && named.includes(agencyName)),
      )
      .map(({ each, score }) => ({ row: each.row, score }))
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
