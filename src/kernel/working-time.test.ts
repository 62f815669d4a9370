import { describe, expect, test } from 'vitest'
import provinceCalendar from '../areas/province/calendar.json' with { type: 'json' }
import { formatInstant, parseInstant } from './local-time.ts'
import { Problem } from './problem.ts'
import {
  addWorkingTime,
  type CalendarData,
  compileCalendar,
  isWorkingDay,
  isWorkingMoment,
  nextWorkingMoment,
  workingDaysOfYear,
  workingTimeBetween,
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

function refusal(attempt: () => unknown): [status: number, path: string | undefined] | undefined {
  try {
    attempt()
  } catch (problem) {
    if (problem instanceof Problem) return [problem.status, problem.errors[0]?.path]
    throw problem
  }
}

describe('the province’s calendar', () => {
  test.each([
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 250],
    [2026, 249],
  ])('the state works the published number of days in %i', (year, days) =>
    expect(workingDaysOfYear(year, province)).toBe(days),
  )
  test('lists 71 published weekdays off and four compensating Saturdays; 2027 is provisional', () => {
    const published = data.daysOff.filter((day) => day.date < '2027')
    expect(published).toHaveLength(71)
    expect(published.every((day) => new Date(day.date).getUTCDay() % 6 !== 0)).toBe(true)
    expect(data.workingWeekends.map((day) => new Date(day.date).getUTCDay())).toEqual([6, 6, 6, 6])
    expect(data.years.filter((year) => year.status === 'provisional')).toEqual([
      { year: 2027, status: 'provisional' },
    ])
    expect(JSON.parse(JSON.stringify(data))).toEqual(data)
  })
  test.each<[string, string, boolean]>([
    ['a Thursday', '2022-04-28T23:59', true],
    ['a Saturday', '2022-04-30T10:00', false],
    ['a listed holiday', '2022-05-02T10:00', false],
    ['a compensating Saturday', '2024-05-04T10:00', true],
    ['the Sunday after it', '2024-05-05T10:00', false],
    ['the day off exchanged for it', '2024-04-29T10:00', false],
  ])('%s', (_name, day, works) => expect(isWorkingDay(at(day), province)).toBe(works))
  test.each<[string, boolean, string]>([
    ['2022-05-09T07:29', false, '2022-05-09T07:30'],
    ['2022-05-09T07:30', true, '2022-05-09T07:30'],
    ['2022-05-09T11:59', true, '2022-05-09T11:59'],
    ['2022-05-09T12:00', false, '2022-05-09T13:30'],
    ['2022-05-09T13:30', true, '2022-05-09T13:30'],
    ['2022-05-09T17:00', false, '2022-05-10T07:30'],
    ['2022-04-29T17:00', false, '2022-05-04T07:30'],
    ['2022-01-28T18:00', false, '2022-02-07T07:30'],
    ['2024-05-03T17:00', false, '2024-05-04T07:30'],
  ])('at %s working: %s, next %s', (moment, works, next) => {
    expect(isWorkingMoment(at(moment), province)).toBe(works)
    expect(local(nextWorkingMoment(at(moment), province))).toBe(next)
  })
  test('working time runs across lunch, night and holidays', () => {
    const minutes = (a: string, b: string) => workingTimeBetween(at(a), at(b), province) / 60_000
    expect(minutes('2022-05-09T11:00', '2022-05-09T14:00')).toBe(90)
    expect(minutes('2022-04-29T16:00', '2022-05-04T08:30')).toBe(120)
    expect(minutes('2022-05-04T08:30', '2022-04-29T16:00')).toBe(-120)
    expect(minutes('2022-01-01T00:00', '2023-01-01T00:00')).toBe(249 * 480)
    expect(local(addWorkingTime(at('2022-05-09T11:00'), 3_600_000, province))).toBe('2022-05-09T12:00')
    expect(local(addWorkingTime(at('2022-05-09T11:00'), 3_660_000, province))).toBe('2022-05-09T13:31')
    expect(local(addWorkingTime(at('2022-05-07T11:00'), 0, province))).toBe('2022-05-07T11:00')
  })
  test('of the hours that cover a date the rule with the latest beginning wins', () => {
    const day = (date: string) =>
      workingTimeBetween(at(`${date}T00:00`), at(`${date}T23:00`), seasons) / 60_000
    expect([day('2022-05-13'), day('2022-05-16'), day('2022-07-01'), day('2022-08-01')]).toEqual([
      480, 480, 420, 480,
    ])
    expect(local(nextWorkingMoment(at('2022-06-30T17:30'), seasons))).toBe('2022-07-01T06:30')
    expect(local(nextWorkingMoment(at('2022-09-15T17:30'), seasons))).toBe('2022-09-16T07:30')
  })
  test.each<[string, Partial<CalendarData>, string]>([
    ['no year', { years: [] }, 'years'],
    ['a year twice', { years: [...data.years, { year: 2022, status: 'published' }] }, 'years[7].year'],
    ['no such day', { daysOff: [{ date: '2022-02-30', name: 'x', kind: 'holiday' }] }, 'daysOff[0].date'],
    [
      'a day outside the years',
      { daysOff: [{ date: '2031-01-01', name: 'x', kind: 'holiday' }] },
      'daysOff[0].date',
    ],
    [
      'a weekday as a working weekend',
      { workingWeekends: [{ date: '2022-05-10', name: 'x' }] },
      'workingWeekends[0].date',
    ],
    [
      'hours that end before they begin',
      { hours: [{ intervals: [['12:00', '07:30']] }] },
      'hours[0].intervals[0]',
    ],
    [
      'hours that overlap',
      {
        hours: [
          {
            intervals: [
              ['07:00', '12:00'],
              ['11:00', '17:00'],
            ],
          },
        ],
      },
      'hours[0].intervals[1]',
    ],
    [
      'a season without hours around it',
      { hours: [{ from: '2022-05-01', intervals: [['07:00', '12:00']] }] },
      'hours',
    ],
  ])('refuses %s and names it', (_name, wrong, path) => {
    expect(refusal(() => compileCalendar({ ...data, ...wrong }))).toEqual([422, path])
  })
})

test('instants are read strictly and written back the same', () => {
  const text = '2022-05-05T09:10:00+07:00'
  expect(formatInstant(parseInstant(text) ?? 0)).toBe(text)
  expect(parseInstant('2022-05-05T02:10:00.250Z')).toBe(Date.UTC(2022, 4, 5, 2, 10, 0, 250))
  const unreadable = [
    '2022-02-30T09:00:00Z',
    '2022-05-05T09:10:00',
    '2022-05-05',
    '2022-05-05T24:00:00Z',
    'mai',
  ]
  expect(unreadable.map(parseInstant)).toEqual([null, null, null, null, null])
})
