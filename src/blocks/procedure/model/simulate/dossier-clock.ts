import type { Calendar } from '../../../../kernel/calendar.ts'
import { dueDate, sameDayDueDate } from '../../../../kernel/due-date.ts'
import { Problem } from '../../../../kernel/problem.ts'
import type { ClockRule, State } from '../definition.ts'

/** One simulated dossier's legal clock, told by the states it passes through. Instants in milliseconds. */
export type DossierClock = {
  startedAt: number | null
  pausedAt: number | null
  pauses: { from: Date; to: Date }[]
  endedAt: number | null
}

export const newClock = (): DossierClock => ({ startedAt: null, pausedAt: null, pauses: [], endedAt: null })

/** The clock after the dossier has come to a state at `at`. */
export function tick(clock: DossierClock, state: State['clock'], at: number, rule: ClockRule): void {
  if (state === 'none') return
  clock.startedAt ??= at
  if (state === 'stopped') {
    resume(clock, at, rule)
    clock.endedAt ??= at
    return
  }
  clock.endedAt = null
  if (state === 'paused') clock.pausedAt ??= at
  else resume(clock, at, rule)
}

function resume(clock: DossierClock, at: number, rule: ClockRule): void {
  if (clock.pausedAt === null) return
  if (rule.resume === 'restart') {
    clock.startedAt = at
    clock.pauses = []
  } else if (clock.pausedAt < at) clock.pauses.push({ from: new Date(clock.pausedAt), to: new Date(at) })
  clock.pausedAt = null
}

/** The law's due instant, counted by the kernel; null without a term; Infinity when it lies beyond the calendar. */
export function dueOf(clock: DossierClock, rule: ClockRule, calendar: Calendar): number | null {
  if (clock.startedAt === null || (rule.term === null && rule.unit !== 'sameDay')) return null
  const receivedAt = new Date(clock.startedAt)
  const { pauses } = clock
  const options = { provisional: true }
  try {
    const due =
      rule.unit === 'sameDay'
        ? sameDayDueDate({ receivedAt, cutoff: rule.cutoff ?? '17:00', pauses }, calendar, options)
        : dueDate({ receivedAt, term: rule.term!, unit: rule.unit, pauses }, calendar, options)
    return due.dueAt.getTime()
  } catch (error) {
    if (error instanceof Problem && error.code === 'calendar.year-not-published')
      return Number.POSITIVE_INFINITY
    throw error
  }
}
