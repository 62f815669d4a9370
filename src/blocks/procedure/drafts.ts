import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { formatInstant } from '../../kernel/local-time.ts'
import { Problem } from '../../kernel/problem.ts'
import { formatDate, formatTime, plain } from '../../kernel/vietnamese.ts'
import type { Actor } from '../../platform/command/actor.ts'
import type { DraftContent, DraftRow, DraftView } from './contract.ts'
import { type Fixed, lockedChanges, lockedPaths } from './model/fixed.ts'
import { unstorablePlace } from './model/storable.ts'
import type { Doer, DraftRecord, ProcedureTables } from './tables.ts'

const LARGEST = 1024 * 1024
const LONGEST_TITLE = 500

/** What a new draft begins with. */
export type NewDraft = {
  procedure: string
  origin: DraftView['origin']
  basedOn: number | null
  content: DraftContent
  fixed?: Fixed | null
  flags?: DraftView['flags']
}

/** Puts a new draft down in this transaction. Errors: procedure.draft-unstorable 422, request.too-large 413. */
export async function insertDraft(
  trx: Kysely<any>,
  draft: NewDraft,
  actor: Actor,
  now: Date,
): Promise<DraftView> {
  requireStorable(draft.content)
  const doer = doerOf(actor)
  const row = await (trx as Kysely<ProcedureTables>)
    .insertInto('procedure.draft')
    .values({
      id: randomUUID(),
      procedure: draft.procedure,
      version: 1,
      based_on: draft.basedOn,
      origin: draft.origin,
      status: 'editing',
      content: json(draft.content),
      fixed: draft.fixed ? json(draft.fixed) : null,
      flags: json(draft.flags ?? []),
      ...findable(draft.procedure, draft.content),
      editors: [doer.account],
      submission: null,
      returned: null,
      published: null,
      updated_by: json(doer),
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return draftView(row)
}

/** Errors: procedure.draft-not-found 404. */
export async function draftById(db: Kysely<any>, id: string): Promise<DraftRecord> {
  const row = await (db as Kysely<ProcedureTables>)
    .selectFrom('procedure.draft')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw unknownDraft()
  return row
}

/**
 * Holds the draft for this transaction, if it stands at one of `statuses` and, when told, still at `version`. Errors:
 * procedure.draft-not-found 404, procedure.draft-changed-elsewhere 409 (who and when), procedure.draft-status 409.
 */
export async function lockDraft(
  trx: Kysely<any>,
  { id, version }: { id: string; version?: number },
  statuses: readonly DraftView['status'][],
): Promise<DraftRecord> {
  const row = await (trx as Kysely<ProcedureTables>)
    .selectFrom('procedure.draft')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw unknownDraft()
  if (!statuses.includes(row.status))
    throw new Problem('procedure.draft-status', 409, `Bản thảo ${STATUS_WORDS[row.status]}`)
  if (version !== undefined && version !== row.version) {
    const { name } = row.updated_by
    const when = `${formatTime(row.updated_at)} ngày ${formatDate(row.updated_at)}`
    throw new Problem(
      'procedure.draft-changed-elsewhere',
      409,
      `${name} đã lưu bản thảo này lúc ${when}. Hãy tải lại để xem bản mới rồi sửa tiếp; nội dung của bạn chưa được lưu.`,
      [{ path: 'version', message: `Bản thảo đã ở lần lưu ${row.version}.` }],
    )
  }
  return row
}

const STATUS_WORDS: Record<DraftView['status'], string> = {
  editing: 'đang soạn, chưa trình duyệt. Hãy trình duyệt trước.',
  submitted: 'đang chờ duyệt nên không sửa được. Hãy nhờ người duyệt trả lại rồi sửa.',
  returned: 'đã được trả lại để sửa. Hãy sửa rồi trình duyệt lại.',
  published: 'đã ban hành nên không thay đổi nữa. Hãy lập bản thảo mới từ phiên bản đã ban hành.',
  discarded: 'đã bỏ. Hãy lập bản thảo mới.',
}

/** Writes new content over a locked draft. Errors: procedure.locked 422 and as `insertDraft`. */
export async function writeContent(
  trx: Kysely<any>,
  row: DraftRecord,
  content: DraftContent,
  actor: Actor,
  now: Date,
): Promise<DraftView> {
  requireStorable(content)
  const refused = lockedChanges(content.definition, row.fixed)
  if (refused.length > 0)
    throw new Problem(
      'procedure.locked',
      422,
      `Chưa lưu: “${refused[0]!.path}” do danh mục quốc gia quy định. ${refused[0]!.message}`,
      refused.map(({ path, message }) => ({ path: `content.definition.${path}`, message })),
    )
  const doer = doerOf(actor)
  const saved = await (trx as Kysely<ProcedureTables>)
    .updateTable('procedure.draft')
    .set({
      version: row.version + 1,
      content: json(content),
      ...findable(row.procedure, content),
      editors: [...new Set([...row.editors, doer.account])],
      updated_by: json(doer),
      updated_at: now,
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return draftView(saved)
}

/** Takes the draft one step on its way; who did it and when becomes the last change. */
export async function moveDraft(
  trx: Kysely<any>,
  row: DraftRecord,
  step: Partial<Pick<DraftRecord, 'status' | 'submission' | 'returned' | 'published'>>,
): Promise<DraftView> {
  const { submission, returned, ...plainly } = step
  const moved = await (trx as Kysely<ProcedureTables>)
    .updateTable('procedure.draft')
    .set({
      ...plainly,
      ...(submission === undefined ? {} : { submission: submission && json(submission) }),
      ...(returned === undefined ? {} : { returned: returned && json(returned) }),
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return draftView(moved)
}

export function draftView(row: DraftRecord): DraftView {
  return {
    ...headOf(row),
    content: row.content,
    locked: lockedPaths(row.content.definition, row.fixed),
    flags: row.flags,
    returned: row.returned,
  }
}

export function draftRow(row: Omit<DraftRecord, 'content'>): DraftRow {
  return { ...headOf(row), title: row.title, flags: row.flags.length }
}

function headOf(row: Omit<DraftRecord, 'content'>) {
  return {
    id: row.id,
    procedure: row.procedure,
    version: row.version,
    basedOn: row.based_on,
    origin: row.origin,
    status: row.status,
    submission: row.submission,
    published: row.published,
    updatedBy: row.updated_by,
    updatedAt: formatInstant(row.updated_at.getTime()),
  }
}

export function doerOf(actor: Actor): Doer {
  return { account: actor.account ?? actor.caller, name: actor.name }
}

function requireStorable(content: DraftContent): void {
  const broken = unstorablePlace(content)
  if (broken)
    throw new Problem(
      'procedure.draft-unstorable',
      422,
      `Chưa lưu được “${broken.path}”: ${broken.message}`,
      [{ ...broken, path: `content.${broken.path}` }],
    )
  const size = Buffer.byteLength(JSON.stringify(content))
  if (size > LARGEST)
    throw new Problem(
      'request.too-large',
      413,
      `Bản thảo nặng ${Math.ceil(size / 1024)} KB, vượt mức 1 MB. Hãy bỏ bớt nội dung hoặc tách thủ tục.`,
    )
}

function findable(procedure: string, { definition }: DraftContent): { title: string; search: string } {
  const said = definition.title?.vi
  const title = (typeof said === 'string' ? said : '').trim().slice(0, LONGEST_TITLE)
  return { title, search: plain(`${title} ${procedure}`) }
}

function unknownDraft(): Problem {
  return new Problem(
    'procedure.draft-not-found',
    404,
    'Không có bản thảo này. Hãy mở lại từ danh sách bản thảo.',
  )
}

/** A jsonb column takes its text; what it holds is typed by the table. */
function json<T>(value: T): T {
  return JSON.stringify(value) as T
}
