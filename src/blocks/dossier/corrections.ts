import type { MarkedItem } from './contract.ts'
import type { Contents } from './read.ts'
import type { DossierRecord } from './tables.ts'

/** The items of the last request, while it is being written, signed, sent or waited for. */
export function openItems(
  row: Pick<DossierRecord, 'status' | 'state' | 'folded'>,
  contents: Contents,
  states: readonly string[],
): MarkedItem[] {
  if (!states.includes(row.state)) return []
  const asked = [...contents.bySeq.entries()]
    .sort(([a], [b]) => b - a)
    .find(([, content]) => Array.isArray(content.items))
  return asked ? (asked[1].items as MarkedItem[]) : []
}
