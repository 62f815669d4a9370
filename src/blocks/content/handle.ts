import type { Kysely } from 'kysely'
import { dayOf, formatDate } from '../../kernel/local-time.ts'
import { invalid, Problem } from '../../kernel/problem.ts'
import { Hidden } from '../../platform/access/hidden.ts'
import { limit } from '../../platform/access/limit.ts'
import { signature } from '../../platform/command/actor.ts'
import { sha256 } from '../../platform/command/canonical.ts'
import type { Context } from '../../platform/command/declare.ts'
import { reachOf } from '../dossier/index.ts'
import { agencyTree, workingCalendar } from '../organisation/index.ts'
import { PERMISSIONS } from './contract.ts'
import { type Act, after } from './model/feedback.ts'
import { rulesOn } from './rules.ts'
import type { ContentTables, FeedbackRow } from './tables.ts'

const TRIES_A_MINUTE = 30

export const today = (now: Date) => formatDate(dayOf(now.getTime()))

const noFeedback = (Kind: typeof Problem) =>
  new Kind(
    'feedback.not-found',
    404,
    'Không có phản ánh mã này trong phạm vi của bạn. Kiểm tra lại mã đã nhận khi gửi.',
  )

/** Which agencies' feedback an officer reaches; all: the whole province. */
export async function feedbackReach({ actor, db, memory, now }: Context<unknown>) {
  return reachOf(actor, PERMISSIONS.answer, await agencyTree({ db, memory }), today(now))
}

/** What an officer handles, locked. Errors: feedback.not-found 404. */
export async function feedbackToHandle(context: Context<unknown>, number: string): Promise<FeedbackRow> {
  const row = await (context.sql as Kysely<ContentTables>)
    .selectFrom('content.feedback')
    .selectAll()
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw noFeedback(Problem)
  const reach = await feedbackReach(context)
  if (!reach.all && !reach.agencies.includes(row.agency)) throw noFeedback(Hidden)
  return row
}

/** What the sender follows, by the secret they were given; `lock` for what changes it. Errors: feedback.not-found 404, request.too-many 429. */
export async function ownFeedback(
  context: Context<unknown>,
  number: string,
  secret: string,
  lock = false,
): Promise<FeedbackRow> {
  const { db, actor, now, sql } = context
  await limit(db, `feedback-secret:${actor.origin}`, now, TRIES_A_MINUTE, 60)
  const asked = (sql as Kysely<ContentTables>)
    .selectFrom('content.feedback')
    .selectAll()
    .where('number', '=', number)
  const row = await (lock ? asked.forUpdate() : asked).executeTakeFirst()
  if (!row) throw noFeedback(Problem)
  if (!sha256(secret).equals(row.secret_hash)) throw noFeedback(Hidden)
  return row
}

export type Told = {
  note?: string | null
  toAgency?: string
  changes?: Partial<Omit<FeedbackRow, 'id' | 'seq'>>
}

/**
 * One act on what was reported: its new standing, limits counted on the working calendar, and a line in its history.
 * `row` must be locked. Errors: feedback.not-now 409, request.invalid naming to.
 */
export async function happened(
  context: Context<unknown>,
  row: FeedbackRow,
  act: Act,
  { note = null, toAgency, changes = {} }: Told,
): Promise<FeedbackRow> {
  const { db, memory, now, actor } = context
  if (toAgency === row.agency) throw invalid('to', 'Phản ánh đang ở cơ quan này. Chọn một cơ quan khác.')
  const reading = { db, memory }
  const standing = {
    state: row.state,
    countsFrom: row.counts_from,
    pausedAt: row.paused_at,
    dueAt: row.due_at,
    late: row.late,
  }
  const next = after(standing, act, now, await rulesOn(reading, today(now)), await workingCalendar(reading))
  if (!next)
    throw new Problem(
      'feedback.not-now',
      409,
      'Phản ánh đã sang bước khác nên không làm việc này được nữa. Tải lại trang để xem.',
    )
  const written = {
    ...changes,
    state: next.state,
    counts_from: next.countsFrom,
    paused_at: next.pausedAt,
    due_at: next.dueAt,
    late: next.late,
    seq: row.seq + 1,
  }
  const tables = context.sql as Kysely<ContentTables>
  await tables.updateTable('content.feedback').set(written).where('id', '=', row.id).execute()
  await tables
    .insertInto('content.feedback_event')
    .values({
      feedback: row.id,
      seq: written.seq,
      kind: act,
      at: now,
      account: actor.account,
      position: signature(actor).position,
      agency: act === 'supplement' ? null : row.agency,
      to_agency: toAgency ?? null,
      note,
      due_at: next.stepDueAt,
      late: next.stepLate,
    })
    .execute()
  return { ...row, ...written }
}
