import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import provinceCalendar from '../../../areas/province/calendar.json' with { type: 'json' }
import { formatInstant } from '../../../kernel/local-time.ts'
import { Problem } from '../../../kernel/problem.ts'
import { type CalendarData, compileCalendar, dueDate, explainTrace } from '../../../kernel/working-time.ts'
import { type ClockEntry, dueAt, type Term, timeLeft, timeliness } from './clock.ts'

const calendar = compileCalendar(provinceCalendar as CalendarData)
const at = (local: string): Date => new Date(`${local}+07:00`)
const local = (instant: Date | null): string | null =>
  instant && formatInstant(instant.getTime()).slice(0, -6).replace(/:00$/, '')

/** `started 2022-05-09T09:00` … one entry each; an apology carries its new date after `->`. */
const entries = (...lines: string[]): ClockEntry[] =>
  lines.map((line) => {
    const [kind, when, , until] = line.split(' ')
    const entry: ClockEntry = { kind: kind as ClockEntry['kind'], at: `${when}:00+07:00` }
    return until ? { ...entry, until: `${until}:00+07:00` } : entry
  })

const threeDays: Term = { term: 3, unit: 'workingDays' }
const first = (term: Term, ...lines: string[]): string | null =>
  local(dueAt(term, entries(...lines), calendar).firstDueAt)

