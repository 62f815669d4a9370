import type { Kysely } from 'kysely'
import { dayOf, formatDate, instantAt, parseDate } from '../../../kernel/local-time.ts'
import type { CalendarPeriod } from '../../../kernel/period.ts'
import { dueDate } from '../../../kernel/working-time.ts'
import type { Memory } from '../../../platform/command/memory.ts'
import { type FeedbackCounts, feedbackCounts, fewestAnswers, surveyCounts } from '../../content/index.ts'
import { type MonthFigures, monthFigures, portalInUse } from '../../dossier/index.ts'
import { type AgencyTree, agencyTree, workingCalendar } from '../../organisation/index.ts'
import { type OnlinePayments, onlinePayments } from '../../payment/index.ts'
import { type CatalogueEntry, catalogue, levelsOn, publicationsIn } from '../../procedure/index.ts'

type Reading = { db: Kysely<any>; memory: Memory; now: Date }
type Survey = { agency: string; answers: number; dissatisfied: number }
const PUBLISH_WITHIN_DAYS = 5

/** Everything the index of one period is counted from, of the whole province, read once. */
export type Facts = {
  period: CalendarPeriod
  tree: AgencyTree
  /** When these were read. */
  readAt: Date
  months: Map<string, MonthFigures[]>
  entries: Map<string, CatalogueEntry>
  levels: ReadonlyMap<string, string>
  publications: { procedure: string; inTime: boolean }[]
  feedback: FeedbackCounts[]
  surveys: Survey[]
  payments: OnlinePayments[]
  fewest: number
  portalInUse: boolean
}

/** Kept for a moment: the screens of many ask at once. */
export function factsOf(reading: Reading, period: CalendarPeriod): Promise<Facts> {
  return reading.memory.get(`indicator.766:${period.key}`, () => read(reading, period))
}

async function read({ db, memory, now }: Reading, period: CalendarPeriod): Promise<Facts> {
  const today = formatDate(dayOf(now.getTime()))
  const [day = today] = [period.to, today].toSorted()
  const [months, tree, entries, levels, publications, feedback, surveys, fewest, payments, used] =
    await Promise.all([
      monthFigures(db, period, now),
      agencyTree({ db, memory }),
      catalogue({ db, memory }, day),
      levelsOn(db, day),
      publicationsIn(db, period),
      feedbackCounts(db, period, now),
      surveyCounts(db, period),
      fewestAnswers({ db, memory }, today),
      onlinePayments(db, period),
      portalInUse(db),
    ])
  const calendar = await workingCalendar({ db, memory })
  const lastDay = (decided: string) =>
    dueDate(
      {
        receivedAt: new Date(instantAt(parseDate(decided)!, 0)),
        term: PUBLISH_WITHIN_DAYS,
        unit: 'workingDays',
      },
      calendar,
      { provisional: true },
    ).dueAt.getTime()
  return {
    period,
    tree,
    readAt: now,
    months: Map.groupBy(months, (row) => row.agency),
    entries,
    levels,
    publications: publications.map(({ procedure, decided, publishedAt }) => ({
      procedure,
      inTime: dayOf(publishedAt.getTime()) <= dayOf(lastDay(decided)),
    })),
    feedback,
    surveys,
    fewest,
    payments,
    portalInUse: used,
  }
}
