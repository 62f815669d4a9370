import { type Kysely, sql } from 'kysely'
import { recordJob } from '../../platform/audit/record-job.ts'
import type { Memory } from '../../platform/command/memory.ts'
import type { Files } from '../../platform/files/store.ts'
import { isKept } from '../document/index.ts'
import { forgetDeliveries } from '../message/index.ts'
import { definitionFor } from '../procedure/index.ts'

type Reading = { db: Kysely<any>; memory: Memory; files: Files }
type Closed = {
  id: string
  procedure: string
  edition: number
  agency: string
  outcome: string | null
  finished_at: Date
}

/** Kept this long where the dossier ended without an outcome (refused, withdrawn, stopped): a setting of the province. */
export const YEARS_WITHOUT_OUTCOME = 2
const BATCH = 200
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/**
 * Takes away what people wrote and handed in once the edition's own retention is over, as the retention role, which may
 * do nothing else. Moves, dates and proofs stay. Answers how many dossiers it erased.
 */
export async function eraseExpired(retention: Kysely<any>, reading: Reading, now: Date): Promise<number> {
  let erased = 0
  let after = { at: new Date(0), id: FIRST_ID }
  for (;;) {
    const { rows } = await sql<Closed>`
      select id, procedure, edition, agency, outcome, finished_at from dossier.dossier
      where phase = 'closed' and erased_at is null and finished_at < ${now}::timestamptz - interval '1 year'
        and (finished_at, id) > (${after.at}, ${after.id}::uuid)
      order by finished_at, id limit ${BATCH}`.execute(retention)
    for (const row of rows)
      if (now >= keptUntil(row.finished_at, await yearsOf(reading, row))) {
        await erase(retention, reading.files, row.id, now)
        erased += 1
      }
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return erased
    after = { at: last.finished_at, id: last.id }
  }
}

function keptUntil(finished: Date, years: number): Date {
  const until = new Date(finished)
  until.setUTCFullYear(until.getUTCFullYear() + years)
  return until
}

async function yearsOf(reading: Reading, row: Closed): Promise<number> {
  if (row.outcome === null) return YEARS_WITHOUT_OUTCOME
  const definition = await definitionFor(reading, row.procedure, row.edition, row.agency)
  return definition.outcomes.find((each) => each.key === row.outcome)?.retentionYears ?? YEARS_WITHOUT_OUTCOME
}

async function erase(retention: Kysely<any>, files: Files, id: string, now: Date): Promise<void> {
  const orphans = await retention.transaction().execute(async (trx) => {
    const { rows: held } = await sql<{ hash: string }>`
      select distinct file->>'hash' as hash from dossier.dossier_document, jsonb_array_elements(files) as file
      where dossier_id = ${id}
      union select hash from dossier.answer_file where dossier_id = ${id}`.execute(trx)
    await sql`delete from dossier.dossier_answer where dossier_id = ${id}`.execute(trx)
    await sql`delete from dossier.dossier_document where dossier_id = ${id}`.execute(trx)
    await sql`delete from dossier.answer_file where dossier_id = ${id}`.execute(trx)
    await sql`delete from dossier.parcel_address where parcel in
      (select p.id from dossier.parcel p where p.dossier_id = ${id})`.execute(trx)
    const { rows: named } = await sql<{
      code: string
    }>`select code from dossier.dossier where id = ${id}`.execute(trx)
    for (const { code } of named) await forgetDeliveries(trx, code)
    await sql`update dossier.paper_use set file = null where dossier_id = ${id}`.execute(trx)
    const alone: string[] = []
    for (const { hash } of held)
      if (!(await isHeld(trx, hash)) && !(await isKept(trx, hash))) alone.push(hash)
    await sql`delete from document.stored_file where hash = any(${alone}::text[])`.execute(trx)
    await sql`update dossier.dossier set erased_at = ${now} where id = ${id}`.execute(trx)
    const wording = `erased the words and papers of dossier ${id}, its retention being over`
    await recordJob(trx, { operation: 'dossier.erase', wording, subjects: [id], now })
    return alone
  })
  // Last, and outside: bytes taken away while the rows came back would be a loss; the other way round is only litter.
  for (const hash of orphans) await files.remove(hash)
}

async function isHeld(trx: Kysely<any>, hash: string): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select exists (select from dossier.dossier_document
        where files <> '[]' and files @> ${JSON.stringify([{ hash }])}::jsonb)
      or exists (select from dossier.draft_file where hash = ${hash})
      or exists (select from dossier.answer_file where hash = ${hash})
      or exists (select from dossier.paper_use where file->>'hash' = ${hash}) as held`.execute(trx)
  return rows[0]!.held
}
