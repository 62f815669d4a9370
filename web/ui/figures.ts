export type { CentreReport } from '../../src/blocks/indicator/model/centre-report.ts'
export type { Leaf } from '../../src/blocks/indicator/model/leaf.ts'

/** One agency's line of report `centre-by-agency`: dossiers received in the period, and what became of them. */
export type AgencyRow = {
  agency: { code: string; name: string }
  received: number
  finished: number
  early: number
  onTime: number
  late: number
  open: number
  openLate: number
  soon: number
}
export type TrendPoint = { day: string; received: number; finished: number; late: number }

export type Period = { from: string; to: string }

/** Today's date in Vietnam, YYYY-MM-DD. */
export const localDay = (now: Date): string =>
  new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)

/** The periods people ask for by name; `own` dates stand in the address as from..to. */
export const NAMED_PERIODS = {
  month: { name: 'Tháng này', of: (today: string) => ({ from: `${today.slice(0, 8)}01`, to: today }) },
  year: { name: 'Năm nay', of: (today: string) => ({ from: `${today.slice(0, 4)}-01-01`, to: today }) },
  seven2022: {
    name: '7 tháng năm 2022',
    of: (_today: string) => ({ from: '2022-01-01', to: '2022-07-31' }),
  },
} as const
export type NamedPeriod = keyof typeof NAMED_PERIODS

/** `month`, `year`, `seven2022` or `2022-01-01..2022-03-31`; anything else is this month. */
export function periodOf(text: string | null, today: string): Period {
  const own = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(text ?? '')
  if (own && own[1]! <= own[2]!) return { from: own[1]!, to: own[2]! }
  const named = NAMED_PERIODS[(text ?? 'month') as NamedPeriod] ?? NAMED_PERIODS.month
  return named.of(today)
}

const DAY = 86_400_000

/** The span of equal length that ended the day before: what a period is compared with. */
export function spanBefore({ from, to }: Period): Period {
  const start = Date.parse(from)
  const length = Date.parse(to) - start
  const day = (instant: number) => new Date(instant).toISOString().slice(0, 10)
  return { from: day(start - DAY - length), to: day(start - DAY) }
}

/** numerator/denominator in percent, two decimals, half away from zero; null when there is nothing to divide by. */
export function share(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : Math.round((numerator / denominator) * 10_000) / 100
}
/** '39,45 %' with both decimals always there, as the published table has it. */
export const percent = (value: number | null): string =>
  value === null ? '–' : `${value.toFixed(2).replace('.', ',')} %`