describe('the due date of a dossier', () => {
  test('before the clock has started there is none', () =>
    expect(dueAt(threeDays, [], calendar)).toEqual({
      firstDueAt: null,
      rescheduledDueAt: null,
      trace: [],
      runs: false,
      provisional: false,
    }))
  test('is its term from the start, explained', () => {
    const due = dueAt(threeDays, entries('started 2022-04-28T09:10'), calendar)
    expect([local(due.firstDueAt), due.runs, due.provisional]).toEqual(['2022-05-05T09:10', true, false])
    expect(explainTrace(due.trace).at(-1)).toBe('Hạn trả kết quả: 09:10 thứ Năm, 05/05/2022.')
  })
  test('entries may be written in any zone', () => {
    const due = dueAt(threeDays, [{ kind: 'started', at: '2022-04-28T02:10:00Z' }], calendar)
    expect(local(due.firstDueAt)).toBe('2022-05-05T09:10')
  })
  test('stands still at the date so far while the clock is paused', () => {
    const due = dueAt(threeDays, entries('started 2022-05-09T09:00', 'paused 2022-05-10T08:00'), calendar)
    expect([local(due.firstDueAt), due.runs]).toEqual(['2022-05-12T09:00', false])
  })
  test('moves by the pause’s working time once resumed', () => {
    const lines = ['started 2022-05-09T09:00', 'paused 2022-05-10T08:00', 'resumed 2022-05-11T10:00']
    const due = dueAt(threeDays, entries(...lines), calendar)
    expect([local(due.firstDueAt), due.runs]).toEqual(['2022-05-13T11:00', true])
  })
  test('a correction asked twice still ends on the lawful day', () => {
    const twice = ['paused 2022-05-10T08:00', 'resumed 2022-05-10T10:00', 'paused 2022-05-11T08:00']
    expect(first(threeDays, 'started 2022-05-09T09:00', ...twice, 'resumed 2022-05-11T09:00')).toBe(
      '2022-05-12T12:00',
    )
  })
  test('paused and resumed in the same instant moves nothing', () => {
    const lines = ['started 2022-05-09T09:00', 'paused 2022-05-10T08:00', 'resumed 2022-05-10T08:00']
    expect(first(threeDays, ...lines)).toBe('2022-05-12T09:00')
  })
  test('a restart counts from zero and forgets the pauses before it', () => {
    const before = ['started 2022-05-09T09:00', 'paused 2022-05-10T08:00', 'resumed 2022-05-10T10:00']
    expect(first(threeDays, ...before, 'restarted 2022-05-11T14:00')).toBe('2022-05-16T14:00')
    const after = ['paused 2022-05-12T08:00', 'resumed 2022-05-12T09:00']
    expect(first(threeDays, ...before, 'restarted 2022-05-11T14:00', ...after)).toBe('2022-05-16T15:00')
  })
  test('a restart ends a pause', () => {
    const lines = ['started 2022-05-09T09:00', 'paused 2022-05-10T08:00', 'restarted 2022-05-11T18:00']
    const due = dueAt(threeDays, entries(...lines), calendar)
    expect([local(due.firstDueAt), due.runs]).toEqual(['2022-05-17T07:30', true])
  })
  test('an apology gives a new date and leaves the law’s', () => {
    const lines = ['started 2022-05-09T09:00', 'apologised 2022-05-12T08:00 -> 2022-05-18T09:00']
    const due = dueAt(threeDays, entries(...lines), calendar)
    expect([local(due.firstDueAt), local(due.rescheduledDueAt)]).toEqual([
      '2022-05-12T09:00',
      '2022-05-18T09:00',
    ])
    expect(due.runs).toBe(true)
  })
  test('in working hours and in calendar days', () => {
    expect(first({ term: 8, unit: 'workingHours' }, 'started 2022-05-09T16:00')).toBe('2022-05-10T16:00')
    expect(first({ term: 5, unit: 'calendarDays' }, 'started 2022-05-09T09:00')).toBe('2022-05-16T09:00')
  })
  test('without a term there is no date, and the clock runs all the same', () => {
    const due = dueAt({ none: true }, entries('started 2022-05-09T09:00'), calendar)
    expect([due.firstDueAt, due.trace, due.runs]).toEqual([null, [], true])
  })
  test('within the day before the cutoff, else on the next working day', () => {
    const sameDay: Term = { sameDay: true, cutoff: '15:00' }
    expect(first(sameDay, 'started 2022-05-06T14:59')).toBe('2022-05-06T17:00')
    expect(first(sameDay, 'started 2022-05-06T15:00')).toBe('2022-05-09T17:00')
    expect(first(sameDay, 'started 2022-05-06T18:00')).toBe('2022-05-09T17:00')
    const paused = ['started 2022-05-06T09:00', 'paused 2022-05-06T10:00', 'resumed 2022-05-06T11:00']
    expect(first(sameDay, ...paused)).toBe('2022-05-09T08:30')
    const { trace } = dueAt(sameDay, entries('started 2022-05-06T15:30'), calendar)
    expect(explainTrace(trace)[0]).toContain('trả kết quả trong ngày nếu nhận trước 15:00')
  })
  test('uses a provisional year and says so', () => {
    const due = dueAt(threeDays, entries('started 2026-12-31T09:00'), calendar)
    expect([local(due.firstDueAt), due.provisional]).toEqual(['2027-01-06T09:00', true])
  })
  test('a pause open over the year’s end does not make the date provisional', () => {
    const due = dueAt(threeDays, entries('started 2026-12-21T09:00', 'paused 2026-12-22T09:00'), calendar)
    expect([local(due.firstDueAt), due.provisional]).toEqual(['2026-12-24T09:00', false])
  })
})

describe('entries that cannot be', () => {
  const refusal = (...lines: string[]): [string, number] | undefined => {
    try {
      dueAt(threeDays, entries(...lines), calendar)
    } catch (problem) {
      if (problem instanceof Problem) return [problem.code, problem.status]
      throw problem
    }
  }
  const started = 'started 2022-05-09T09:00'
  const paused = 'paused 2022-05-10T09:00'
  const apology = 'apologised 2022-05-12T08:00 -> 2022-05-18T09:00'
  test.each<[string, string[], string, number]>([
    ['a second apology', [started, apology, apology], 'dossier.already-apologised', 409],
    [
      'also after a restart',
      [started, apology, 'restarted 2022-05-13T08:00', 'apologised 2022-05-14T08:00 -> 2022-05-19T09:00'],
      'dossier.already-apologised',
      409,
    ],
    ['an apology without a new date', [started, 'apologised 2022-05-12T08:00'], 'request.invalid', 422],
    [
      'an apology for a date already past',
      [started, 'apologised 2022-05-12T08:00 -> 2022-05-12T08:00'],
      'request.invalid',
      422,
    ],
    ['an apology before the start', [apology], 'dossier.clock-order', 409],
    ['a second start', [started, 'started 2022-05-10T09:00'], 'dossier.clock-order', 409],
    ['a pause before the start', [paused], 'dossier.clock-order', 409],
    ['a pause in a pause', [started, paused, 'paused 2022-05-11T09:00'], 'dossier.clock-order', 409],
    ['a resumption without a pause', [started, 'resumed 2022-05-11T09:00'], 'dossier.clock-order', 409],
    ['a restart before the start', ['restarted 2022-05-11T09:00'], 'dossier.clock-order', 409],
    ['a clock that goes back', [started, 'paused 2022-05-09T08:59'], 'dossier.clock-order', 409],
    ['a time that is none', ['started 2022-02-30T09:00'], 'request.invalid', 422],
  ])('%s', (_name, lines, code, status) => expect(refusal(...lines)).toEqual([code, status]))
})

