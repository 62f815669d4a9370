import { type Kysely, sql } from 'kysely'
import { plain } from '../../../kernel/vietnamese.ts'
import { command } from '../../../platform/command/declare.ts'
import { draftEntries } from '../catalogue-drafts.ts'
import { ImportInput, ImportOutput } from '../contract.ts'
import { definitionHash } from '../definition-hash.ts'
import { type NationalRecord, nationalTerm, type Refusal, readRecord } from '../model/national-record.ts'

const CHUNK = 500
const IMPORT_LIMIT = 50 * 1024 * 1024

/**
 * Takes in the national catalogue's file: what is known by the same content stays, what changed is replaced, a row that
 * cannot be read is refused alone with its reason. An entry without an edition here gets a draft with its papers, term,
 * fees and a fitting flow filled in, and a flag for whatever an official must decide; of an entry that changed, a draft
 * nobody touched is made anew, one under work is only flagged. Editions are never touched: an entry is information, not
 * a procedure in force. Errors: request.too-large 413 above 50 MB.
 */
export const importProcedures = command({
  name: 'procedure.import',
  route: 'POST /procedures/import',
  summary: 'Nhập danh mục thủ tục quốc gia từ tệp',
  input: ImportInput,
  output: ImportOutput,
  permission: 'procedure.import',
  bodyLimit: IMPORT_LIMIT,
  audit: (input) => `imported ${input.procedures.length} procedures of the national catalogue`,
  forgets: ['procedure.information', 'procedure.findable'],
  async run(context) {
    const { input, actor, now, sql: trx } = context
    const { records, refused } = sorted(input.procedures)
    const added = new Set<string>()
    const changed = new Set<string>()
    for (let start = 0; start < records.length; start += CHUNK)
      for (const row of await write(trx, records.slice(start, start + CHUNK), now))
        (row.added ? added : changed).add(row.code)
    const drafts = await draftEntries(context, { records, changed }, actor)
    const unchanged = records.length - added.size - changed.size
    return { added: added.size, changed: changed.size, unchanged, drafts, refused }
  },
})

/** The file's rows, good and refused; of two with one code the first counts. */
function sorted(rows: readonly unknown[]) {
  const records: NationalRecord[] = []
  const refused: (Refusal & { index: number })[] = []
  const first = new Map<string, number>()
  rows.forEach((row, index) => {
    const read = readRecord(row)
    if ('refusal' in read) {
      refused.push({ index, ...read.refusal })
      return
    }
    const { code } = read.record
    const before = first.get(code)
    if (before !== undefined) {
      const message = `Mã ${code} đã có ở dòng ${before + 1} của tệp (thứ tự từ 1); chỉ nhận dòng đầu.`
      refused.push({ index, code: 'row.duplicate', message })
      return
    }
    first.set(code, index)
    records.push(read.record)
  })
  return { records, refused }
}

/** Rows that were not there, or whose content differs: `added` tells which. */
async function write(trx: Kysely<any>, records: readonly NationalRecord[], now: Date) {
  const entries = records.map((record) => {
    const title = searchable(record.name)
    return {
      code: record.code,
      title: record.name,
      field: record.field,
      level: record.level,
      term: nationalTerm(record),
      search: `${title}${searchable(`${record.field} ${record.code}`).trimStart()}`,
      title_search: title,
      record,
      hash: definitionHash(record),
    }
  })
  const { rows } = await sql<{ code: string; added: boolean }>`
    insert into procedure.catalogue_entry as e
      (code, title, field, level, term, search, title_search, record, hash, imported_at)
    select code, title, field, level, term, search, title_search, record, hash, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as row(code text, title text, field text, level text,
      term text, search text, title_search text, record jsonb, hash text)
    on conflict (code) do update set title = excluded.title, field = excluded.field, level = excluded.level,
      term = excluded.term, search = excluded.search, title_search = excluded.title_search, record = excluded.record,
      hash = excluded.hash, imported_at = excluded.imported_at
    where e.hash <> excluded.hash
    returning e.code, (xmax = 0) as added`.execute(trx)
  return rows
}

/** ` dang ky khai tu `: words of letters and digits without diacritics, a space at both ends. */
function searchable(text: string): string {
  return ` ${plain(text)
    .split(/[^a-z0-9.]+/)
    .filter(Boolean)
    .join(' ')} `
}
