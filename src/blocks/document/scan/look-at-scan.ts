import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { query } from '../../../platform/command/declare.ts'
import { SCAN_STATUSES, ScanRowView, ScanView } from '../model/scan.ts'
import type { DocumentTables } from '../tables.ts'
import { type Scan, scanningAgencies, scanOf, scanRowView, scanView, subjectsOf } from './read-scan.ts'

/** One scan: how far it is, what was read, what is proposed. Errors: scan.not-found 404. */
export const getScan = query({
  name: 'scan.get',
  route: 'GET /scans/{id}',
  summary: 'Một lượt số hóa: tiến độ, trang, thông tin đề xuất',
  input: z.strictObject({ id: z.uuid() }),
  output: ScanView,
  permission: 'scan.work',
  audit: (input) => `read scan ${input.id}`,
  async run({ input, actor, sql: trx, subjects }) {
    const row = await scanOf(trx, input.id, actor)
    for (const id of subjectsOf(row)) subjects.add(id)
    return scanView(trx, row)
  },
})

/** How far a scan is, and nothing of what is on it: asked every second while somebody waits. Errors: scan.not-found 404. */
export const scanProgress = query({
  name: 'scan.progress',
  route: 'GET /scans/{id}/progress',
  summary: 'Tiến độ của một lượt số hóa',
  input: z.strictObject({ id: z.uuid() }),
  output: ScanRowView,
  permission: 'scan.work',
  async run({ input, actor, sql: trx }) {
    return scanRowView(await scanOf(trx, input.id, actor))
  },
})

/** The agency's scans, newest first: what waits, runs, failed and why. */
export const findScans = query({
  name: 'scan.find',
  route: 'GET /scans',
  summary: 'Các lượt số hóa của đơn vị, mới nhất trước',
  input: z.strictObject({
    status: z.enum(SCAN_STATUSES).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(100).optional(),
  }),
  output: z.object({ items: z.array(ScanRowView), nextCursor: z.string().nullable() }),
  permission: 'scan.work',
  async run({ input, actor, sql: trx }) {
    const [at, id] = (input.cursor ?? '').split('~')
    const after = at && id && !Number.isNaN(Date.parse(at)) ? { at: new Date(at), id } : null
    if (input.cursor && (!after || !z.uuid().safeParse(id).success))
      throw new Problem('request.invalid', 422, 'Con trỏ trang không đọc được; hãy xem lại từ đầu.', [
        { path: 'cursor', message: 'Không đọc được.' },
      ])
    const { rows } = await sql<Scan>`
      select * from document.scan where agency = any(${scanningAgencies(actor)}::text[])
        and (${input.status ?? null}::text is null or status = ${input.status ?? null})
        and (${after?.at ?? null}::timestamptz is null
          or (created_at, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
      order by created_at desc, id desc limit ${input.limit + 1}`.execute(trx)
    const page = rows.slice(0, input.limit)
    const last = page.at(-1)
    return {
      items: page.map(scanRowView),
      nextCursor: last && rows.length > input.limit ? `${last.created_at.toISOString()}~${last.id}` : null,
    }
  },
})

/** One straightened page as a picture. Errors: scan.not-found 404. */
export const scanPage = query({
  name: 'scan.page',
  route: 'GET /scans/{id}/pages/{number}',
  summary: 'Một trang đã nắn thẳng (ảnh JPEG)',
  input: z.strictObject({ id: z.uuid(), number: z.coerce.number().int().min(1) }),
  output: z.any(),
  produces: ['image/jpeg'],
  permission: 'scan.work',
  audit: (input) => `looked at page ${input.number} of scan ${input.id}`,
  async run({ input, actor, sql: trx, files, subjects }) {
    const row = await scanOf(trx, input.id, actor)
    const page = await (trx as Kysely<DocumentTables>)
      .selectFrom('document.scan_page')
      .select('image')
      .where('scan', '=', row.id)
      .where('number', '=', input.number)
      .executeTakeFirst()
    if (!page || !(await files.has(page.image)))
      throw new Problem('scan.not-found', 404, 'Không có trang này trong lượt số hóa.')
    for (const id of subjectsOf(row)) subjects.add(id)
    return {
      contentType: 'image/jpeg',
      fileName: `trang-${input.number}.jpg`,
      body: files.read(page.image),
      inline: true,
    }
  },
})

/** The searchable PDF. Errors: scan.not-found 404, scan.not-ready 409. */
export const scanFile = query({
  name: 'scan.file',
  route: 'GET /scans/{id}/file',
  summary: 'Tệp PDF tìm kiếm được của một lượt số hóa',
  input: z.strictObject({ id: z.uuid() }),
  output: z.any(),
  produces: ['application/pdf'],
  permission: 'scan.work',
  audit: (input) => `opened the file of scan ${input.id}`,
  async run({ input, actor, sql: trx, files, subjects }) {
    const row = await scanOf(trx, input.id, actor)
    if (!row.file)
      throw new Problem('scan.not-ready', 409, 'Lượt số hóa này chưa có tệp PDF; hãy chờ đọc xong.')
    for (const id of subjectsOf(row)) subjects.add(id)
    return {
      contentType: 'application/pdf',
      fileName: row.file.name,
      body: files.read(row.file.hash),
      inline: true,
    }
  },
})
