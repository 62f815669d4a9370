import { describe, expect, test } from 'vitest'
import provinceCalendar from '../areas/province/calendar.json' with { type: 'json' }
import { formatInstant } from './local-time.ts'
import { Problem } from './problem.ts'
import {
  type CalendarData,
  compileCalendar,
  dueDate,
  explainTrace,
  type Pause,
  sameDayDueDate,
  type TermUnit,
} from './working-time.ts'

const data = provinceCalendar as CalendarData
const province = compileCalendar(data)
const seasons = compileCalendar({
  ...data,
  hours: [
    ...data.hours,
    {
      from: '2022-05-16',
      to: '2022-09-15',
      intervals: [
        ['07:00', '11:30'],
        ['14:00', '17:30'],
      ],
    },
    { from: '2022-07-01', to: '2022-07-31', intervals: [['06:30', '13:30']] },
  ],
})

const at = (local: string): Date => new Date(`${local}+07:00`)
const local = (instant: Date): string => formatInstant(instant.getTime()).slice(0, -6).replace(/:00$/, '')

/** `from..to, from..to` */
const pausesIn = (text: string): Pause[] =>
  text
    .split(', ')
    .filter(Boolean)
    .map((pause) => pause.split('..'))
    .map(([from = '', to = '']) => ({ from: at(from), to: at(to) }))

const rowsOf = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim()))

/** Rows of: why | received | term | pauses | due, all local times worked out by hand. */
function examples(unit: TermUnit, table: string, calendar = province): void {
  test.each(rowsOf(table))('%s', (_why, received = '', term = '', pauses = '', due = '') => {
    const input = { receivedAt: at(received), term: Number(term), unit, pauses: pausesIn(pauses) }
    const counted = dueDate(input, calendar)
    expect(local(counted.dueAt)).toBe(due)
    expect(counted.provisional).toBe(false)
  })
}

describe('a term in working days', () =>
  examples(
    'workingDays',
    `
    counts past 30/4 and its compensation | 2022-04-28T09:10 | 3 |  | 2022-05-05T09:10
    received at lunch begins at 13:30 | 2022-05-09T12:40 | 1 |  | 2022-05-10T13:30
    received exactly at 12:00 begins at 13:30 | 2022-05-09T12:00 | 1 |  | 2022-05-10T13:30
    received exactly at 17:00 begins the next morning | 2022-05-09T17:00 | 1 |  | 2022-05-11T07:30
    received on Friday evening begins on Monday | 2022-05-06T18:00 | 1 |  | 2022-05-10T07:30
    received before opening begins at opening | 2022-05-09T06:00 | 1 |  | 2022-05-10T07:30
    received on a holiday begins after it | 2022-05-02T10:00 | 2 |  | 2022-05-06T07:30
    counts a compensating Saturday | 2024-05-02T10:00 | 2 |  | 2024-05-04T10:00
    may begin on a compensating Saturday | 2024-05-04T09:00 | 1 |  | 2024-05-06T09:00
    passes over Tết | 2022-01-28T15:00 | 1 |  | 2022-02-07T15:00
    a pause at lunch adds nothing | 2022-05-09T09:00 | 3 | 2022-05-10T12:00..2022-05-10T13:30 | 2022-05-12T09:00
    a pause adds its working time | 2022-05-09T09:00 | 3 | 2022-05-10T08:00..2022-05-11T10:00 | 2022-05-13T11:00
    an extension used up at 12:00 is due at 12:00 | 2022-05-09T09:00 | 3 | 2022-05-10T08:00..2022-05-10T11:00 | 2022-05-12T12:00
    an extension used up at 17:00 is due at 17:00 | 2022-05-09T09:00 | 3 | 2022-05-10T07:30..2022-05-10T15:30 | 2022-05-12T17:00
    a pause that begins exactly at the due instant is ignored | 2022-05-09T09:00 | 3 | 2022-05-12T09:00..2022-05-12T15:00 | 2022-05-12T09:00
    a pause a minute before the due instant counts whole | 2022-05-09T09:00 | 3 | 2022-05-12T08:59..2022-05-12T10:59 | 2022-05-12T11:00
    a pause is cut to begin at the start | 2022-05-09T09:00 | 3 | 2022-05-08T00:00..2022-05-09T10:00 | 2022-05-12T10:00
    a pause that ends at the start is nothing | 2022-05-09T09:00 | 3 | 2022-05-06T09:00..2022-05-09T09:00 | 2022-05-12T09:00
    overlapping pauses count once | 2022-05-09T09:00 | 3 | 2022-05-10T08:00..2022-05-10T10:00, 2022-05-10T09:00..2022-05-10T11:00 | 2022-05-12T12:00
    a pause inside another counts once | 2022-05-09T09:00 | 3 | 2022-05-10T08:00..2022-05-10T11:00, 2022-05-10T09:00..2022-05-10T10:00 | 2022-05-12T12:00
    a pause in the extension of another extends it | 2022-05-09T09:00 | 3 | 2022-05-11T08:00..2022-05-11T10:00, 2022-05-12T10:00..2022-05-12T11:30 | 2022-05-12T14:00
    a pause that begins where the extension ends is ignored | 2022-05-09T09:00 | 3 | 2022-05-11T08:00..2022-05-11T10:00, 2022-05-12T11:00..2022-05-12T16:00 | 2022-05-12T11:00
    pauses are taken in order however they are written | 2022-05-09T09:00 | 3 | 2022-05-12T10:00..2022-05-12T11:30, 2022-05-11T08:00..2022-05-11T10:00 | 2022-05-12T14:00
    a pause over a weekend adds Monday’s half hour | 2022-05-06T10:00 | 1 | 2022-05-06T17:00..2022-05-09T08:00 | 2022-05-09T10:30
    a pause up to the opening it is due at adds nothing | 2022-05-09T07:30 | 1 | 2022-05-09T18:00..2022-05-10T07:30 | 2022-05-10T07:30
    a pause across the opening it is due at | 2022-05-09T07:30 | 1 | 2022-05-09T18:00..2022-05-10T08:30 | 2022-05-10T08:30
    the same pause split at that opening | 2022-05-09T07:30 | 1 | 2022-05-09T18:00..2022-05-10T07:30, 2022-05-10T07:30..2022-05-10T08:30 | 2022-05-10T08:30
    `,
  ))

