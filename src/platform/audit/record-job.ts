import { type Kysely, sql } from 'kysely'
import { attested } from './attest.ts'

/** The audit row of work nobody called for just now: done by a job, in the job's own transaction. */
export async function recordJob(
  trx: Kysely<any>,
  {
    operation,
    wording,
    subjects,
    now,
  }: { operation: string; wording: string; subjects: string[]; now: Date },
): Promise<void> {
  await sql`
    insert into audit.audit_row (at, operation, outcome, actor_kind, subjects, wording, digests)
    values (${now}, ${operation}, 'done', 'job', ${subjects}::text[], ${wording}, ${attested(trx)}::bytea[])`.execute(
    trx,
  )
}
