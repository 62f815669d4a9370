import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { Hidden } from '../../../platform/access/hidden.ts'
import { command } from '../../../platform/command/declare.ts'
import { RepresentationView } from '../contract.ts'
import { accountRow, noRepresentation, provedNumber, representationRows, viewOf } from '../representations.ts'
import type { IdentityTables } from '../tables.ts'

/**
 * The represented says yes: from now they may be asked for in their name. Only who is proved to own the number.
 * Errors: identity.no-representation 404, identity.representation-over 409.
 */
export const acceptRepresentation = command({
  name: 'identity.acceptRepresentation',
  route: 'POST /representations/{id}/accept',
  summary: 'Đồng ý cho người khác đại diện cho mình',
  input: z.strictObject({ id: z.uuid() }),
  output: RepresentationView,
  permission: 'signed-in',
  audit: (input) => `accepted representation ${input.id}`,
  async run({ input, actor, now, sql, subjects }) {
    const [row] = await representationRows(sql, 'id', input.id)
    const account = await accountRow(sql, actor.account)
    const number = account ? provedNumber(account) : null
    if (!row) throw noRepresentation()
    if (!account || number === null || row.number !== number) {
      const { code, status, message } = noRepresentation()
      throw new Hidden(code, status, message)
    }
    const { state } = viewOf(row, now)
    if (state !== 'asked')
      throw new Problem('identity.representation-over', 409, 'Đề nghị này đã được trả lời hoặc đã hết hạn.')
    const accepted = { name: account.name, accepted_at: now, accepted_by: account.id }
    await (sql as Kysely<IdentityTables>)
      .updateTable('identity.representation')
      .set(accepted)
      .where('id', '=', input.id)
      .execute()
    subjects.add(account.id).add(row.representative)
    return viewOf({ ...row, ...accepted }, now)
  },
})
