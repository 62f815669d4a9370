import type { Calendar } from '../../../kernel/calendar.ts'
import { dueDate } from '../../../kernel/due-date.ts'

export const FEEDBACK_KINDS = ['complaint', 'petition'] as const
export const FEEDBACK_CLASSES = ['regulation', 'conduct'] as const
export const FEEDBACK_STATES = ['received', 'supplementing', 'refused', 'answered', 'published'] as const
export type FeedbackState = (typeof FEEDBACK_STATES)[number]

/** What can happen to what somebody reported; `from`: the states it may happen in. */
const ACTS = {
  refuse: { from: ['received'], to: 'refused', limit: 'refuseOrForwardDays' },
  forward: { from: ['received'], to: 'received', limit: 'refuseOrForwardDays' },
  askSupplement: { from: ['received'], to: 'supplementing', limit: 'supplementDays' },
  supplement: { from: ['supplementing'], to: 'received', limit: null },
  answer: { from: ['received'], to: 'answered', limit: 'resolveDays' },
  publish: { from: ['answered'], to: 'published', limit: 'publishDays' },
} as const satisfies Record<
  string,
  { from: readonly FeedbackState[]; to: FeedbackState; limit: Limit | null }
>
export type Act = keyof typeof ACTS
type Limit = 'refuseOrForwardDays' | 'supplementDays' | 'resolveDays' | 'publishDays'
export type Limits = Record<Limit, number>

export type Standing = {
  state: FeedbackState
  /** From sending, or from the last transfer. */
  countsFrom: Date
  /** When the sender was asked for more; null while nobody waits for them. */
  pausedAt: Date | null
  /** By when the next thing is due: the answer, then its publication. */
  dueAt: Date
  late: boolean
}

export type Step = Standing & { stepDueAt: Date | null; stepLate: boolean }

const workingDays = (from: Date, days: number, calendar: Calendar) =>
  dueDate({ receivedAt: from, term: days, unit: 'workingDays' }, calendar, { provisional: true }).dueAt

/** Something newly reported: to be answered within the limit from its receipt. Pure. */
export function reported(at: Date, limits: Limits, calendar: Calendar): Standing {
  return {
    state: 'received',
    countsFrom: at,
    pausedAt: null,
    dueAt: workingDays(at, limits.resolveDays, calendar),
    late: false,
  }
}

/**
 * What it has become by one act, and whether that act came after its limit. A transfer starts the limit anew; while the
 * sender is asked for more the limit stands still. Null: the act does not fit its state. Pure.
 */
export function after(
  standing: Standing,
  act: Act,
  at: Date,
  limits: Limits,
  calendar: Calendar,
): Step | null {
  const rule = ACTS[act]
  if (!(rule.from as readonly FeedbackState[]).includes(standing.state)) return null
  const stepDueAt =
    rule.limit === null
      ? null
      : rule.limit === 'resolveDays' || rule.limit === 'publishDays'
        ? standing.dueAt
        : workingDays(standing.countsFrom, limits[rule.limit], calendar)
  const stepLate = stepDueAt !== null && at > stepDueAt
  const next: Step = {
    ...standing,
    state: rule.to,
    late: standing.late || stepLate,
    stepDueAt,
    stepLate,
  }
  if (act === 'forward')
    return { ...next, countsFrom: at, dueAt: workingDays(at, limits.resolveDays, calendar) }
  if (act === 'askSupplement') return { ...next, pausedAt: at }
  if (act === 'supplement') {
    const pauses = [{ from: standing.pausedAt ?? at, to: at }].filter((pause) => pause.from < pause.to)
    const { dueAt } = dueDate(
      { receivedAt: standing.countsFrom, term: limits.resolveDays, unit: 'workingDays', pauses },
      calendar,
      { provisional: true },
    )
    return { ...next, pausedAt: null, dueAt: later(dueAt, standing.dueAt) }
  }
  if (act === 'answer') return { ...next, dueAt: workingDays(at, limits.publishDays, calendar) }
  return next
}

const later = (one: Date, other: Date) => new Date(Math.max(one.getTime(), other.getTime()))

const NUMBERS = /(?<!\d)(?:\d[ .-]?){8,11}\d(?!\d)/
const MAIL = /[^\s@]+@[^\s@]+\.[a-z]{2,}/i

/** What in a text for everybody's eyes looks like a person's own: a telephone or citizen number, an e-mail address. */
export function personalPart(text: string): string | null {
  return (MAIL.exec(text) ?? NUMBERS.exec(text))?.[0] ?? null
}
