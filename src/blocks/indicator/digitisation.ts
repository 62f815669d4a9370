import type { Kysely } from 'kysely'
import type { Memory } from '../../platform/command/memory.ts'
import { countDigitisation } from '../dossier/index.ts'
import { agencyTree } from '../organisation/index.ts'
import { type Digitisation, digitisation, digitisationSheet } from './model/digitisation.ts'
import type { Period } from './model/leaf.ts'
import type { Sheet } from './model/sheet.ts'

type Asking = { db: Kysely<any>; memory: Memory; period: Period }
type Counted = { from: Date; to: Date; agencies: readonly string[] }

/** The report of digitised papers: the sum, and each agency that received anything. */
export async function digitisationReport(
  title: string,
  asking: Asking,
  counted: Counted,
): Promise<{ data: object; sheet: Sheet }> {
  const rows = await countDigitisation(asking.db, counted)
  const tree = await agencyTree(asking)
  const all = digitisation(rows, asking.period)
  const agencies = rows.map((row) => ({
    agency: { code: row.agency, name: tree.nameOf(row.agency) },
    figures: digitisation([row], asking.period),
  }))
  return {
    data: {
      ...all,
      rows: agencies.map(({ agency, figures }): object => ({ agency, ...(figures satisfies Digitisation) })),
    },
    sheet: digitisationSheet(
      title,
      agencies.map(({ agency, figures }) => ({ name: agency.name, figures })),
      all,
    ),
  }
}
