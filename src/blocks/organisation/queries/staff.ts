import { z } from 'zod'
import { dayOf, formatDate } from '../../../kernel/local-time.ts'
import { query } from '../../../platform/command/declare.ts'
import { PositionView } from '../contract.ts'
import { agencyTree, seats } from '../read.ts'

/** The seats of an agency and who holds them: names of officers at work, not personal data of citizens. */
export const staff = query({
  name: 'organisation.staff',
  route: 'GET /positions',
  summary: 'Các vị trí công tác của một cơ quan',
  input: z.strictObject({ agency: z.string(), role: z.string().optional() }),
  output: z.object({ items: z.array(PositionView) }),
  permission: 'signed-in',
  async run({ input, now, db, memory }) {
    const tree = await agencyTree({ db, memory })
    const all = await seats({ db, memory }, formatDate(dayOf(now.getTime())))
    const items = [...all.values()]
      .filter((seat) => seat.agency === input.agency && (!input.role || seat.roles.includes(input.role)))
      .map((seat) => ({ ...seat, agencyName: tree.nameOf(seat.agency) }))
    return { items: items.map(({ account: _account, ...item }) => item) }
  },
})
