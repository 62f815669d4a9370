import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { standing } from '../sessions.ts'

/**
 * From which seat this session goes on: one of their own, or one lent to them, in whose holder's name they then act.
 * Errors: identity.no-such-seat 404, identity.no-session 404.
 */
export const chooseSeat = command({
  name: 'identity.chooseSeat',
  route: 'POST /account/seat',
  summary: 'Chọn chức vụ đang làm việc: của mình, hoặc được ủy quyền làm thay',
  input: z.strictObject({ position: z.string().max(300) }),
  output: z.object({ position: z.string(), actingFor: z.string().nullable() }),
  permission: 'signed-in',
  audit: (input) => `chose to act from ${input.position}`,
  forgets: ['identity.session'],
  async run({ input, actor, sql, db, memory, now }) {
    if (!actor.account || !actor.session)
      throw new Problem('identity.no-session', 404, 'Chỉ chọn chức vụ trong phiên đăng nhập của cán bộ.')
    const { me } = await standing({ db, memory }, actor.account, now)
    const seat = me.seats.find((each) => each.id === input.position)
    if (!seat)
      throw new Problem(
        'identity.no-such-seat',
        404,
        'Bạn không giữ chức vụ này và không còn được ủy quyền làm thay. Hãy tải lại trang để xem danh sách mới.',
      )
    await sql
      .updateTable('identity.session')
      .set({ position: seat.id })
      .where('id', '=', actor.session)
      .execute()
    return { position: seat.id, actingFor: seat.actingFor }
  },
})
