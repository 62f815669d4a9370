import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Hidden } from '../../../platform/access/hidden.ts'
import { grantsOf } from '../../../platform/command/actor.ts'
import { command } from '../../../platform/command/declare.ts'
import { PERMISSIONS } from '../contract.ts'
import { accountRow, noRepresentation, provedNumber, representationRows } from '../representations.ts'
import type { IdentityTables } from '../tables.ts'

/**
 * Refused, given up or taken back, at once: by either of the two, or by a counter when one registered it. Errors: identity.no-representation 404.
 */
export const endRepresentation = command({
  name: 'identity.endRepresentation',
  route: 'POST /representations/{id}/end',
  summary: 'Từ chối hoặc chấm dứt việc đại diện',
  input: z.strictObject({ id: z.uuid() }),
  output: z.object({ id: z.uuid(), ended: z.boolean() }),
  permission: 'signed-in',
  audit: (input) => `ended representation ${input.id}`,
  async run({ input, actor, now, sql, subjects }) {
    const [row] = await representationRows(sql, 'id', input.id)
    if (!row || row.ended_at) throw noRepresentation()
    const account = await accountRow(sql, actor.account)
    const number = account ? provedNumber(account) : null
    const represented = number !== null && row.number === number
    const counter = row.agency !== null && grantsOf(actor, PERMISSIONS.openCitizen).length > 0
    if (row.representative !== actor.account && !represented && !counter) {
      const { code, status, message } = noRepresentation()
      throw new Hidden(code, status, message)
    }
    await (sql as Kysely<IdentityTables>)
      .updateTable('identity.representation')
      .set({ ended_at: now, ended_by: actor.account })
      .where('id', '=', input.id)
      .execute()
    subjects.add(row.representative)
    return { id: input.id, ended: true }
  },
})
