import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { RepresentationView } from '../contract.ts'
import { accountRow, provedNumber, representationRows, viewOf } from '../representations.ts'

/** Whom one represents, and by whom one is or is asked to be represented. */
export const representations = query({
  name: 'identity.representations',
  route: 'GET /representations',
  summary: 'Tôi đại diện cho ai, ai đại diện cho tôi',
  input: z.strictObject({}),
  output: z.object({ represents: z.array(RepresentationView), representedBy: z.array(RepresentationView) }),
  permission: 'signed-in',
  audit: () => 'listed own representations',
  async run({ actor, sql, now, subjects }) {
    const account = await accountRow(sql, actor.account)
    if (!account) return { represents: [], representedBy: [] }
    subjects.add(account.id)
    const number = provedNumber(account)
    const mine = await representationRows(sql, 'representative', account.id)
    const ofMe = number === null ? [] : await representationRows(sql, 'number', number)
    return {
      represents: mine.map((row) => viewOf(row, now)),
      representedBy: ofMe.map((row) => viewOf(row, now)),
    }
  },
})
