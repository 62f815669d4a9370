import type { Kysely } from 'kysely'
import type { ProcedureTables } from './tables.ts'

/** Editions put before the public by a decision: when that was taken (`YYYY-MM-DD`) and when the edition came out. */
export async function publicationsIn(
  db: Kysely<any>,
  { start, end }: { start: Date; end: Date },
): Promise<{ procedure: string; decided: string; publishedAt: Date }[]> {
  const rows = await (db as Kysely<ProcedureTables>)
    .selectFrom('procedure.procedure_edition')
    .select(['procedure', 'decision', 'published_at'])
    .where('status', '<>', 'draft')
    .where('decision', 'is not', null)
    .where('published_at', '>=', start)
    .where('published_at', '<', end)
    .execute()
  return rows.map((row) => ({
    procedure: row.procedure,
    decided: row.decision!.date,
    publishedAt: row.published_at!,
  }))
}
