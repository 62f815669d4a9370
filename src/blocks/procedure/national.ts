import type { Kysely } from 'kysely'
import { NationalRecord } from './model/national-record.ts'
import type { ProcedureTables } from './tables.ts'

/** What the imported national catalogue tells of a procedure; null when it does not know it. */
export async function nationalRecord(db: Kysely<any>, code: string): Promise<NationalRecord | null> {
  const row = await (db as Kysely<ProcedureTables>)
    .selectFrom('procedure.catalogue_entry')
    .select('record')
    .where('code', '=', code)
    .executeTakeFirst()
  return row ? NationalRecord.parse(row.record) : null
}
