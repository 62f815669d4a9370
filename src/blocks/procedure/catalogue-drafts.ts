import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'

import { formatDate, plain } from '../../kernel/vietnamese.ts'
import type { Actor } from '../../platform/command/actor.ts'
import type { Memory } from '../../platform/command/memory.ts'
import { doerOf, type NewDraft } from './drafts.ts'
import type { Fixed } from './model/fixed.ts'
import type { NationalRecord } from './model/national-record.ts'
import type { Flag } from './model/proposal/flag.ts'
import type { Province } from './model/proposal/propose.ts'
import { proposedFrom, provinceOf } from './proposals.ts'

type Reading = { db: Kysely<any>; memory: Memory; now: Date; sql: Kysely<any> }
export type Drafted = { made: number; updated: number; flagged: number; flags: number }

/** A procedure of the province's own: a copy of another province's (`1.012753.H19`) is read, never drafted. */
const OWN = /^[1-9]\.\d{6}$/
const LONGEST_TITLE = 500

/**
 * Keeps the drafts of an import in step: entries without a draft or an edition get one; of those that changed, a draft
 * nobody touched is made anew, one that somebody works on is only flagged.
 */
export async function draftEntries(
  reading: Reading,
  { records, changed }: { records: readonly NationalRecord[]; changed: ReadonlySet<string> },
  actor: Actor,
): Promise<Drafted> {
  const { sql: trx, now } = reading
  const own = records.filter(({ code }) => OWN.test(code))
  const standing = await standingOf(
    trx,
    own.map(({ code }) => code),
  )
  const province = await provinceOf(reading)
  const fresh: NewDraft[] = []
  const renewed: (NewDraft & { id: string })[] = []
  const flagged: { id: string; flag: Flag }[] = []
  for (const record of own) {
    const stands = standing.get(record.code)
    const isChanged = changed.has(record.code)
    if (stands && !(isChanged && (stands.open || stands.drafted || stands.edition !== null))) continue
    const draft = draftOf(record, province)
    if (!draft) continue
    if (!stands?.open) fresh.push(stands?.edition ? beside(draft, stands.edition) : draft)
    else if (stands.open.untouched) renewed.push({ ...draft, id: stands.open.id })
    else flagged.push({ id: stands.open.id, flag: changeFlag(stands.open.fixed, draft, now) })
  }
  await insertAll(trx, fresh, actor, now)
  await renewAll(trx, renewed, now)
  await flagAll(trx, flagged)
  const flags = [...fresh, ...renewed].reduce((sum, each) => sum + (each.flags?.length ?? 0), flagged.length)
  return { made: fresh.length, updated: renewed.length, flagged: flagged.length, flags }
}

function draftOf(record: NationalRecord, province: Province): NewDraft | null {
  const proposed = proposedFrom(record, province)
  return proposed && { procedure: record.code, origin: 'catalogue', basedOn: null, ...proposed }
}

/** The catalogue changed under an edition in force: its draft says so first. */
function beside(draft: NewDraft, edition: number): NewDraft {
  const flag = {
    path: '',
    message: `Thủ tục đang áp dụng phiên bản ${edition}. Danh mục quốc gia đã đổi: hãy đối chiếu từng phần, giữ lại biểu mẫu và quy trình đang chạy.`,
  }
  return { ...draft, flags: [flag, ...(draft.flags ?? [])] }
}

const PARTS: readonly (readonly [keyof Fixed, string])[] = [
  ['title', 'tên thủ tục'],
  ['field', 'lĩnh vực'],
  ['decision', 'quyết định công bố'],
  ['term', 'thời hạn'],
  ['papers', 'giấy tờ'],
  ['fees', 'phí, lệ phí'],
]

function changeFlag(before: Fixed | null, { fixed }: NewDraft, now: Date): Flag {
  const parts = PARTS.filter(([key]) => JSON.stringify(before?.[key]) !== JSON.stringify(fixed?.[key]))
  const what = parts.map(([, name]) => name).join(', ') || 'phần hướng dẫn'
  return {
    path: '',
    message: `Danh mục quốc gia nhập ngày ${formatDate(now)} đã đổi: ${what}. Bản nháp đang soạn được giữ nguyên; hãy đối chiếu và sửa.`,
  }
}

