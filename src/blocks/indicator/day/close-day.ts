import { sql } from 'kysely'
import { z } from 'zod'
import { dayOf, formatDate } from '../../../kernel/local-time.ts'
import { Problem } from '../../../kernel/problem.ts'
import { type Context, command } from '../../../platform/command/declare.ts'
import { seats } from '../../organisation/index.ts'
import { DayView, PERMISSIONS } from '../contract.ts'
import { dayView } from './day-view.ts'
import { dayFigures, unsettled } from './figures.ts'

const Day = z.iso.date('Ngày viết dạng 2026-11-23')

/**
 * Closes a day of the provincial centre: its figures are frozen as they stand. Errors: indicator.day-unsettled 409 with
 * what to do, indicator.day-closed 409, request.invalid naming day.
 */
export const closeDay = command({
  name: 'indicator.closeDay',
  route: 'POST /days/{day}/closing',
  summary: 'Chốt số liệu ngày của Trung tâm',
  input: z.strictObject({ day: Day }),
  output: DayView,
  permission: PERMISSIONS.closeDay,
  answers: 201,
  audit: ({ day }) => `closed the day ${day}`,
  async run(context) {
    const { input, actor, now, sql: trx } = context
    const figures = await dayFigures(context, input.day)
    const open = unsettled(figures, input.day, now)
    if (open.length > 0)
      throw new Problem('indicator.day-unsettled', 409, `Chưa chốt được ngày. ${open.join(' ')}`)
    const { rows } = await sql`
      insert into indicator.day_closing (day, figures, closed_at, closed_by, closer)
      values (${input.day}::date, ${JSON.stringify(figures)}::jsonb, ${now}, ${actor.account}, ${await nameOf(context)})
      on conflict (day) where reopened_at is null do nothing returning id`.execute(trx)
    if (rows.length === 0)
      throw new Problem('indicator.day-closed', 409, 'Ngày này đã chốt. Muốn sửa thì mở lại, có ghi lý do.')
    return dayView(context, input.day)
  },
})

/**
 * Opens a closed day again; what was closed stays to be read. Errors: indicator.day-open 409, request.invalid naming
 * reason.
 */
export const reopenDay = command({
  name: 'indicator.reopenDay',
  route: 'POST /days/{day}/reopening',
  summary: 'Mở lại một ngày đã chốt, có lý do',
  input: z.strictObject({
    day: Day,
    reason: z.string().trim().min(10, 'Ghi lý do, ít nhất 10 ký tự').max(500),
  }),
  output: DayView,
  permission: PERMISSIONS.closeDay,
  audit: ({ day }) => `opened the closed day ${day} again`,
  async run(context) {
    const { input, actor, now, sql: trx } = context
    const { rows } = await sql`
      update indicator.day_closing set reopened_at = ${now}, reopened_by = ${actor.account}, reason = ${input.reason}
      where day = ${input.day}::date and reopened_at is null returning id`.execute(trx)
    if (rows.length === 0)
      throw new Problem('indicator.day-open', 409, 'Ngày này chưa chốt, nên không có gì để mở lại.')
    return dayView(context, input.day)
  },
})

async function nameOf(context: Context<unknown>): Promise<string> {
  const { position, account } = context.actor
  const seat = position
    ? (await seats(context, formatDate(dayOf(context.now.getTime())))).get(position)
    : undefined
  return seat ? `${seat.holder ?? ''}, ${seat.title}`.replace(/^, /, '') : (account ?? '')
}
