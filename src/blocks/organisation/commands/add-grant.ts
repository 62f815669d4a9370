import type { Kysely } from 'kysely'
import { z } from 'zod'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { formatDate } from '../../../kernel/vietnamese.ts'
import { command } from '../../../platform/command/declare.ts'
import { GrantScope, PERMISSIONS, PermissionName, PositionId } from '../contract.ts'
import { agencyTree } from '../read.ts'
import { dayGiven, lockSeat, requireGivable, requireReach, STALE } from '../seats.ts'
import type { OrganisationTables } from '../tables.ts'

/**
 * Gives a seat one more right. Nobody gives more than they hold. Errors: organisation.grant-beyond-own 403,
 * organisation.own-seat 403, organisation.granted 409, organisation.no-position 404, request.invalid naming from or to.
 */
export const addGrant = command({
  name: 'organisation.addGrant',
  route: 'POST /positions/grants',
  summary: 'Cấp thêm một quyền cho vị trí, có phạm vi và thời hạn',
  input: z.strictObject({
    position: PositionId,
    permission: PermissionName,
    scope: GrantScope,
    from: z.string().max(10).optional(),
    /** First day without it; until it is ended when absent. */
    to: z.string().max(10).optional(),
  }),
  output: z.object({ position: z.string(), permission: z.string(), scope: GrantScope, from: z.iso.date() }),
  permission: PERMISSIONS.change,
  factor: 'fresh',
  audit: (input) => `granted ${input.permission} (${input.scope}) to position ${input.position}`,
  forgets: STALE,
  async run({ input, actor, sql, db, memory, now }) {
    const tree = await agencyTree({ db, memory })
    const { permission, scope } = input
    const seat = await lockSeat(sql, input.position)
    requireReach(actor, PERMISSIONS.change, seat.agency, tree)
    if (actor.position === seat.id)
      throw new Problem('organisation.own-seat', 403, 'Không tự cấp quyền cho vị trí của mình được.', [
        { path: 'position', message: 'Đây là vị trí của chính bạn.' },
      ])
    requireGivable(actor, [[permission, scope]], seat, tree, 'permission')
    const from = dayGiven(input.from, now, 'from')
    const to = input.to === undefined ? null : dayGiven(input.to, now, 'to')
    if (to !== null && to <= from) throw invalid('to', 'Ngày hết hiệu lực phải sau ngày bắt đầu.')
    if (seat.valid_to !== null && seat.valid_to <= from)
      throw invalid('from', `Vị trí này chấm dứt từ ngày ${formatDate(seat.valid_to)}.`)
    const tables = sql as Kysely<OrganisationTables>
    const before = await tables
      .selectFrom('organisation.seat_grant')
      .select('valid_from')
      .where('position', '=', seat.id)
      .where('permission', '=', permission)
      .where('scope', '=', scope)
      .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', from)]))
      .executeTakeFirst()
    if (before)
      throw new Problem(
        'organisation.granted',
        409,
        `Vị trí này đã có quyền đó từ ngày ${formatDate(before.valid_from)}.`,
        [{ path: 'permission', message: 'Vị trí đã có quyền này.' }],
      )
    await tables
      .insertInto('organisation.seat_grant')
      .values({ position: seat.id, permission, scope, valid_from: from, valid_to: to })
      .onConflict((conflict) =>
        conflict.columns(['position', 'permission', 'scope', 'valid_from']).doUpdateSet({ valid_to: to }),
      )
      .execute()
    return { position: seat.id, permission, scope, from }
  },
})
