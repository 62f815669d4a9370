import type { Kysely } from 'kysely'
import { z } from 'zod'
import { type CalendarData, compileCalendar } from '../../../kernel/calendar.ts'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { calendarData } from '../read.ts'
import type { OrganisationTables } from '../tables.ts'

/**
 * Makes a day off, a compensating working day, or plain again. Open dossiers are counted anew by the job it sends; the
 * dates already promised to people who were told stay in their letters.
 */
export const setCalendarDay = command({
  name: 'calendar.setDay',
  route: 'POST /calendar/{calendar}/days',
  summary: 'Đặt một ngày là nghỉ, làm bù hoặc bình thường',
  input: z.strictObject({
    calendar: z.string(),
    date: z.iso.date('Ngày viết dạng 2026-09-02'),
    kind: z.enum(['off', 'working', 'plain']),
    name: z.string().trim().max(200).default(''),
  }),
  output: z.object({ date: z.string(), kind: z.string() }),
  permission: 'calendar.change',
  audit: (input) => `set ${input.date} of calendar ${input.calendar} to ${input.kind}`,
  forgets: ['organisation.calendar'],
  async run({ input, sql, send }) {
    const tables = sql as Kysely<OrganisationTables>
    if (input.kind !== 'plain' && !input.name) throw invalid('name', 'Ghi tên ngày nghỉ hoặc lý do làm bù.')
    await tables
      .deleteFrom('organisation.calendar_day')
      .where('calendar', '=', input.calendar)
      .where('date', '=', input.date)
      .execute()
    const { kind } = input
    if (kind !== 'plain')
      await tables
        .insertInto('organisation.calendar_day')
        .values({
          calendar: input.calendar,
          date: input.date,
          kind,
          day_kind: 'decided',
          name: input.name,
        })
        // Two officers at once: the later one's word stands, as if they had come one after the other.
        .onConflict((conflict) =>
          conflict.columns(['calendar', 'date']).doUpdateSet({ kind, day_kind: 'decided', name: input.name }),
        )
        .execute()
    requireCountable(await calendarData(sql, input.calendar), input.date)
    await send('dossier.recount', { calendar: input.calendar }, { key: input.calendar })
    return { date: input.date, kind: input.kind }
  },
})

/** Whatever the calendar as a whole says against the change, said of the day that was asked for. */
function requireCountable(data: CalendarData, date: string): void {
  if (!data.years.some(({ year }) => String(year) === date.slice(0, 4)))
    throw invalid('date', `Lịch chưa mở năm ${date.slice(0, 4)}. Hãy mở năm đó trước khi đặt ngày ${date}.`)
  try {
    compileCalendar(data)
  } catch (error) {
    throw error instanceof Problem ? invalid('date', error.message, error.code) : error
  }
}
