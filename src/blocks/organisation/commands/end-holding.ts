import type { Kysely } from 'kysely'
import { z } from 'zod'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { formatDate } from '../../../kernel/vietnamese.ts'
import { command } from '../../../platform/command/declare.ts'
import { AccountId, PERMISSIONS, PositionId } from '../contract.ts'
import { agencyTree } from '../read.ts'
import { dayGiven, lockSeat, requireReach, requireStillAdministers, STALE } from '../seats.ts'
import type { OrganisationTables } from '../tables.ts'

/**
 * A person leaves a seat; the seat stays, for another. Errors: organisation.no-position 404, organisation.not-holder 404,
 * organisation.last-administration 409, organisation.out-of-reach 403, request.invalid naming `to`.
 */
export const endHolding = command({
  name: 'organisation.endHolding',
  route: 'POST /positions/holdings/end',
  summary: 'Cho một người thôi giữ vị trí',
  input: z.strictObject({
    position: PositionId,
    account: AccountId,
    /** First day without them; today when absent. */
    to: z.string().max(10).optional(),
  }),
  output: z.object({ position: z.string(), to: z.iso.date() }),
  permission: PERMISSIONS.change,
  audit: (input) => `ended the holding of position ${input.position} by account ${input.account}`,
  forgets: STALE,
  async run({ input, actor, sql, db, memory, now, subjects }) {
    const seat = await lockSeat(sql, input.position)
    requireReach(actor, PERMISSIONS.change, seat.agency, await agencyTree({ db, memory }))
    const to = dayGiven(input.to, now, 'to')
    const tables = sql as Kysely<OrganisationTables>
    const held = await tables
      .selectFrom('organisation.holding')
      .selectAll()
      .where('position', '=', seat.id)
      .where('account', '=', input.account)
      .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', to)]))
      .orderBy('valid_from')
      .executeTakeFirst()
    if (!held)
      throw new Problem('organisation.not-holder', 404, 'Người này không còn giữ vị trí đó vào ngày ấy.', [
        { path: 'account', message: 'Không giữ vị trí này.' },
      ])
    if (to < held.valid_from)
      throw invalid(
        'to',
        `Người này giữ vị trí từ ngày ${formatDate(held.valid_from)}; chọn ngày từ đó trở đi.`,
      )
    subjects.add(input.account)
    await tables
      .updateTable('organisation.holding')
      .set({ valid_to: to })
      .where('position', '=', seat.id)
      .where('account', '=', input.account)
      .where('valid_from', '=', held.valid_from)
      .execute()
    await requireStillAdministers(sql, actor, seat.id, to)
    return { position: seat.id, to }
  },
})
