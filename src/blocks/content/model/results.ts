import type { SurveyResults } from '../contract.ts'
import { hidden, INDICES, type Marks } from './survey.ts'

type Answer = { key: string; marks: Marks }
type Row = SurveyResults['rows'][number]
type Cell = { answers: number | null; satisfied: number | null }

const satisfiedShare = (marks: readonly string[]) =>
  Math.round((marks.filter((mark) => mark !== 'dissatisfied').length / marks.length) * 10_000) / 100

/**
 * What may be told of these answers: each column (all answers, then each index) hides its small counts by itself, so
 * that no total of a column gives one away; a row that is hidden is hidden in every column. Pure.
 */
export function tellable(
  answers: readonly Answer[],
  fewest: number,
  nameOf: (key: string) => string,
  officer = false,
): { rows: Row[]; total: Row } {
  const indices = INDICES.filter((index) => !officer || index.officer)
  const groups = [...Map.groupBy(answers, (answer) => answer.key)].sort(([a], [b]) => (a < b ? -1 : 1))
  const unseen = hidden(
    groups.map(([, group]) => group.length),
    fewest,
  )
  const cells: Record<string, Cell>[] = groups.map(() => ({}))
  const totals: Record<string, Cell> = {}
  for (const { key } of indices) {
    const marked = groups.map(([, group]) => group.flatMap((answer) => answer.marks[key] ?? []))
    const kept = hidden(
      marked.map((marks, at) => (unseen[at] ? Math.min(marks.length, fewest - 1) : marks.length)),
      fewest,
    )
    for (const [at, marks] of marked.entries())
      cells[at]![key] = kept[at] || unseen[at] || marks.length === 0 ? nothing() : cell(marks)
    totals[key] = totalOf(marked.flat(), fewest)
  }
  const whole = (group: readonly Answer[]) =>
    cell(
      group.map(({ marks }) =>
        Object.values(marks).includes('dissatisfied') ? 'dissatisfied' : 'satisfied',
      ),
    )
  return {
    rows: groups.map(([key, group], at) => ({
      key,
      name: nameOf(key),
      ...(unseen[at] ? nothing() : whole(group)),
      indices: cells[at]!,
    })),
    total: {
      key: '',
      name: 'Tất cả',
      ...(answers.length < fewest ? nothing() : whole(answers)),
      indices: totals,
    },
  }
}

const nothing = (): Cell => ({ answers: null, satisfied: null })
const cell = (marks: readonly string[]): Cell => ({ answers: marks.length, satisfied: satisfiedShare(marks) })
const totalOf = (marks: readonly string[], fewest: number): Cell =>
  marks.length < fewest ? nothing() : cell(marks)
