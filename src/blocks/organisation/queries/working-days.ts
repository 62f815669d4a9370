import { z } from 'zod'
import { DAY, instantAt, parseDate } from '../../../kernel/local-time.ts'
import { invalid } from '../../../kernel/problem.ts'
import { isWorkingDay } from '../../../kernel/working-time.ts'
import { query } from '../../../platform/command/declare.ts'
import { workingCalendar } from '../read.ts'

const Input = z.strictObject({
  calendar: z.string().default('default'),
  from: z.iso.date(),
  to: z.iso.date(),
})
const MOST_DAYS = 3700

/** Working days in [from, to], both counted. Errors: 422 naming a day outside the calendar's published years. */
export const workingDays = query({
  name: 'calendar.workingDays',
  route: 'GET /calendar/working-days',
  summary: 'Các ngày làm việc trong một khoảng',
  input: Input,
  output: z.object({
    count: z.int(),
    days: z.array(z.object({ date: z.iso.date(), working: z.boolean(), name: z.string().nullable() })),
  }),
  permission: 'public',
  async run({ input, db, memory }) {
    const calendar = await workingCalendar({ db, memory }, input.calendar)
    const first = parseDate(input.from)
    const last = parseDate(input.to)
    if (first === null) throw invalid('from', `Ngày ${input.from} không có thật.`)
    if (last === null || last < first) throw invalid('to', 'Ngày cuối phải từ ngày đầu trở đi.')
    if (last - first > MOST_DAYS) throw invalid('to', 'Khoảng dài nhất là 10 năm.')
    const days = Array.from({ length: last - first + 1 }, (_, index) => {
      const day = first + index
      const field = index === 0 ? 'from' : 'to'
      const working = isWorkingDay(new Date(instantAt(day, 0)), calendar, { field })
      const name = calendar.names[day - calendar.firstDay] ?? null
      return { date: new Date(day * DAY).toISOString().slice(0, 10), working, name }
    })
    return { count: days.filter((day) => day.working).length, days }
  },
})
