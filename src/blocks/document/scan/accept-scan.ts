import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { parseCitizenNumber } from '../../../kernel/identifiers.ts'
import { dayOf, formatDate } from '../../../kernel/local-time.ts'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { KeptPaperView } from '../model/kept-paper.ts'
import { isKind, kindByKey } from '../model/paper-kinds.ts'
import { AcceptScanInput } from '../model/scan.ts'
import { keptPaperViews } from '../store/kept-papers.ts'
import type { DocumentTables } from '../tables.ts'
import { scanOf, setScan } from './read-scan.ts'

const DAY = /^\d{4}-\d{2}-\d{2}$/

/**
 * An officer has compared what was read with the paper, mended it and takes responsibility: the paper goes into the
 * citizen's own store under its kind, and a former one of the same kind and number gives way. Who accepted is kept.
 * Errors: scan.not-found 404, scan.not-ready 409, scan.already-accepted 409, request.invalid 422 naming the field.
 */
export const acceptScan = command({
  name: 'scan.accept',
  route: 'POST /scans/{id}/accept',
  summary: 'Xác nhận giấy đã số hóa và đưa vào kho dữ liệu của người dân',
  input: AcceptScanInput,
  output: KeptPaperView,
  permission: 'scan.work',
  answers: 201,
  audit: (input) => `accepted scan ${input.id} into a citizen’s own store`,
  async run({ input, actor, sql: trx, db, memory, now, subjects }) {
    const row = await scanOf(trx, input.id, actor, true)
    if (row.status === 'accepted')
      throw new Problem('scan.already-accepted', 409, 'Lượt số hóa này đã được xác nhận trước đó.')
    if (row.status !== 'ready' || !row.file)
      throw new Problem('scan.not-ready', 409, 'Chưa đọc xong các trang; hãy chờ rồi xác nhận.')
    const number = parseCitizenNumber(input.citizenNumber)
    if (!number.ok) throw new Problem('request.invalid', 422, number.problem.message, [number.problem])
    if (!isKind(input.kind)) throw invalid('kind', 'Chọn loại giấy tờ trong danh sách.')
    const today = formatDate(dayOf(now.getTime()))
    const fields = checkedFields(input.kind, input.fields, today)
    const validUntil = input.validUntil ?? fields.validUntil ?? null
    if (validUntil !== null && fields.issuedOn && validUntil < fields.issuedOn)
      throw invalid('validUntil', 'Ngày hết giá trị không thể trước ngày cấp. Hãy đối chiếu với giấy.')
    const tables = trx as Kysely<DocumentTables>
    if (fields.number)
      await tables
        .updateTable('document.kept_paper')
        .set({ ended_at: now })
        .where('citizen_number', '=', number.value.number)
        .where('kind', '=', input.kind)
        .where('number', '=', fields.number)
        .where('ended_at', 'is', null)
        .execute()
    const id = randomUUID()
    const kept = await tables
      .insertInto('document.kept_paper')
      .values({
        id,
        citizen_number: number.value.number,
        kind: input.kind,
        title: input.title,
        number: fields.number ?? null,
        issuer: fields.issuer ?? null,
        issued_on: fields.issuedOn ?? null,
        valid_until: validUntil,
        fields: JSON.stringify(fields),
        file: JSON.stringify({ ...row.file, name: `${input.title.slice(0, 120)}.pdf` }),
        pages: row.pages ?? row.done,
        scan: row.id,
        agency: row.agency,
        accepted_by: actor.account ?? '',
        position: actor.position,
        accepted_at: now,
        ended_at: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await setScan(trx, row.id, 'accepted', now)
    await sql`update document.scan set paper = ${id}::uuid, citizen_number = ${number.value.number} where id = ${row.id}::uuid`.execute(
      trx,
    )
    subjects.add(id)
    const [view] = await keptPaperViews({ db, memory }, [kept], today)
    return view!
  },
})

/** The kind's own fields, each of the shape it has; empty ones are left out. Errors: request.invalid 422 naming the field. */
function checkedFields(kind: string, given: Record<string, string>, today: string): Record<string, string> {
  const known = new Map(kindByKey(kind).fields.map((field) => [field.key, field]))
  const fields: Record<string, string> = {}
  for (const [key, value] of Object.entries(given)) {
    const field = known.get(key)
    const path = `fields.${key}`
    if (!field) throw invalid(path, 'Loại giấy này không có mục đó.')
    if (value === '') continue
    if (field.shape === 'date') {
      const real = DAY.test(value) && new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value)
      if (!real) throw invalid(path, `${field.label} phải là ngày có thật, ví dụ 20/03/2015.`)
      if (key !== 'validUntil' && value > today)
        throw invalid(path, `${field.label} không thể ở sau hôm nay.`)
    }
    if (field.shape === 'citizenNumber') {
      const parsed = parseCitizenNumber(value, path)
      if (!parsed.ok) throw invalid(path, parsed.problem.message)
    }
    fields[key] = value
  }
  return fields
}
