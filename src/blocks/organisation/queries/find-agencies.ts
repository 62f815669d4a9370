import { dayOf, formatDate } from '../../../kernel/local-time.ts'
import { plain } from '../../../kernel/vietnamese.ts'
import { query } from '../../../platform/command/declare.ts'
import { FindAgenciesInput, FindAgenciesOutput } from '../contract.ts'
import { agencyTree } from '../read.ts'

/** Agencies in force on a day, by kind, parent or name. */
export const findAgencies = query({
  name: 'organisation.find',
  route: 'GET /agencies',
  summary: 'Tìm cơ quan theo tên, loại, cấp trên, ngày',
  input: FindAgenciesInput,
  output: FindAgenciesOutput,
  permission: 'public',
  async run({ input, now, db, memory }) {
    const tree = await agencyTree({ db, memory })
    const on = input.on ?? formatDate(dayOf(now.getTime()))
    const wanted = plain(input.q ?? '')
    const found = tree
      .all()
      .filter((agency) => tree.inForce(agency.code, on))
      .filter((agency) => !input.kind || agency.kind === input.kind)
      .filter((agency) => !input.parent || agency.parent === input.parent)
      .filter(
        (agency) => !wanted || plain(`${agency.name} ${agency.shortName} ${agency.code}`).includes(wanted),
      )
      .filter((agency) => !input.cursor || agency.code > input.cursor)
    const items = found.slice(0, input.limit)
    return { items, nextCursor: found.length > items.length ? (items.at(-1)?.code ?? null) : null }
  },
})
