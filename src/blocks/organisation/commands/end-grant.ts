import type { Kysely } from 'kysely'
import { z } from 'zod'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { formatDate } from '../../../kernel/vietnamese.ts'
import { command } from '../../../platform/command/declare.ts'
import { GrantScope, PERMISSIONS, PermissionName, PositionId } from '../contract.ts'
import { agencyTree } from '../read.ts'
import { dayGiven, lockSeat, requireReach, requireStillAdministers, STALE } from '../seats.ts'
import type { OrganisationTables } from '../tables.ts'

/**
 * Ends one right of a seat. Errors: organisation.no-grant 404, organisation.last-administration 409,
 * organisation.out-of-reach 403, request.invalid naming `to`.
 */
export const endGrant = command({
  name: 'organisation.endGrant',
  route: 'POST /positions/grants/end',
  summary: 'Thu hồi một quyền của vị trí',
  input: z.strictObject({
    position: PositionId,
    permission: PermissionName,
    scope: GrantScope,
    to: z.string().max(10).optional(),
  }),
  output: z.object({ position: z.string(), to: z.iso.date() }),
  permission: PERMISSIONS.change,
  audit: (input) => `ended ${input.permission} (${input.scope}) of position ${input.position}`,
  forgets: STALE,
  async run({ input, actor, sql, db, memory, now }) {
    const seat = await lockSeat(sql, input.position)
    requireReach(actor, PERMISSIONS.change, seat.agency, await agencyTree({ db, memory }))
    const to = dayGiven(input.to, now, 'to')
    const tables = sql as Kysely<OrganisationTables>
    const held = await tables
      .selectFrom('organisation.seat_grant')
      .selectAll()
      .where('position', '=', seat.id)
      .where('permission', '=', input.permission)
      .where('scope', '=', input.scope)
      .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', to)]))
      .orderBy('valid_from')
      .executeTakeFirst()
    if (!held)
      throw new Problem('organisation.no-grant', 404, 'Vị trí này không còn quyền đó vào ngày ấy.', [
        { path: 'permission', message: 'Vị trí không có quyền này.' },
      ])
    if (to < held.valid_from)
      throw invalid('to', `Quyền này có từ ngày ${formatDate(held.valid_from)}; chọn ngày từ đó trở đi.`)
    await tables
      .updateTable('organisation.seat_grant')
      .set({ valid_to: to })
      .where('position', '=', seat.id)
      .where('permission', '=', input.permission)
      .where('scope', '=', input.scope)
      .where('valid_from', '=', held.valid_from)
      .execute()
    await requireStillAdministers(sql, actor, seat.id, to)
    return { position: seat.id, to }
  },
})