describe('a term in working hours', () =>
  examples(
    'workingHours',
    `
    used up exactly at 12:00 is due at 12:00 | 2022-05-09T09:00 | 3 |  | 2022-05-09T12:00
    runs across lunch | 2022-05-09T09:00 | 4 |  | 2022-05-09T14:30
    a whole day from opening is due at the close | 2022-05-09T07:30 | 8 |  | 2022-05-09T17:00
    runs across the night | 2022-05-09T16:00 | 8 |  | 2022-05-10T16:00
    runs across holidays | 2022-04-29T16:30 | 1 |  | 2022-05-04T08:00
    received at the close of the morning | 2022-05-09T12:00 | 1 |  | 2022-05-09T14:30
    received on a Saturday | 2022-05-07T10:00 | 4 |  | 2022-05-09T11:30
    runs on a compensating Saturday | 2024-05-03T16:00 | 2 |  | 2024-05-04T08:30
    keeps the seconds | 2022-05-09T09:00:30 | 1 |  | 2022-05-09T10:00:30
    a pause goes on after the close it was due at | 2022-05-09T09:00 | 3 | 2022-05-09T10:00..2022-05-09T11:00 | 2022-05-09T14:30
    a pause that begins at the close it is due at is ignored | 2022-05-09T09:00 | 3 | 2022-05-09T12:00..2022-05-09T15:00 | 2022-05-09T12:00
    a pause a minute before that close | 2022-05-09T09:00 | 3 | 2022-05-09T11:59..2022-05-09T14:00 | 2022-05-09T14:01
    a pause from receipt on delays the whole term | 2022-05-09T09:00 | 3 | 2022-05-09T09:00..2022-05-10T09:00 | 2022-05-10T12:00
    `,
  ))