type Standing = {
  /** Some draft of the catalogue was made for it, whatever became of it. */
  drafted: boolean
  edition: number | null
  open: { id: string; untouched: boolean; fixed: Fixed | null } | null
}

/** Procedures that already have a draft of the catalogue or an edition, with what is open of them. */
async function standingOf(trx: Kysely<any>, codes: readonly string[]): Promise<Map<string, Standing>> {
  const { rows } = await sql<{
    code: string
    drafted: boolean
    edition: number | null
    id: string | null
    untouched: boolean | null
    fixed: Fixed | null
  }>`
    select c.code, exists (select 1 from procedure.draft d where d.procedure = c.code and d.origin = 'catalogue') as drafted,
      (select max(number) from procedure.procedure_edition e where e.procedure = c.code and e.status = 'published') as edition,
      o.id, o.untouched, o.fixed
    from jsonb_array_elements_text(${JSON.stringify(codes)}::jsonb) as c(code)
    left join lateral (
      select id, version = 1 and status = 'editing' and editors = '{}' as untouched, fixed
      from procedure.draft d
      where d.procedure = c.code and d.origin = 'catalogue' and d.status in ('editing', 'submitted', 'returned')
      order by d.updated_at desc limit 1 for update
    ) as o on true`.execute(trx)
  return new Map(
    rows.flatMap(({ code, drafted, edition, id, untouched, fixed }) =>
      drafted || edition !== null
        ? [
            [
              code,
              { drafted, edition, open: id ? { id, untouched: untouched === true, fixed } : null },
            ] as const,
          ]
        : [],
    ),
  )
}

const CHUNK = 200

/** Nobody is their editor yet: whoever imports the file may still approve what others make of it. */
async function insertAll(
  trx: Kysely<any>,
  drafts: readonly NewDraft[],
  actor: Actor,
  now: Date,
): Promise<void> {
  const by = JSON.stringify(doerOf(actor))
  for (let start = 0; start < drafts.length; start += CHUNK) {
    const rows = drafts
      .slice(start, start + CHUNK)
      .map((draft) => ({ id: randomUUID(), ...columnsOf(draft) }))
    await sql`
      insert into procedure.draft (id, procedure, version, origin, status, content, fixed, flags, title, search, editors,
        updated_by, updated_at)
      select id, procedure, 1, 'catalogue', 'editing', content, fixed, flags, title, search, '{}', ${by}::jsonb,
        ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(id uuid, procedure text, content jsonb, fixed jsonb,
        flags jsonb, title text, search text)`.execute(trx)
  }
}

async function renewAll(
  trx: Kysely<any>,
  drafts: readonly (NewDraft & { id: string })[],
  now: Date,
): Promise<void> {
  for (let start = 0; start < drafts.length; start += CHUNK) {
    const rows = drafts.slice(start, start + CHUNK).map((draft) => ({ id: draft.id, ...columnsOf(draft) }))
    await sql`
      update procedure.draft d set content = row.content, fixed = row.fixed, flags = row.flags, title = row.title,
        search = row.search, updated_at = ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(id uuid, content jsonb, fixed jsonb, flags jsonb,
        title text, search text)
      where d.id = row.id`.execute(trx)
  }
}

async function flagAll(trx: Kysely<any>, flagged: readonly { id: string; flag: Flag }[]): Promise<void> {
  if (flagged.length === 0) return
  await sql`
    update procedure.draft d set flags = jsonb_build_array(row.flag) || d.flags
    from jsonb_to_recordset(${JSON.stringify(flagged)}::jsonb) as row(id uuid, flag jsonb)
    where d.id = row.id`.execute(trx)
}

function columnsOf({ procedure, content, fixed, flags }: NewDraft) {
  const title = (content.definition.title?.vi ?? '').slice(0, LONGEST_TITLE)
  return { procedure, content, fixed, flags: flags ?? [], title, search: plain(`${title} ${procedure}`) }
}
