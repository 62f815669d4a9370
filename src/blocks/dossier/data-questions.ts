import type { Kysely } from 'kysely'
import { z } from 'zod'
import { formatInstant } from '../../kernel/local-time.ts'
import type { AgencyTree } from '../organisation/index.ts'
import type { DossierTables } from './tables.ts'

const Instant = z.iso.datetime({ offset: true })

export const DataQuestion = z.object({
  id: z.uuid(),
  kind: z.enum(['access', 'correction']),
  dossier: z.string().nullable(),
  text: z.string(),
  askedAt: Instant,
  agency: z.object({ code: z.string(), name: z.string() }),
  answer: z.string().nullable(),
  answeredAt: Instant.nullable(),
})

type Row = DossierTables['dossier.data_question'] & { code: string | null }

export function questionView(row: Row, tree: AgencyTree): z.infer<typeof DataQuestion> {
  return {
    id: row.id,
    kind: row.kind,
    dossier: row.code,
    text: row.text,
    askedAt: formatInstant(row.asked_at.getTime()),
    agency: { code: row.agency, name: tree.nameOf(row.agency) },
    answer: row.answer,
    answeredAt: row.answered_at ? formatInstant(row.answered_at.getTime()) : null,
  }
}

/** Questions with the code of the dossier they are about. */
export function questions(sql: Kysely<any>) {
  return (sql as Kysely<DossierTables>)
    .selectFrom('dossier.data_question as q')
    .leftJoin('dossier.dossier as d', 'd.id', 'q.dossier_id')
    .selectAll('q')
    .select('d.code')
}
