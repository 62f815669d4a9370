import { z } from 'zod'
import { dayOf, formatDate } from '../../../kernel/local-time.ts'
import { Problem } from '../../../kernel/problem.ts'
import { plain } from '../../../kernel/vietnamese.ts'
import { query } from '../../../platform/command/declare.ts'
import { DirectoryEntry } from '../contract.ts'
import { agencyTree, seats } from '../read.ts'

/**
 * Who works where in the province, found by name with or without diacritics: names and seats of officers at work, for
 * officers. Errors: organisation.officers-only 403.
 */
export const directory = query({
  name: 'organisation.directory',
  route: 'GET /directory',
  summary: 'Danh bạ cán bộ: tìm theo tên (có dấu hay không dấu), chức danh, cơ quan',
  input: z.strictObject({
    q: z.string().trim().max(200).default(''),
    agency: z.string().max(100).optional(),
    /** Accounts to be named, separated by commas. */
    accounts: z.string().max(10_000).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(30),
    cursor: z.string().max(200).optional(),
  }),
  output: z.object({ items: z.array(DirectoryEntry), nextCursor: z.string().nullable() }),
  permission: 'signed-in',
  async run({ input, actor, now, db, memory }) {
    if (actor.kind !== 'person' || actor.position === null)
      throw new Problem(
        'organisation.officers-only',
        403,
        'Danh bạ cán bộ chỉ mở cho người đang giữ một vị trí.',
      )
    const tree = await agencyTree({ db, memory })
    const all = await seats({ db, memory }, formatDate(dayOf(now.getTime())))
    const words = plain(input.q).split(' ').filter(Boolean)
    const accounts = input.accounts === undefined ? null : new Set(input.accounts.split(','))
    const found = [...all.values()].filter(({ id, holder, account, agency, title }) => {
      if (holder === null || account === null) return false
      if (accounts && !accounts.has(account)) return false
      if (input.agency && agency !== input.agency) return false
      if (input.cursor && id <= input.cursor) return false
      const text = plain(`${holder} ${title} ${tree.nameOf(agency)}`)
      return words.every((word) => text.includes(word))
    })
    const items = found.slice(0, input.limit).map((seat) => ({
      account: seat.account ?? '',
      name: seat.holder ?? '',
      position: seat.id,
      title: seat.title,
      agency: seat.agency,
      agencyName: tree.nameOf(seat.agency),
    }))
    return { items, nextCursor: found.length > items.length ? (items.at(-1)?.position ?? null) : null }
  },
})