test('the clock counts what calendar.dueDate counts', () => {
  const minute = fc.integer({ min: 0, max: 700_000 })
  const gaps = fc.array(fc.tuple(fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 1, max: 9000 })), {
    maxLength: 4,
  })
  const unit = fc.constantFrom('workingHours', 'workingDays', 'calendarDays')
  fc.assert(
    fc.property(minute, fc.integer({ min: 1, max: 60 }), unit, gaps, (offset, term, unit, gaps) => {
      let now = at('2022-01-04T08:00').getTime() + offset * 60_000
      const receivedAt = new Date(now)
      const written: ClockEntry[] = [{ kind: 'started', at: receivedAt.toISOString() }]
      const pauses = gaps.map(([wait, length]) => {
        const from = new Date(now + wait * 60_000)
        const to = new Date(from.getTime() + length * 60_000)
        now = to.getTime()
        written.push({ kind: 'paused', at: from.toISOString() }, { kind: 'resumed', at: to.toISOString() })
        return { from, to }
      })
      const due = dueAt({ term, unit }, written, calendar)
      const counted = dueDate({ receivedAt, term, unit, pauses }, calendar)
      expect([due.firstDueAt, due.trace]).toEqual([counted.dueAt, counted.trace])
    }),
    { numRuns: 500 },
  )
})

describe('timeliness', () => {
  const due = at('2022-05-05T09:10')
  test.each<[string, string, number, string]>([
    ['the day before, at night, is early', '2022-05-04T23:59', 0, 'early'],
    ['the same day before the hour is on time', '2022-05-05T00:00', 0, 'onTime'],
    ['exactly at the hour is on time', '2022-05-05T09:10', 0, 'onTime'],
    ['a minute after is late', '2022-05-05T09:11', 0, 'late'],
    ['one correction round does no harm', '2022-05-04T10:00', 1, 'early'],
    ['a second one counts as late', '2022-05-04T10:00', 2, 'late'],
  ])('%s', (_name, finished, rounds, expected) =>
    expect(timeliness(at(finished), due, rounds)).toBe(expected),
  )
  test('without a due date nothing is late, save by a second correction', () => {
    expect(timeliness(due, null, 1)).toBe('onTime')
    expect(timeliness(due, null, 2)).toBe('late')
  })
})

test.each<[string, string, number]>([
  ['2022-05-09T09:00', '2022-05-10T09:00', 480],
  ['2022-05-09T16:30', '2022-05-10T08:00', 60],
  ['2022-05-10T08:00', '2022-05-09T16:30', -60],
  ['2022-04-29T17:00', '2022-05-04T07:30', 0],
  ['2022-05-09T09:00', '2022-05-09T09:00', 0],
  ['2022-05-09T20:00', '2022-05-09T17:00', -1],
  ['2022-05-09T09:00:30', '2022-05-09T09:02', 1],
  ['2027-03-01T09:00', '2026-12-31T16:00', -60 - 40 * 480 - 90],
])('at %s a dossier due %s has %i working minutes left', (now, due, minutes) =>
  expect(timeLeft(at(now), at(due), calendar)).toBe(minutes),
)
