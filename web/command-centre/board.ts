import { formatDate, formatNumber } from '../../src/kernel/vietnamese.ts'
import {
  type AgencyRow,
  type CentreReport,
  type Period,
  percent,
  share,
  type TrendPoint,
} from '../ui/figures.ts'

/** Everything one refresh of the wall has read, of one period. */
export type Board = {
  period: Period
  /** Local day of the reading. */
  today: string
  report: CentreReport
  before: CentreReport
  beforePeriod: Period
  points: TrendPoint[]
  agencies: AgencyRow[]
}
/** What a figure opens to: agencies (or channels), each with its dossiers. */
export type Part = { name: string; value: number; href: string }
export type Figure = {
  key: string
  name: string
  value: string
  unit: string
  against: string
  tone: 'plain' | 'late' | 'soon' | 'fine'
  /** `zero`: the drawing starts at nothing; `least`: at the smallest value, where differences near 100 % matter. */
  chart: { kind: 'line' | 'bar'; from: 'zero' | 'least'; values: number[]; says: string }
  parts: Part[]
}

/** A list in the officers' workspace; visitors sign in on the way. */
export function listAddress(filters: Record<string, string>): string {
  return `/can-bo/ho-so?${new URLSearchParams({ queue: 'all', ...(filters.agency ? {} : { of: 'centre' }), ...filters })}`
}

/** The wall's eight figures. */
export function figuresOf(board: Board): Figure[] {
  const { report, before, points, agencies, period } = board
  const got = { receivedFrom: period.from, receivedTo: period.to }
  // Every figure counts dossiers received in the period; finished ones were also finished before its end.
  const done = { ...got, finishedFrom: period.from, finishedTo: period.to }
  const line = (says: string, of: (point: TrendPoint) => number): Figure['chart'] => ({
    kind: 'line',
    from: says.startsWith('Tỷ lệ') ? 'least' : 'zero',
    says,
    values: grouped(points).map(of),
  })
  const bars = (parts: Part[]): Figure['chart'] => ({
    kind: 'bar',
    from: 'zero',
    says: 'Theo cơ quan, nhiều nhất trước',
    values: parts.slice(0, 12).map((part) => part.value),
  })
  const byAgency = (value: (row: AgencyRow) => number, filters: Record<string, string>): Part[] =>
    agencies
      .map((row) => ({
        name: row.agency.name,
        value: value(row),
        href: listAddress({ ...filters, agency: row.agency.code }),
      }))
      .filter((part) => part.value > 0)
      .toSorted((one, other) => other.value - one.value)
  const sum = (value: (row: AgencyRow) => number) => agencies.reduce((total, row) => total + value(row), 0)
  const inTime = (each: CentreReport) =>
    share(each.timeliness.early.value + each.timeliness.onTime.value, each.finished.value)
  const open = byAgency((row) => row.open, { ...got, phase: 'open' })
  const openLate = byAgency((row) => row.openLate, { ...got, phase: 'open', late: 'true' })
  const soon = byAgency((row) => row.soon, { ...got, phase: 'open', soon: 'true' })
  const spanOf = ({ from, to }: Period) => `${formatDate(from)}–${formatDate(to)}`
  const against = (value: string) => `Kỳ trước (${spanOf(board.beforePeriod)}): ${value}`
  const lateNow = sum((row) => row.openLate)
  return [
    {
      key: 'received',
      name: 'Đã tiếp nhận',
      value: formatNumber(report.received.value),
      unit: 'hồ sơ',
      against: against(formatNumber(before.received.value)),
      tone: 'plain',
      chart: line('Số tiếp nhận theo thời gian', (point) => point.received),
      parts: byAgency((row) => row.received, got),
    },
    {
      key: 'online',
      name: 'Nộp trực tuyến',
      value: bare(share(report.channel.online.value, report.received.value)),
      unit: '% số tiếp nhận',
      against: against(percent(share(before.channel.online.value, before.received.value))),
      tone: 'plain',
      chart: {
        kind: 'bar',
        from: 'zero',
        says: 'Trực tiếp, trực tuyến, bưu chính',
        values: [report.channel.counter.value, report.channel.online.value, report.channel.post.value],
      },
      parts: [
        {
          name: 'Trực tiếp',
          value: report.channel.counter.value,
          href: listAddress({ ...got, channel: 'counter' }),
        },
        {
          name: 'Trực tuyến',
          value: report.channel.online.value,
          href: listAddress({ ...got, channel: 'online' }),
        },
        {
          name: 'Bưu chính',
          value: report.channel.post.value,
          href: listAddress({ ...got, channel: 'post' }),
        },
      ],
    },
    {
      key: 'finished',
      name: 'Đã giải quyết',
      value: formatNumber(report.finished.value),
      unit: 'hồ sơ',
      against: against(formatNumber(before.finished.value)),
      tone: 'plain',
      chart: line('Số giải quyết theo thời gian', (point) => point.finished),
      parts: byAgency((row) => row.finished, done),
    },
    {
      key: 'inTime',
      name: 'Trước và đúng hạn',
      value: bare(inTime(report)),
      unit: '% số đã giải quyết',
      against: against(percent(inTime(before))),
      tone: 'fine',
      chart: line('Tỷ lệ trước và đúng hạn theo thời gian', (point) =>
        point.finished === 0 ? 100 : ((point.finished - point.late) / point.finished) * 100,
      ),
      parts: byAgency((row) => row.early + row.onTime, done),
    },
    {
      key: 'late',
      name: 'Giải quyết quá hạn',
      value: formatNumber(report.timeliness.late.value),
      unit: 'hồ sơ',
      against: `Mục tiêu 0. ${against(formatNumber(before.timeliness.late.value))}`,
      tone: report.timeliness.late.value > 0 ? 'late' : 'fine',
      chart: line('Số quá hạn theo thời gian', (point) => point.late),
      parts: byAgency((row) => row.late, { ...done, timeliness: 'late' }),
    },
    {
      key: 'open',
      name: 'Đang giải quyết',
      value: formatNumber(sum((row) => row.open)),
      unit: 'hồ sơ của kỳ, lúc này',
      against: `${open.length} cơ quan đang giữ hồ sơ`,
      tone: 'plain',
      chart: bars(open),
      parts: open,
    },
    {
      key: 'openLate',
      name: 'Đang quá hạn',
      value: formatNumber(lateNow),
      unit: 'hồ sơ của kỳ, lúc này',
      against: `Mục tiêu 0. Bằng ${percent(
        share(
          lateNow,
          sum((row) => row.open),
        ),
      )} số đang giải quyết`,
      tone: lateNow > 0 ? 'late' : 'fine',
      chart: bars(openLate),
      parts: openLate,
    },
    {
      key: 'soon',
      name: 'Sắp đến hạn',
      value: formatNumber(sum((row) => row.soon)),
      unit: 'hồ sơ, trong một ngày làm việc',
      against: `${soon.length} cơ quan cần đôn đốc`,
      tone: soon.length > 0 ? 'soon' : 'plain',
      chart: bars(soon),
      parts: soon,
    },
  ]
}

const bare = (value: number | null): string => (value === null ? '–' : formatNumber(value, 2))

/** Days as they are, or sums of seven where there would be more than 62: a small chart shows no more. */
export function grouped(points: TrendPoint[]): TrendPoint[] {
  if (points.length <= 62) return points
  const weeks: TrendPoint[] = []
  for (const [at, point] of points.entries()) {
    const week = weeks[Math.floor(at / 7)]
    if (!week) weeks.push({ ...point })
    else {
      week.received += point.received
      week.finished += point.finished
      week.late += point.late
    }
  }
  return weeks
}
