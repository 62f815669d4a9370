import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { DelegationsView } from '../contract.ts'
import { agencyTree } from '../read.ts'
import { delegationsOf, maxDelegationDays } from '../read-delegations.ts'
import { momentOf, standingsOf } from '../read-standing.ts'

/** What one lends and is lent, over and to come, with the seats one may lend from. */
export const delegations = query({
  name: 'organisation.delegations',
  route: 'GET /delegations',
  summary: 'Ủy quyền của tôi: đã giao, được giao',
  input: z.strictObject({}),
  output: DelegationsView,
  permission: 'signed-in',
  async run({ actor, sql, db, memory, now }) {
    const moment = momentOf(now)
    const account = actor.kind === 'person' ? actor.account : null
    const tree = await agencyTree({ db, memory })
    const held = account ? (await standingsOf(sql, account, now)).held : []
    return {
      given: account ? await delegationsOf(sql, 'from_account', account, moment) : [],
      taken: account ? await delegationsOf(sql, 'to_account', account, moment) : [],
      seats: held.map(({ seat, grants }) => ({
        id: seat.id,
        title: seat.title,
        agency: { code: seat.agency, name: tree.nameOf(seat.agency) },
        permissions: [...new Set(grants.map((each) => each.permission))].sort(),
      })),
      maxDays: await maxDelegationDays(sql),
      today: moment.day,
    }
  },
})