describe('a term in calendar days', () =>
  examples(
    'calendarDays',
    `
    ends on a working day | 2022-05-09T09:00 | 4 |  | 2022-05-13T09:00
    that ends on a Saturday ends on Monday | 2022-05-09T09:00 | 5 |  | 2022-05-16T09:00
    that ends on a holiday ends after it | 2022-04-28T14:00 | 2 |  | 2022-05-04T14:00
    begins at the next working moment | 2022-05-06T18:00 | 3 |  | 2022-05-12T07:30
    received at the close of the morning | 2022-05-09T12:00 | 1 |  | 2022-05-10T13:30
    that ends on a compensating Saturday stays | 2024-04-23T10:00 | 11 |  | 2024-05-04T10:00
    that ends on the Sunday after it moves | 2024-04-23T10:00 | 12 |  | 2024-05-06T10:00
    moved to 12:00 by a pause goes on to 13:30 | 2022-05-09T09:00 | 2 | 2022-05-10T09:00..2022-05-10T12:00 | 2022-05-11T13:30
    moved to 17:00 goes on to the next morning | 2022-05-09T09:00 | 2 | 2022-05-10T09:00..2022-05-10T17:00 | 2022-05-12T07:30
    moved into the night | 2022-05-09T09:00 | 2 | 2022-05-10T09:00..2022-05-10T21:00 | 2022-05-12T07:30
    moved to Friday night goes on to Monday | 2022-05-09T09:00 | 4 | 2022-05-10T00:00..2022-05-10T13:00 | 2022-05-16T07:30
    moved to Saturday night: Monday night, so Tuesday | 2022-05-09T09:00 | 5 | 2022-05-10T00:00..2022-05-10T13:00 | 2022-05-17T07:30
    moved to Saturday before dawn: Monday’s opening | 2022-05-09T09:00 | 4 | 2022-05-10T00:00..2022-05-10T18:00 | 2022-05-16T07:30
    a pause at the end on a day off is ignored | 2022-05-09T09:00 | 5 | 2022-05-14T09:00..2022-05-15T09:00 | 2022-05-16T09:00
    a pause over a weekend counts its calendar time | 2022-05-09T09:00 | 5 | 2022-05-14T08:00..2022-05-16T09:00 | 2022-05-16T10:00
    `,
  ))

describe('seasons', () => {
  examples(
    'workingDays',
    `
    11:45 is lunch in summer: the afternoon’s opening | 2022-05-13T11:45 | 1 |  | 2022-05-16T14:00
    11:30 is the summer’s close: due at that close | 2022-05-13T11:30 | 1 |  | 2022-05-16T11:30
    13:45 is lunch in summer | 2022-05-13T13:45 | 1 |  | 2022-05-16T14:00
    07:10 is before the autumn’s opening | 2022-09-15T07:10 | 1 |  | 2022-09-16T07:30
    17:00 is the autumn’s close | 2022-09-15T17:00 | 1 |  | 2022-09-16T17:00
    17:15 is after it: the next morning | 2022-09-15T17:15 | 1 |  | 2022-09-19T07:30
    `,
    seasons,
  )
  examples(
    'workingHours',
    `
    hours run on by each day’s own | 2022-05-13T16:00 | 2 |  | 2022-05-16T08:00
    `,
    seasons,
  )
  examples(
    'calendarDays',
    `
    a calendar term at a close goes on | 2022-05-13T11:30 | 3 |  | 2022-05-16T14:00
    `,
    seasons,
  )
})

describe('a term within the day', () => {
  const rows = rowsOf(`
    received before the cutoff is due at the close | 2022-05-09T14:59 |  | 2022-05-09T17:00
    received at the cutoff is due on the next working day | 2022-05-09T15:00 |  | 2022-05-10T17:00
    received on Friday at four is due on Monday | 2022-05-06T16:00 |  | 2022-05-09T17:00
    received after hours counts from the next opening | 2022-05-06T18:00 |  | 2022-05-09T17:00
    received on a Sunday | 2022-05-08T16:00 |  | 2022-05-09T17:00
    a pause extends it | 2022-05-09T09:00 | 2022-05-09T10:00..2022-05-09T11:00 | 2022-05-10T08:30
  `)
  test.each(rows)('%s', (_why, received = '', pauses = '', due = '') => {
    const input = { receivedAt: at(received), cutoff: '15:00', pauses: pausesIn(pauses) }
    expect(local(sameDayDueDate(input, province).dueAt)).toBe(due)
  })
})

