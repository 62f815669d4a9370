import { formatInstant } from '../../kernel/local-time.ts'
import type { EditionRow } from './contract.ts'
import { type editionsOf, spansOf } from './editions.ts'
import { inForceOn } from './model/validity.ts'

type Rows = Awaited<ReturnType<typeof editionsOf>>

/** One edition among the others of its procedure, as a list shows it. */
export function editionRow(row: Rows[number], all: Rows, today: string): EditionRow {
  return {
    number: row.number,
    status: row.status,
    origin: row.origin,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    inForce: inForceOn(spansOf(all), today) === row.number,
    publishedAt: row.published_at ? formatInstant(row.published_at.getTime()) : null,
    publishedBy: row.published_by?.name ?? null,
    decision:
      row.decision ??
      (row.law_decision ? { number: row.law_decision, date: dateOrNull(row.law_date) } : null),
    retired: row.retired,
  }
}

function dateOrNull(text: string | null): string | null {
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null
}
