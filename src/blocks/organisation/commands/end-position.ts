import { sql as raw } from 'kysely'
import { z } from 'zod'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { formatDate } from '../../../kernel/vietnamese.ts'
import { command } from '../../../platform/command/declare.ts'
import { PERMISSIONS, PositionId } from '../contract.ts'
import { agencyTree } from '../read.ts'
import { dayGiven, lockSeat, requireReach, requireStillAdministers, STALE } from '../seats.ts'

/**
 * Ends a seat: from that day nobody holds it and it grants nothing. What its holders did stays in their name.
 * Errors: organisation.no-position 404, organisation.position-ended 409, organisation.last-administration 409,
 * organisation.out-of-reach 403, request.invalid naming `to`.
 */
export const endPosition = command({
  name: 'organisation.endPosition',
  route: 'POST /positions/end',
  summary: 'Chấm dứt một vị trí công tác',
  input: z.strictObject({
    position: PositionId,
    /** First day without it; today when absent. */
    to: z.string().max(10).optional(),
  }),
  output: z.object({ position: z.string(), to: z.iso.date() }),
  permission: PERMISSIONS.change,
  audit: (input) => `ended position ${input.position}`,
  forgets: STALE,
  async run({ input, actor, sql, db, memory, now, subjects }) {
    const seat = await lockSeat(sql, input.position)
    requireReach(actor, PERMISSIONS.change, seat.agency, await agencyTree({ db, memory }))
    const to = dayGiven(input.to, now, 'to')
    if (seat.valid_to !== null && seat.valid_to <= to)
      throw new Problem(
        'organisation.position-ended',
        409,
        `Vị trí này đã chấm dứt từ ngày ${formatDate(seat.valid_to)}.`,
        [{ path: 'to', message: 'Vị trí đã chấm dứt.' }],
      )
    if (to < seat.valid_from)
      throw invalid('to', `Vị trí này có từ ngày ${formatDate(seat.valid_from)}; chọn ngày từ đó trở đi.`)
    for (const table of ['holding', 'seat_grant', 'equipment']) {
      const { rows } = await raw<{ account?: string }>`
        update organisation.${raw.raw(table)} set valid_to = greatest(valid_from, ${to}::date)
        where position = ${seat.id} and (valid_to is null or valid_to > ${to}::date) returning *`.execute(sql)
      for (const { account } of rows) if (account) subjects.add(account)
    }
    await raw`update organisation.position set valid_to = ${to}::date where id = ${seat.id}`.execute(sql)
    await requireStillAdministers(sql, actor, seat.id, to)
    return { position: seat.id, to }
  },
})
