import { sql } from 'kysely'
import { recordJob } from '../../../platform/audit/record-job.ts'
import type { House } from '../../../platform/command/run.ts'
import type { Scan } from './read-scan.ts'

/**
 * The very same files under the same title were read before: what was found then stands, whoever asked, and nobody waits
 * for it again. False when there is no such reading.
 */
export async function takeFromTwin(house: House, scan: Scan): Promise<boolean> {
  const now = house.clock()
  return house.db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string }>`
      with own as (select seq, hash from document.scan_source where scan = ${scan.id}::uuid)
      select s.id from own join document.scan_source t on t.seq = own.seq and t.hash = own.hash
      join document.scan s on s.id = t.scan
      where s.id <> ${scan.id}::uuid and s.title = ${scan.title} and s.file is not null
        and s.status in ('ready', 'accepted')
      group by s.id having count(*) = (select count(*) from own)
        and count(*) = (select count(*) from document.scan_source a where a.scan = s.id)
      limit 1`.execute(trx)
    const [twin] = rows
    if (!twin) return false
    await sql`
      insert into document.scan_page (scan, number, image, width, height, dpi, turned, angle, cropped, confidence, words, engine, lines)
      select ${scan.id}::uuid, number, image, width, height, dpi, turned, angle, cropped, confidence, words, engine, lines
      from document.scan_page where scan = ${twin.id}::uuid
      on conflict do nothing`.execute(trx)
    await sql`
      update document.scan s set status = 'ready', pages = t.pages, done = t.done, kind = t.kind, fields = t.fields,
        code = t.code, file = t.file, lease_until = null, problem = null, problem_code = null, changed_at = ${now}
      from document.scan t where s.id = ${scan.id}::uuid and t.id = ${twin.id}::uuid`.execute(trx)
    await recordJob(trx, {
      operation: 'scan.read',
      wording: `took the reading of scan ${twin.id} for scan ${scan.id}`,
      subjects: [scan.id],
      now,
    })
    return true
  })
}
