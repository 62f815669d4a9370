import { dayOf, formatInstant, MINUTE, parseInstant } from '../../../kernel/local-time.ts'
import { invalid, Problem } from '../../../kernel/problem.ts'
import {
  type Calendar,
  dueDate,
  type Pause,
  sameDayDueDate,
  type TermUnit,
  type TraceLine,
  workingTimeBetween,
} from '../../../kernel/working-time.ts'

/** What happened to a dossier's clock, in order. `at`, `until` are RFC 3339; `until` is the new date of an apology. */
export type ClockEntry = {
  kind: 'started' | 'paused' | 'resumed' | 'restarted' | 'apologised'
  at: string
  until?: string
}

/** The term of an edition: so many units; within the day when received before `cutoff` (`HH:MM`); or no term at all. */
export type Term = { term: number; unit: TermUnit } | { sameDay: true; cutoff: string } | { none: true }

export type Due = {
  /** The law's date, pauses applied; null without a term or before the clock has started. */
  firstDueAt: Date | null
  /** The date an apology letter tells the citizen; never the measure of lateness. */
  rescheduledDueAt: Date | null
  trace: TraceLine[]
  /** Is the clock running after the last entry? */
  runs: boolean
  provisional: boolean
}

type Clock = { start: Date | null; pauses: Pause[]; pausedAt: Date | null; apologisedUntil: Date | null }

/**
 * The due instant of a term, with every pause, and why. Pure. A pause still open adds nothing yet: the date is the one
 * reached so far and `runs` is false. A restart counts from zero. Years with provisional days off are used, and said so.
 * Errors: dossier.clock-order (409) when an entry cannot follow the ones before it, dossier.already-apologised (409),
 * request.invalid (422) for an unreadable time, and those of calendar.dueDate.
 */
export function dueAt(term: Term, entries: ClockEntry[], calendar: Calendar): Due {
  const { start, pauses, pausedAt, apologisedUntil } = readClock(entries)
  const runs = start !== null && pausedAt === null
  const due: Due = {
    firstDueAt: null,
    rescheduledDueAt: apologisedUntil,
    trace: [],
    runs,
    provisional: false,
  }
  if (!start || 'none' in term) return due
  const options = { provisional: true }
  const counted =
    'sameDay' in term
      ? sameDayDueDate({ receivedAt: start, cutoff: term.cutoff, pauses }, calendar, options)
      : dueDate({ receivedAt: start, term: term.term, unit: term.unit, pauses }, calendar, options)
  return { ...due, firstDueAt: counted.dueAt, trace: counted.trace, provisional: counted.provisional }
}

function readClock(entries: ClockEntry[]): Clock {
  let clock: Clock = { start: null, pauses: [], pausedAt: null, apologisedUntil: null }
  let before = Number.NEGATIVE_INFINITY
  entries.forEach((entry, i) => {
    const at = instant(entry.at, `entries[${i}].at`)
    if (at.getTime() < before)
      throw outOfOrder(`Mốc thời gian ${entry.at} lùi trước mốc đã ghi liền trước nó.`)
    before = at.getTime()
    clock = STEPS[entry.kind](clock, at, entry, i)
  })
  return clock
}

type Step = (clock: Clock, at: Date, entry: ClockEntry, i: number) => Clock

const STEPS: Record<ClockEntry['kind'], Step> = {
  started(clock, at) {
    if (clock.start) throw outOfOrder('Hồ sơ đã bắt đầu tính thời hạn; không thể bắt đầu lần nữa.')
    return { ...clock, start: at }
  },
  paused(clock, at) {
    if (!clock.start) throw outOfOrder('Hồ sơ chưa bắt đầu tính thời hạn nên chưa thể tạm dừng.')
    if (clock.pausedAt) throw outOfOrder('Hồ sơ đang tạm dừng; hãy cho tính tiếp trước khi tạm dừng lần nữa.')
    return { ...clock, pausedAt: at }
  },
  resumed(clock, at) {
    if (!clock.pausedAt) throw outOfOrder('Hồ sơ không tạm dừng nên không thể tính tiếp.')
    // Paused and resumed at the same instant is no pause at all.
    const pauses = clock.pausedAt < at ? [...clock.pauses, { from: clock.pausedAt, to: at }] : clock.pauses
    return { ...clock, pauses, pausedAt: null }
  },
  restarted(clock, at) {
    if (!clock.start) throw outOfOrder('Hồ sơ chưa bắt đầu tính thời hạn nên không thể tính lại từ đầu.')
    return { ...clock, start: at, pauses: [], pausedAt: null }
  },
  apologised(clock, at, entry, i) {
    if (!clock.start) throw outOfOrder('Hồ sơ chưa bắt đầu tính thời hạn nên không thể xin lỗi và hẹn lại.')
    if (clock.apologisedUntil)
      throw new Problem(
        'dossier.already-apologised',
        409,
        `Hồ sơ đã xin lỗi và hẹn lại đến ${formatInstant(clock.apologisedUntil.getTime())}; mỗi hồ sơ chỉ được hẹn lại một lần.`,
      )
    const path = `entries[${i}].until`
    const until = instant(entry.until ?? '', path)
    if (until <= at) throw invalid(path, 'Ngày hẹn lại (until) phải sau lúc gửi phiếu xin lỗi.')
    return { ...clock, apologisedUntil: until }
  },
}

function instant(text: string, path: string): Date {
  const read = parseInstant(text)
  if (read === null)
    throw invalid(
      path,
      `Thời điểm “${text}” không đọc được; hãy ghi đủ ngày, giờ và múi giờ, ví dụ 2022-05-05T09:10:00+07:00.`,
    )
  return new Date(read)
}

const outOfOrder = (detail: string): Problem => new Problem('dossier.clock-order', 409, detail)

/**
 * Early: finished on an earlier local date than `firstDueAt`; on time: not after it; else late, apologised for or not.
 * More than one correction round after acceptance counts as late (QĐ 766/QĐ-TTg). Without a due date nothing is late.
 */
export function timeliness(
  finishedAt: Date,
  firstDueAt: Date | null,
  afterAcceptanceCorrections: number,
): 'early' | 'onTime' | 'late' {
  if (afterAcceptanceCorrections > 1) return 'late'
  if (!firstDueAt) return 'onTime'
  if (dayOf(finishedAt.getTime()) < dayOf(firstDueAt.getTime())) return 'early'
  return finishedAt <= firstDueAt ? 'onTime' : 'late'
}

/** Whole working minutes left, rounded down; negative as soon as `now` has passed `dueAt`, at night too. */
export function timeLeft(now: Date, dueAt: Date, calendar: Calendar): number {
  const minutes = Math.floor(
    workingTimeBetween(now, dueAt, calendar, { field: 'now', provisional: true }) / MINUTE,
  )
  return now > dueAt ? Math.min(minutes, -1) : Math.max(minutes, 0)
}
