import { COMPONENTS, type Component } from './components-766.ts'

/** How much of what, for one unit; null: no rows answer it yet. `value` where the figure is no share (days). */
export type Measured = { numerator: number; denominator: number; value?: number } | null

export type Scored = {
  code: string
  numerator: number | null
  denominator: number | null
  /** Per cent to two decimals (2.2: days); null without data or when there is nothing to measure. */
  rate: number | null
  score: number | null
  points: number
  threshold: number | null
  counted: boolean
}

export type Settings = {
  points: ReadonlyMap<string, number>
  threshold: ReadonlyMap<string, number>
  bands: readonly Band[]
}
type Band = { name: string; least: number }
/** Own knowledge, not found in the text: a setting. */
export const BANDS: readonly Band[] = [
  { name: 'Xuất sắc', least: 90 },
  { name: 'Tốt', least: 80 },
  { name: 'Khá', least: 70 },
  { name: 'Trung bình', least: 50 },
  { name: 'Yếu', least: 0 },
]

const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits

/** min(1, rate / threshold) of the points; without a threshold the rate itself of the points. Pure. */
export function scoreOf(rate: number, points: number, threshold: number | null): number {
  return Math.min(1, rate / (threshold ?? 100)) * points
}

/** One component of one unit: nothing to measure (no data, or a denominator of 0) earns nothing and is not counted. Pure. */
export function scored(component: Component, measured: Measured, settings: Settings): Scored {
  const points = settings.points.get(component.code) ?? component.points
  const threshold = settings.threshold.get(component.code) ?? component.threshold
  const base = { code: component.code, points, threshold }
  if (measured === null)
    return { ...base, numerator: null, denominator: null, rate: null, score: null, counted: false }
  const { numerator, denominator } = measured
  if (denominator === 0) return { ...base, numerator, denominator, rate: null, score: null, counted: false }
  const exact = measured.value ?? (numerator / denominator) * 100
  const rate = round(Math.max(0, exact), 2)
  const counted = points > 0
  return {
    ...base,
    numerator,
    denominator,
    rate,
    score: counted ? round(scoreOf(Math.max(0, exact), points, threshold), 2) : null,
    counted,
  }
}

export type Total = {
  score: number
  /** Points of what could be measured: the most that could be earned. */
  outOf: number
  /** score / outOf in per cent; null when nothing could be measured. */
  share: number | null
  band: string | null
}

/** What the measured components earn together, told against what they could earn; the rest is never counted as full. Pure. */
export function totalOf(parts: readonly Scored[], bands: readonly Band[]): Total {
  const counted = parts.filter((part) => part.counted)
  const score = round(
    counted.reduce((sum, part) => sum + (part.score ?? 0), 0),
    2,
  )
  const outOf = counted.reduce((sum, part) => sum + part.points, 0)
  const share = outOf === 0 ? null : round((score / outOf) * 100, 2)
  const fitting = bands
    .toSorted((a, b) => b.least - a.least)
    .find((band) => share !== null && share >= band.least)
  return { score, outOf, share, band: fitting?.name ?? null }
}

export const componentOf = (code: string): Component | undefined =>
  COMPONENTS.find((each) => each.code === code)
