import { expect, test } from 'vitest'
import type { AgencyRow, CentreReport, Leaf } from '../ui/figures.ts'
import { type Board, figuresOf, grouped } from './board.ts'

const leaf = (value: number): Leaf => ({
  value,
  numerator: value,
  denominator: value,
  from: '2022-01-01',
  to: '2022-07-31',
})
const report = (received: number, finished: number, late: number): CentreReport => ({
  received: leaf(received),
  channel: { counter: leaf(received - 1), online: leaf(1), post: leaf(0) },
  finished: leaf(finished),
  timeliness: { early: leaf(0), onTime: leaf(finished - late), late: leaf(late) },
  unfinished: leaf(received - finished),
  lateApologised: leaf(0),
  endedOtherwise: { withdrawn: leaf(0), stopped: leaf(0) },
  carriedOver: { received: leaf(0), finished: leaf(0) },
  channelShare: { counter: leaf(0), online: leaf(0), post: leaf(0) },
  timelinessShare: {
    plain: { early: leaf(0), onTime: leaf(0), late: leaf(0) },
    balanced: { early: leaf(0), onTime: leaf(0), late: leaf(0) },
  },
})
const agency = (code: string, part: Partial<AgencyRow>): AgencyRow => ({
  agency: { code, name: code },
  received: 0,
  finished: 0,
  early: 0,
  onTime: 0,
  late: 0,
  open: 0,
  openLate: 0,
  soon: 0,
  ...part,
})
const board: Board = {
  period: { from: '2022-01-01', to: '2022-07-31' },
  beforePeriod: { from: '2021-06-04', to: '2021-12-31' },
  today: '2022-08-01',
  report: report(10, 8, 2),
  before: report(4, 4, 0),
  points: [],
  agencies: [
    agency('H60.01', { late: 0 }),
    agency('H60.05', { late: 2, open: 3, openLate: 1 }),
    agency('H60.09', { open: 1 }),
  ],
}

test('a figure opens to the agencies that have any, most first, each to exactly its dossiers', () => {
  const late = figuresOf(board).find((figure) => figure.key === 'late')!
  expect(late.parts.map((part) => [part.name, part.value])).toEqual([['H60.05', 2]])
  const query = new URL(late.parts[0]!.href, 'http://x').searchParams
  expect(Object.fromEntries(query)).toEqual({
    queue: 'all',
    agency: 'H60.05',
    timeliness: 'late',
    receivedFrom: '2022-01-01',
    receivedTo: '2022-07-31',
    finishedFrom: '2022-01-01',
    finishedTo: '2022-07-31',
  })
})

test('figures of this moment are summed over agencies; a late one is toned and told against its target', () => {
  const figures = new Map(figuresOf(board).map((figure) => [figure.key, figure]))
  expect(figures.get('open')?.value).toBe('4')
  expect(figures.get('openLate')).toMatchObject({ value: '1', tone: 'late' })
  expect(figures.get('openLate')?.against).toContain('25,00 %')
  expect(figures.get('inTime')?.value).toBe('75')
})

test('a long trend is drawn by weeks without losing a dossier', () => {
  const days = Array.from({ length: 100 }, (_, at) => ({ day: `${at}`, received: 1, finished: 2, late: 0 }))
  const weeks = grouped(days)
  expect(weeks).toHaveLength(15)
  expect(weeks.reduce((sum, week) => sum + week.received, 0)).toBe(100)
})
