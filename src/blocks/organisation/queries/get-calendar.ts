import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { calendarData } from '../read.ts'

/** A calendar as it is edited: years, days off, compensating days, hours by season. */
export const getCalendar = query({
  name: 'calendar.get',
  route: 'GET /calendar/{calendar}',
  summary: 'Lịch làm việc: năm, ngày nghỉ, ngày làm bù, giờ',
  input: z.strictObject({ calendar: z.string() }),
  output: z.object({
    code: z.string(),
    years: z.array(z.object({ year: z.int(), status: z.enum(['published', 'provisional']) })),
    daysOff: z.array(z.object({ date: z.iso.date(), name: z.string(), kind: z.string() })),
    workingWeekends: z.array(z.object({ date: z.iso.date(), name: z.string() })),
    hours: z.array(
      z.object({
        from: z.iso.date().optional(),
        to: z.iso.date().optional(),
        intervals: z.array(z.tuple([z.string(), z.string()])),
      }),
    ),
  }),
  permission: 'public',
  run: ({ input, db }) => calendarData(db, input.calendar),
})
