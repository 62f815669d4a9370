import { type Kysely, sql } from 'kysely'
import type { House } from '../../../platform/command/run.ts'
import { PageWorks } from '../../../platform/images/pages.ts'
import type { JobHandler } from '../../../platform/jobs/jobs.ts'
import { openRecogniser } from '../../../platform/ocr/open.ts'
import type { Recogniser } from '../../../platform/ocr/port.ts'
import type { DocumentTables } from '../tables.ts'
import { SCAN_QUEUE } from './begin-scan.ts'
import { type ReadingTools, workScan } from './work-scan.ts'

const TIDY = 'document.tidyScans'
export const DOCUMENT_QUEUES = [SCAN_QUEUE, TIDY] as const
/** A scan nobody accepted, and the single pages of one somebody did, are kept this long. */
const KEPT_DAYS = 30

/** The document block's work after the fact. One scan at a time in a process: reading fills a core. */
export function documentJobs(
  house: House,
  opening: () => Promise<Recogniser> = openRecogniser,
): JobHandler[] {
  let tools: Promise<ReadingTools> | null = null
  const open = () => {
    tools ??= opening().then((recogniser) => ({ works: new PageWorks(), recogniser }))
    return tools
  }
  return [
    {
      queue: SCAN_QUEUE,
      async work(data: { id: string }) {
        await workScan(house, await open(), data.id)
      },
    },
    {
      queue: TIDY,
      cron: '40 2 * * *',
      /** Pages lie in the PDF; what was never accepted is somebody's paper that nobody has a ground to keep. */
      async work(_data, at) {
        await tidyScans(house, new Date(at.getTime() - KEPT_DAYS * 86_400_000))
      },
    },
  ]
}

export async function tidyScans(house: House, before: Date): Promise<void> {
  const { rows } = await sql<{ hash: string }>`
    with old as (delete from document.scan where changed_at < ${before} and status <> 'working' returning id)
    select p.image as hash from document.scan_page p join old on old.id = p.scan`.execute(house.db)
  for (const { hash } of rows) if (!(await isWanted(house.db, hash))) await house.files.remove(hash)
}

async function isWanted(db: Kysely<any>, hash: string): Promise<boolean> {
  const tables = db as Kysely<DocumentTables>
  const page = await tables
    .selectFrom('document.scan_page')
    .select('scan')
    .where('image', '=', hash)
    .executeTakeFirst()
  const stored = await tables
    .selectFrom('document.stored_file')
    .select('hash')
    .where('hash', '=', hash)
    .executeTakeFirst()
  return page !== undefined || stored !== undefined
}
