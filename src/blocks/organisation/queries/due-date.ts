import { dueDate } from '../../../kernel/due-date.ts'
import { formatInstant, parseInstant } from '../../../kernel/local-time.ts'
import { invalid } from '../../../kernel/problem.ts'
import { query } from '../../../platform/command/declare.ts'
import { DueDateInput, DueDateOutput } from '../contract.ts'
import { workingCalendar } from '../read.ts'

function instant(text: string, path: string): Date {
  const read = parseInstant(text)
  if (read === null)
    throw invalid(
      path,
      `Thời điểm “${text}” không có thật; viết theo RFC 3339, ví dụ 2022-04-28T09:10:00+07:00.`,
    )
  return new Date(read)
}

/** The instant a term ends and every interval, holiday and pause that made it (contract "calendar.dueDate"). */
export const dueDateOf = query({
  name: 'calendar.dueDate',
  route: 'POST /calendar/due-date',
  summary: 'Tính ngày hẹn trả và giải thích cách tính',
  input: DueDateInput,
  output: DueDateOutput,
  permission: 'public',
  async run({ input, db, memory }) {
    const calendar = await workingCalendar({ db, memory }, input.calendar)
    const due = dueDate(
      {
        receivedAt: instant(input.receivedAt, 'receivedAt'),
        term: input.term,
        unit: input.unit,
        pauses: input.pauses.map((pause, index) => ({
          from: instant(pause.from, `pauses.${index}.from`),
          to: instant(pause.to, `pauses.${index}.to`),
        })),
      },
      calendar,
    )
    return { dueAt: formatInstant(due.dueAt.getTime()), trace: due.trace }
  },
})