describe('what cannot be counted', () => {
  const rows = rowsOf(`
    a receipt before the published years | 2020-12-31T09:00 | 1 | workingDays |  | receivedAt
    a receipt in a provisional year | 2027-01-05T09:00 | 1 | workingDays |  | receivedAt
    a receipt whose next opening is not published | 2026-12-31T17:30 | 1 | workingDays |  | receivedAt
    an unreadable receipt | 2022-13-01T09:00 | 1 | workingDays |  | receivedAt
    a term of nothing | 2022-05-09T09:00 | 0 | workingDays |  | term
    a negative term | 2022-05-09T09:00 | -3 | workingHours |  | term
    half a day | 2022-05-09T09:00 | 1.5 | calendarDays |  | term
    not a number | 2022-05-09T09:00 | NaN | calendarDays |  | term
    days beyond the published years | 2026-12-31T09:00 | 1 | workingDays |  | term
    hours beyond the published years | 2026-12-31T09:00 | 8 | workingHours |  | term
    calendar days beyond the published years | 2026-12-31T09:00 | 1 | calendarDays |  | term
    a term of centuries | 2022-05-09T09:00 | 9e15 | calendarDays |  | term
    an unknown unit | 2022-05-09T09:00 | 1 | weeks |  | unit
    a pause that ends where it begins | 2022-05-09T09:00 | 1 | workingDays | 2022-05-10T09:00..2022-05-10T09:00 | pauses[0].to
    a second pause the wrong way round | 2022-05-09T09:00 | 1 | workingDays | 2022-05-09T09:00..2022-05-09T10:00, 2022-05-10T09:00..2022-05-10T08:00 | pauses[1].to
    a pause before the published years | 2022-05-09T09:00 | 1 | workingDays | 2020-05-10T09:00..2022-05-10T08:00 | pauses[0].from
    a pause beyond the published years | 2022-05-09T09:00 | 1 | calendarDays | 2022-05-10T09:00..2027-01-01T00:01 | pauses[0].to
    an extension beyond the published years | 2026-12-30T09:00 | 1 | workingDays | 2026-12-30T10:00..2026-12-31T16:00 | pauses[0].to
    a calendar extension beyond them | 2026-12-29T09:00 | 1 | calendarDays | 2026-12-29T10:00..2026-12-31T16:00 | pauses[0].to
  `)
  test.each(rows)('%s: 422', (_why, received = '', term = '', unit = '', pauses = '', path = '') => {
    const input = { receivedAt: at(received), term: Number(term), pauses: pausesIn(pauses) }
    expect(refusal(() => dueDate({ ...input, unit: unit as TermUnit }, province))).toEqual([422, path])
  })
  test('the last published instants may be used', () => {
    const input = { receivedAt: at('2026-12-31T07:30'), term: 8, unit: 'workingHours' as const }
    expect(local(dueDate(input, province).dueAt)).toBe('2026-12-31T17:00')
    const pauses = pausesIn('2026-12-31T17:00..2027-01-01T00:00')
    expect(local(dueDate({ ...input, pauses }, province).dueAt)).toBe('2026-12-31T17:00')
  })
  test('provisional years count when asked for, and the result says so', () => {
    const option = { provisional: true }
    const across = dueDate(
      { receivedAt: at('2026-12-31T09:00'), term: 1, unit: 'workingDays' },
      province,
      option,
    )
    expect([local(across.dueAt), across.provisional]).toEqual(['2027-01-04T09:00', true])
    expect(across.trace.at(-1)).toMatchObject({ kind: 'due', provisional: true })
    expect(explainTrace(across.trace).at(-1)).toMatch(/tạm tính/)
    const within = dueDate(
      { receivedAt: at('2026-12-30T09:00'), term: 1, unit: 'workingDays' },
      province,
      option,
    )
    expect(within.provisional).toBe(false)
    const input = { receivedAt: at('2027-12-31T09:00'), term: 1, unit: 'workingDays' as const }
    expect(refusal(() => dueDate(input, province, option))).toEqual([422, 'term'])
  })
})

function refusal(attempt: () => unknown): [status: number, path: string | undefined] | undefined {
  try {
    attempt()
  } catch (problem) {
    if (problem instanceof Problem) return [problem.status, problem.errors[0]?.path]
    throw problem
  }
}

test('a due date explains itself to a citizen', () => {
  const counted = dueDate({ receivedAt: at('2022-04-28T09:10'), term: 3, unit: 'workingDays' }, province)
  expect(explainTrace(counted.trace)).toEqual([
    'Nhận hồ sơ lúc 09:10 thứ Năm, 28/04/2022; thời hạn 3 ngày làm việc, không tính ngày bắt đầu.',
    'Tính thứ Sáu, 29/04/2022: 1 ngày làm việc.',
    'Nghỉ từ thứ Bảy, 30/04/2022 đến Chủ nhật, 01/05/2022: cuối tuần.',
    'Nghỉ từ thứ Hai, 02/05/2022 đến thứ Ba, 03/05/2022: Nghỉ bù 30/4 (thứ Bảy) và 1/5 (Chủ nhật).',
    'Tính từ thứ Tư, 04/05/2022 đến thứ Năm, 05/05/2022: 2 ngày làm việc.',
    'Hạn trả kết quả: 09:10 thứ Năm, 05/05/2022.',
  ])
})
