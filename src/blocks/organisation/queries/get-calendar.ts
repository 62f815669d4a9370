import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { CalendarView } from '../contract.ts'
import { calendarData } from '../read.ts'

/** A calendar as it is edited: years, days off, compensating days, hours by season. */
export const getCalendar = query({
  name: 'calendar.get',
  route: 'GET /calendar/{calendar}',
  summary: 'Lịch làm việc: năm, ngày nghỉ, ngày làm bù, giờ',
  input: z.strictObject({ calendar: z.string() }),
  output: CalendarView,
  permission: 'public',
  run: ({ input, db }) => calendarData(db, input.calendar),
})
