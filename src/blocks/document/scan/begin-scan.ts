import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { parseCitizenNumber } from '../../../kernel/identifiers.ts'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { MOST_PAGES, ScanView } from '../model/scan.ts'
import { filesByHash } from '../stored-files.ts'
import type { DocumentTables } from '../tables.ts'
import { scanOf, scanView } from './read-scan.ts'

/** Work on scans, one after another in each process. */
export const SCAN_QUEUE = 'document.scan'

/**
 * Begins to digitise one paper: its pages, already uploaded, in this order. Straightening and reading follow as a job.
 * Errors: request.invalid 422 (a file that was not uploaded, a wrong citizen number), scan.too-many-pages 422,
 * scan.no-agency 403.
 */
export const beginScan = command({
  name: 'scan.begin',
  route: 'POST /scans',
  summary: 'Bắt đầu số hóa một giấy tờ từ ảnh chụp hoặc bản quét',
  input: z.strictObject({
    id: z.uuid().optional(),
    /** What the procedure calls the paper; may be told later. */
    title: z.string().trim().max(1000).default(''),
    /** Whose paper it is; may be told later. */
    citizenNumber: z.string().max(20).optional(),
    files: z
      .array(z.string().regex(/^[0-9a-f]{64}$/))
      .min(1, 'Chọn ít nhất một ảnh hoặc tệp PDF.')
      .max(
        MOST_PAGES,
        `Mỗi lượt số hóa nhận tối đa ${MOST_PAGES} trang. Hãy tách thành nhiều giấy tờ rồi quét từng phần.`,
      ),
  }),
  output: ScanView,
  permission: 'scan.work',
  answers: 201,
  audit: (input) => `began to digitise a paper of ${input.files.length} files`,
  async run({ input, actor, sql: trx, send, now, subjects }) {
    if (actor.agency === null)
      throw new Problem(
        'scan.no-agency',
        403,
        'Vị trí bạn đang làm việc không thuộc cơ quan nào nên không số hóa được.',
      )
    const number = input.citizenNumber ? parseCitizenNumber(input.citizenNumber) : null
    if (number && !number.ok)
      throw new Problem('request.invalid', 422, number.problem.message, [number.problem])
    const known = await filesByHash(
      trx,
      input.files.map((hash) => ({ hash, path: 'files' })),
    )
    const files = input.files.map((hash) => known.get(hash)!)
    const id = input.id ?? randomUUID()
    await sql`
      insert into document.scan (id, agency, account, position, title, citizen_number, status, created_at, changed_at)
      values (${id}::uuid, ${actor.agency}, ${actor.account}, ${actor.position}, ${input.title},
        ${number?.ok ? number.value.number : null}, 'waiting', ${now}, ${now})`.execute(trx)
    await (trx as Kysely<DocumentTables>)
      .insertInto('document.scan_source')
      .values(
        files.map(({ hash, name, mediaType }, seq) => ({
          scan: id,
          seq,
          hash,
          name,
          media_type: mediaType,
          pages: null,
        })),
      )
      .execute()
    await send(SCAN_QUEUE, { id })
    subjects.add(id)
    return scanView(trx, await scanOf(trx, id, actor))
  },
})
