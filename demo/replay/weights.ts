/**
 * How often which procedure is asked for at the centre, and where. The article gives no such table: these shares are an
 * assumption in the order of size such centres report (driving licences, social insurance, criminal records, land and
 * residence first). A procedure that several agencies decide is spread over them by AGENCY_WEIGHTS.
 */
export const PROCEDURE_WEIGHTS: Readonly<Record<string, number>> = {
  '1.002809': 22,
  '1.001613': 16,
  '2.000488': 15,
  '1.004222': 11,
  '1.012787': 9,
  '2.001583': 8,
  '1.014199': 4,
  '1.001686': 4,
  '2.002206': 3,
  '1.003868': 3,
  '1.004623': 2,
  '1.003709': 2,
  '2.000591': 1.5,
  '1.002693': 1.5,
  '1.013236': 1,
  '1.010727': 0.6,
  '1.004122': 0.6,
  '1.008128': 0.6,
  '2.000587': 0.3,
  '1.010041': 30,
  '2.000635': 28,
  '2.000908': 16,
  '1.005092': 12,
}
/** Any other at the centre: most of a thousand procedures are asked for a few times a year. */
export const OTHER_WEIGHT = 0.08

/** What people ask of districts and communes, one as often as the other; the rest seldom. */
export const LOCAL_OFTEN: ReadonlySet<string> = new Set([
  '1.000656',
  '1.000894',
  '1.001193',
  '1.001612',
  '1.001776',
  '1.004873',
  '2.000635',
  '2.000815',
  '2.000908',
])
export const LOCAL_SELDOM = 0.01

export const AGENCY_WEIGHTS: Readonly<Record<string, number>> = {
  'H60.03': 4,
  'H60.08': 6,
  'H60.10': 4,
  'H60.12': 4,
  'H60.15': 4,
  'H60.16': 4,
  'H60.41': 5,
  'H60.42': 5,
}

/** Sunday to Saturday: Monday brings the weekend's. */
export const WEEKDAY_WEIGHTS = [0, 1.32, 1.05, 0.98, 0.96, 0.86, 0.9] as const

/** Half hours of the desk's day with what share comes in each: two tides, none over lunch. */
export const DESK_TIDE: readonly (readonly [minute: number, weight: number])[] = [
  [450, 5],
  [480, 9],
  [510, 11],
  [540, 11],
  [570, 10],
  [600, 8],
  [630, 6],
  [660, 4],
  [690, 2],
  [810, 6],
  [840, 9],
  [870, 9],
  [900, 7],
  [930, 5],
  [960, 3],
]

/** The week after Tết is quiet, then what waited comes. */
export function seasonWeight(date: string): number {
  if (date >= '2022-01-20' && date <= '2022-01-30') return 0.7
  if (date >= '2022-02-05' && date <= '2022-02-11') return 0.8
  if (date >= '2022-02-14' && date <= '2022-03-15') return 1.12
  // Assumed, so that the counters' summer comes to what the article's 19.4 % implies.
  if (date >= '2022-06-01') return 1.35
  return 1
}
