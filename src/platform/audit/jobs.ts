import { type Kysely, sql } from 'kysely'
import type { JobHandler } from '../jobs/jobs.ts'
import { type HeadSigner, headText } from './heads.ts'
import { sealRows } from './seal.ts'
import type { HeadRow } from './tables.ts'

export const AUDIT_QUEUES = ['audit.seal', 'audit.search'] as const

/** Stamps a text by an authority outside; absent when the installation names none (TSA_URL). */
export type Stamper = ((text: string) => Promise<{ token: Buffer; by: string; at: Date }>) | null

type Parts = {
  db: Kysely<any>
  issuer: string
  signer: HeadSigner
  stamper: Stamper
  clock: () => Date
  log: { warn: (fields: object, text: string) => void }
}

/** The audit's own work: sealing each minute, and each night a search of the whole history for what was left out. */
export function auditJobs(parts: Parts): JobHandler[] {
  const { db, issuer, signer, clock, log } = parts
  return [
    {
      queue: 'audit.seal',
      cron: '* * * * *',
      async work() {
        await sealRows(db, { issuer, signer, now: clock() })
        await stampNewest(parts)
      },
    },
    {
      queue: 'audit.search',
      cron: '40 2 * * *',
      async work() {
        const found = await sealRows(db, { issuer, signer, now: clock(), everything: true })
        if (found && found.sealed > 0)
          log.warn({ rows: found.sealed }, 'audit rows were sealed by the nightly search, not by the minute')
      },
    },
  ]
}

/**
 * Time-stamps the newest head; it covers every row before it, so older ones need none. An authority that does not answer
 * is asked again next minute: sealing goes on without it, and `audit.head` tells when it last stamped.
 */
async function stampNewest({ db, stamper, log }: Parts): Promise<void> {
  if (!stamper) return
  const { rows } = await sql<HeadRow>`select * from audit.tree_head order by size desc limit 1`.execute(db)
  const [head] = rows
  if (!head || head.stamp) return
  try {
    const { token, by, at } = await stamper(headText(head))
    await sql`
      update audit.tree_head set stamp = ${token}, stamped_by = ${by}, stamped_at = ${at}
      where size = ${head.size} and stamp is null`.execute(db)
  } catch (error) {
    log.warn({ err: error, size: head.size }, 'the time stamp authority did not stamp the audit head')
  }
}
