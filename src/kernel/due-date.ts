import { type Calendar, instantOf } from './calendar.ts'
import type { TermUnit, TraceLine } from './due-date-trace.ts'
import * as trace from './due-date-trace.ts'
import { DAY, dayOf, MINUTE, parseTime, timeOfDay } from './local-time.ts'
import { invalid } from './problem.ts'
import * as count from './working-intervals.ts'

/** Half-open [from, to). */
export type Pause = { from: Date; to: Date }
export type DueDateInput = { receivedAt: Date; term: number; unit: TermUnit; pauses?: Pause[] }
export type DueDate = {
  dueAt: Date
  trace: TraceLine[]
  /** The count used a year whose days off are only provisional. */
  provisional: boolean
}

type Merged = { from: number; to: number; field: string }
type Count = { calendar: Calendar; lines: TraceLine[]; provisional: boolean; start: number; pauses: Merged[] }

/**
 * The due instant of a term, and why. The day of the event is not counted (Bộ luật Dân sự 2015, Điều 147)
 * and a calendar term that ends on a day off ends on the next working day (Điều 148).
 * `term` is a whole number of at least 1. With `provisional`, years marked so may be used and the result says so.
 * Errors (422): request.invalid and calendar.year-not-published, naming receivedAt, term or pauses[i].from / .to.
 */
export function dueDate(
  input: DueDateInput,
  calendar: Calendar,
  options: { provisional?: boolean } = {},
): DueDate {
  const { term, unit } = input
  if (!Number.isSafeInteger(term) || term < 1)
    throw invalid('term', 'Thời hạn (term) phải là số nguyên từ 1 trở lên.')
  if (unit !== 'workingHours' && unit !== 'workingDays' && unit !== 'calendarDays')
    throw invalid('unit', 'Đơn vị (unit) phải là workingHours, workingDays hoặc calendarDays.')
  const counting = begin(input, { term, unit }, calendar, options)
  return unit === 'calendarDays' ? calendarDays(counting, term) : workingTerm(counting, term, unit)
}

/**
 * The due instant of a procedure answered within the day: the close of the day of receipt when received before `cutoff`
 * (`HH:MM`), otherwise the close of the next working day. Outside working time the receipt counts from the next opening.
 * Pauses extend it as they do a working term.
 */
export function sameDayDueDate(
  input: { receivedAt: Date; cutoff: string; pauses?: Pause[] },
  calendar: Calendar,
  options: { provisional?: boolean } = {},
): DueDate {
  const cutoff = parseTime(input.cutoff)
  if (cutoff === null) throw invalid('cutoff', 'Giờ chốt (cutoff) phải ghi theo dạng giờ:phút, ví dụ 15:00.')
  const counting = begin(input, { unit: 'sameDay', cutoff: input.cutoff }, calendar, options)
  const { start, lines } = counting
  const today = dayOf(start) - calendar.firstDay
  const reading = { field: 'receivedAt', provisional: counting.provisional }
  const day = timeOfDay(start) < cutoff ? today : count.workingDayAfter(today, 1, start, calendar, reading)
  const due = instantOf(calendar, day, calendar.hours[day]!.closes.at(-1)!)
  trace.traceWorkingTime(lines, calendar, start, due)
  return finish(counting, extendByWorkingTime(counting, due))
}

function begin(
  input: { receivedAt: Date; pauses?: Pause[] },
  what: Partial<TraceLine>,
  calendar: Calendar,
  options: { provisional?: boolean },
): Count {
  const provisional = options.provisional ?? false
  const received = input.receivedAt.getTime()
  const start = count.nextOpen(received, calendar, { field: 'receivedAt', provisional })
  const lines: TraceLine[] = [{ kind: 'start', from: trace.shown(calendar, received), ...what }]
  if (start !== received) trace.traceOpening(lines, calendar, received, start)
  const counting = { calendar, lines, provisional, start, pauses: [] as Merged[] }
  if (input.pauses?.length) counting.pauses = merge(counting, input.pauses)
  return counting
}

/**
 * Pauses in order, cut to begin at the start, merged where they overlap or touch: half-open pauses that touch cover the
 * same moments as the one they would be written as, so a pause split in two counts as the whole.
 */
function merge({ calendar, provisional, start, lines }: Count, pauses: Pause[]): Merged[] {
  const read = pauses.map((pause, i) => {
    const from = pause.from.getTime()
    const to = pause.to.getTime()
    count.usableDay(from, calendar, { field: `pauses[${i}].from`, provisional })
    const field = `pauses[${i}].to`
    if (from >= to)
      throw invalid(field, `Lần tạm dừng thứ ${i + 1} phải kết thúc (${field}) sau khi bắt đầu.`)
    count.usableSpan(from, to, calendar, { field, provisional })
    return { from, to, field }
  })
  const merged: Merged[] = []
  for (const pause of read.sort((a, b) => a.from - b.from)) {
    if (pause.to <= start) {
      lines.push({ ...pauseLine(calendar, pause, 0), ignored: 'before-start' })
      continue
    }
    const cut = { ...pause, from: Math.max(pause.from, start) }
    const last = merged.at(-1)
    if (!last || cut.from > last.to) merged.push(cut)
    else if (cut.to > last.to) Object.assign(last, { to: cut.to, field: cut.field })
  }
  return merged
}

