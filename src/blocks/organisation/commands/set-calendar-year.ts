import type { Kysely } from 'kysely'
import { z } from 'zod'
import { command } from '../../../platform/command/declare.ts'
import { calendarData } from '../read.ts'
import type { OrganisationTables } from '../tables.ts'

/** Opens a year of a calendar: provisional until its days off are decided, published then. */
export const setCalendarYear = command({
  name: 'calendar.setYear',
  route: 'POST /calendar/{calendar}/years',
  summary: 'Công bố hoặc mở tạm lịch của một năm',
  input: z.strictObject({
    calendar: z.string(),
    year: z.int().min(2000).max(2100),
    status: z.enum(['published', 'provisional']),
  }),
  output: z.object({ year: z.int(), status: z.string() }),
  permission: 'calendar.change',
  audit: (input) => `set year ${input.year} of calendar ${input.calendar} to ${input.status}`,
  forgets: ['organisation.calendar'],
  async run({ input, sql, send }) {
    await calendarData(sql, input.calendar)
    await (sql as Kysely<OrganisationTables>)
      .insertInto('organisation.calendar_year')
      .values(input)
      .onConflict((conflict) => conflict.columns(['calendar', 'year']).doUpdateSet({ status: input.status }))
      .execute()
    await send('dossier.recount', { calendar: input.calendar }, { key: input.calendar })
    return { year: input.year, status: input.status }
  },
})
