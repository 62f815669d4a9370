import type { MonthFigures } from '../../dossier/index.ts'
import type { OnlinePayments } from '../../payment/index.ts'
import type { Measured } from '../model/index-766.ts'
import type { Facts } from './facts.ts'

/** One unit with all below it, and what its figures add up to. */
export type Unit = {
  agencies: ReadonlySet<string>
  whole: boolean
  rows: MonthFigures[]
  sum: Record<Summed, number>
}
const SUMMED = [
  'received',
  'online',
  'digital',
  'reused',
  'shared',
  'synced',
  'finished',
  'early',
  'onTime',
  'late',
  'resulted',
  'elapsed',
  'open',
  'overdue',
] as const
type Summed = (typeof SUMMED)[number]
const DAY_SECONDS = 86_400

export function unitOf(facts: Facts, agencies: readonly string[], whole: boolean): Unit {
  const rows = agencies.flatMap((agency) => facts.months.get(agency) ?? [])
  const sum = Object.fromEntries(SUMMED.map((name) => [name, 0])) as Record<Summed, number>
  for (const row of rows) for (const name of SUMMED) sum[name] += row[name]
  return { agencies: new Set(agencies), whole, rows, sum }
}

const of = (numerator: number, denominator: number): Measured => ({ numerator, denominator })
const ONLINE = new Set(['3', '4', 'partial', 'full'])

/** The procedures a unit decides: those in force whose edition names it or its kind; the province's, all there are. */
function procedures(facts: Facts, unit: Unit): Set<string> {
  const all = [...facts.entries.values()]
  if (unit.whole) return new Set([...all.map((entry) => entry.code), ...facts.levels.keys()])
  const kinds = new Set([...unit.agencies].flatMap((code) => facts.tree.get(code)?.kind ?? []))
  const theirs = all.filter(
    (entry) =>
      entry.competentAgencies.some((code) => unit.agencies.has(code)) ||
      entry.competentKinds.some((kind) => kinds.has(kind as never)),
  )
  return new Set([...theirs.map((entry) => entry.code), ...unit.rows.map((row) => row.procedure)])
}

const onlineServices = (facts: Facts, unit: Unit) =>
  [...procedures(facts, unit)].filter((code) => ONLINE.has(facts.levels.get(code) ?? ''))

const hasFee = (facts: Facts, code: string) => (facts.entries.get(code)?.definition.fees.length ?? 0) > 0
const payments = (facts: Facts, unit: Unit) =>
  facts.payments.filter((row) => unit.agencies.has(row.agency) && hasFee(facts, row.procedure))
const sumOf = (rows: readonly OnlinePayments[], name: 'waived' | 'online') =>
  rows.reduce((sum, row) => sum + row[name], 0)

/** All that was or is being handled in the period: ended in it, or open at its end. */
const handled = ({ sum }: Unit) => sum.finished + sum.open
const overTime = ({ sum }: Unit) => sum.late + sum.overdue

function reported(facts: Facts, unit: Unit) {
  const counts = { received: 0, conduct: 0, due: 0, inTime: 0, content: 0, onDossiers: 0 }
  for (const row of facts.feedback)
    if (unit.agencies.has(row.agency))
      for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] += row[name]
  return counts
}

/** How many rated it “Không hài lòng”; fewer answers than may be told are not told here either. */
function dissatisfied(facts: Facts, unit: Unit): number {
  const theirs = facts.surveys.filter((row) => unit.agencies.has(row.agency))
  const answers = theirs.reduce((sum, row) => sum + row.answers, 0)
  return answers < facts.fewest ? 0 : theirs.reduce((sum, row) => sum + row.dissatisfied, 0)
}

/**
 * The one place where a component asks its numerator and denominator. Null: no rows of the system answer it yet; it is
 * then told as missing and left out of the score.
 */
export const MEASURES: Record<string, (facts: Facts, unit: Unit) => Measured> = {
  // No law's day of effect stands in the editions.
  '1.1': () => null,
  '1.2': (facts, unit) => {
    const asked = procedures(facts, unit)
    const theirs = facts.publications.filter((each) => asked.has(each.procedure))
    return of(theirs.filter((each) => each.inTime).length, theirs.length)
  },
  '1.3': (facts, unit) => {
    const asked = procedures(facts, unit)
    const entries = [...facts.entries.values()].filter((entry) => asked.has(entry.code))
    const whole = entries.filter(
      ({ definition, competentAgencies, competentKinds }) =>
        definition.documents.length > 0 &&
        definition.whoMayAsk.vi !== '' &&
        (definition.clock.term !== null || definition.clock.unit === 'sameDay') &&
        competentAgencies.length + competentKinds.length > 0,
    )
    return of(whole.length, entries.length)
  },
  '1.4': (facts, { sum }) => (facts.portalInUse ? of(sum.synced, sum.received) : null),
  '2.1': (_facts, unit) => of(handled(unit) - overTime(unit), handled(unit)),
  '2.2': (_facts, { sum }) => ({
    numerator: Math.round(sum.elapsed / DAY_SECONDS),
    denominator: sum.finished,
    value: sum.finished === 0 ? 0 : sum.elapsed / DAY_SECONDS / sum.finished,
  }),
  '3.1': (facts, unit) => of(onlineServices(facts, unit).length, procedures(facts, unit).size),
  '3.2': (facts, unit) => {
    const services = onlineServices(facts, unit)
    const used = new Set(unit.rows.flatMap((row) => (row.online > 0 ? row.procedure : [])))
    return of(services.filter((code) => used.has(code)).length, services.length)
  },
  '3.3': (facts, { sum }) => {
    const synced = facts.portalInUse && sum.received > 0 ? sum.synced / sum.received : 1
    const share = sum.received === 0 ? 0 : (sum.online / sum.received) * synced
    return { numerator: sum.online, denominator: sum.received, value: share * 100 }
  },
  '3.4': (facts, unit) => {
    const paid = new Set(payments(facts, unit).flatMap((row) => (row.online > 0 ? row.procedure : [])))
    const feed = [...procedures(facts, unit)].filter((code) => hasFee(facts, code))
    return of(feed.filter((code) => paid.has(code)).length, feed.length)
  },
  // Whether fees are kept on the National Portal is not told to us.
  '3.5': () => null,
  '3.6': (facts, unit) => {
    const charged = payments(facts, unit)
    const feed = unit.rows.filter((row) => hasFee(facts, row.procedure))
    const owed = feed.reduce((sum, row) => sum + row.received, 0) - sumOf(charged, 'waived')
    return of(sumOf(charged, 'online'), Math.max(owed, sumOf(charged, 'online')))
  },
  '4.1': (_facts, { sum }) => of(sum.resulted, sum.finished),
  '4.2': (_facts, { sum }) => of(sum.digital, sum.received),
  '4.3': (_facts, { sum }) => of(sum.reused, sum.received),
  '4.4': (_facts, { sum }) => of(sum.shared, sum.received),
  // Which dossiers used population data is not written down yet.
  '4.5': () => null,
  '5.1': (facts, unit) => {
    const { conduct, received } = reported(facts, unit)
    return of(conduct, received)
  },
  '5.2': (facts, unit) => {
    const { inTime, due } = reported(facts, unit)
    return of(inTime, due)
  },
  '5.3': (facts, unit) => {
    const { content, received } = reported(facts, unit)
    return of(content, received)
  },
  '5.4': (facts, unit) => {
    const { onDossiers } = reported(facts, unit)
    const bad = overTime(unit) + onDossiers + dissatisfied(facts, unit)
    return of(Math.max(0, handled(unit) - bad), handled(unit))
  },
}
