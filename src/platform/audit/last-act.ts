import { type Kysely, sql } from 'kysely'

/** The last moment anybody acted from this agency, as the audit rows tell; null when nobody ever did. */
export async function lastActOf(trx: Kysely<any>, agency: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(at) as at from audit.audit_row where agency = ${agency} and outcome = 'done'`.execute(trx)
  return rows[0]?.at ?? null
}