function workingTerm(counting: Count, term: number, unit: TermUnit): DueDate {
  const { calendar, lines, start, provisional } = counting
  const reading = { field: 'term', provisional }
  let due: number
  if (unit === 'workingHours') {
    due = count.advance(start, term * 60 * MINUTE, calendar, reading)
    trace.traceWorkingTime(lines, calendar, start, due)
  } else {
    const today = dayOf(start) - calendar.firstDay
    const day = count.workingDayAfter(today, term, start, calendar, reading)
    trace.traceDays(lines, calendar, today + 1, day)
    due = instantOf(calendar, day, timeOfDay(start))
    // Only where the hours of two seasons differ can the time of receipt fall outside the due day's hours.
    if (!count.endsAt(calendar, day, timeOfDay(due))) due = moveToOpening(counting, due, 'term')
  }
  return finish(counting, extendByWorkingTime(counting, due))
}

function extendByWorkingTime({ calendar, lines, provisional, pauses }: Count, termDue: number): number {
  let due = termDue
  for (const pause of pauses) {
    if (pause.from >= due) {
      lines.push({ ...pauseLine(calendar, pause, 0), ignored: 'after-due' })
      continue
    }
    const inside = count.worked(pause.to, calendar) - count.worked(pause.from, calendar)
    const extended = count.advance(due, inside, calendar, { field: pause.field, provisional })
    lines.push(pauseLine(calendar, pause, inside))
    if (inside > 0) trace.traceWorkingTime(lines, calendar, due, extended)
    due = extended
  }
  return due
}

function calendarDays(counting: Count, term: number): DueDate {
  const { calendar, lines, start, provisional, pauses } = counting
  const within = (instant: number, field: string): number => {
    const last = count.lastUsable(dayOf(start) - calendar.firstDay, calendar, { provisional })
    if (dayOf(instant) - calendar.firstDay <= last) return instant
    throw count.unpublished(instantOf(calendar, last + 1, 0), calendar, { field }, start)
  }
  let field = 'term'
  let due = within(start + term * DAY, field)
  lines.push({
    kind: 'counted',
    from: trace.shown(calendar, start),
    to: trace.shown(calendar, due),
    days: term,
  })
  for (const pause of pauses) {
    if (pause.from >= due) {
      lines.push({ ...pauseLine(calendar, pause, 0), ignored: 'after-due' })
      continue
    }
    field = pause.field
    const extended = within(due + pause.to - pause.from, field)
    lines.push(pauseLine(calendar, pause, pause.to - pause.from))
    const stretch = { from: trace.shown(calendar, due), to: trace.shown(calendar, extended) }
    lines.push({ kind: 'counted', ...stretch, minutes: (extended - due) / MINUTE })
    due = extended
  }
  const day = dayOf(due) - calendar.firstDay
  if (!calendar.hours[day]) {
    const next = count.workingDayAfter(day, 1, due, calendar, { field, provisional })
    const moved = instantOf(calendar, next, timeOfDay(due))
    trace.traceDaysOff(lines, calendar, day, next)
    const move = { from: trace.shown(calendar, due), to: trace.shown(calendar, moved) }
    lines.push({ kind: 'moved-from-day-off', ...move, days: next - day })
    due = moved
  }
  if (!count.openAt(calendar, dayOf(due) - calendar.firstDay, timeOfDay(due)))
    due = moveToOpening(counting, due, field)
  return finish(counting, due)
}

function moveToOpening({ calendar, lines, provisional }: Count, from: number, field: string): number {
  const opening = count.nextOpen(from, calendar, { field, provisional })
  trace.traceOpening(lines, calendar, from, opening)
  return opening
}

function pauseLine(calendar: Calendar, { from, to }: Merged, counted: number): TraceLine {
  const line: TraceLine = { kind: 'pause', from: trace.shown(calendar, from), to: trace.shown(calendar, to) }
  line.minutes = counted / MINUTE
  return line
}

function finish({ calendar, lines, start }: Count, due: number): DueDate {
  // A pause that counted never reaches beyond the date it moved, so the due day is the last day used.
  const published = count.lastUsable(dayOf(start) - calendar.firstDay, calendar, {})
  const provisional = dayOf(due) - calendar.firstDay > published
  trace.traceDue(lines, calendar, due, provisional)
  return { dueAt: new Date(due), trace: lines, provisional }
}
