import { formatInstant, parseInstant } from '../../kernel/local-time.ts'
import { invalid, Problem } from '../../kernel/problem.ts'
import { type Actor, grantsOf, signature } from '../../platform/command/actor.ts'
import type { Context } from '../../platform/command/declare.ts'
import { agencyTree, type Seat, seats, workingCalendar } from '../organisation/index.ts'
import type { Definition, Move, Role } from '../procedure/model/definition.ts'
import { answeredFiles } from './answered-files.ts'
import { assignByRule } from './assign-by-rule.ts'
import { bindingDefinition } from './binding.ts'
import { type HandedDocument, type MoveInput, PERMISSIONS } from './contract.ts'
import { withdrawParts } from './joint/withdraw-parts.ts'
import { allowedMoves, isSecondCorrection } from './model/allowed-moves.ts'
import { opinionDue } from './model/consultation.ts'
import { INHERIT, type MoveRecord, step } from './model/fold.ts'
import { letterOf } from './model/issued-letters.ts'
import { partsOf } from './model/player.ts'
import { project } from './model/projection.ts'
import { handedFiles } from './open-dossier.ts'
import { requireDue, requirePaid } from './payment-due.ts'
import { contentsOf, movesOf } from './read.ts'
import { localDay, seatOf } from './seat.ts'
import { setGoing } from './set-going.ts'
import type { DossierRecord } from './tables.ts'
import { workRules } from './work-rules.ts'
import { appendMove, type Carried } from './write.ts'

export type Taking = Omit<MoveInput, 'code'> & { documents?: HandedDocument[] }
/** How far a server's clock may step back before a move is refused rather than dated with its predecessor. */
const CLOCK_SLACK_MS = 60_000

/**
 * Takes one arrow from the dossier's present state: who may, what it needs, the fold, the write, its effects.
 * `row` must be locked. `parts` are given where the right comes from elsewhere (the receipt's secret makes an applicant).
 * Errors: dossier.changed 409, dossier.move-not-allowed 409 (says who moved it and when), dossier.needs-missing 422,
 * dossier.second-correction 409, dossier.unpaid 409, clock.went-back 503.
 */
export async function takeMove(
  context: Context<unknown>,
  row: DossierRecord,
  taking: Taking,
  parts?: Role[],
) {
  const { now, db, memory, sql, actor } = context
  const reading = { db, memory }
  const definition = await bindingDefinition(reading, row)
  if (taking.expectedSeq !== undefined && taking.expectedSeq !== row.seq)
    throw await changedBy(context, row, definition)
  const at = momentOf(now, row)
  const roles = parts ?? partsOf(seatOf(actor), row)
  const arrow = await chooseArrow(context, row, definition, taking.move, roles)
  await requirePaid(context, row, definition, arrow)
  const facts = await factsOf(context, row, definition, arrow, taking)
  const carried = carriedBy(arrow, taking)
  const role = arrow.who.find((each) => roles.includes(each)) ?? roles[0] ?? arrow.who[0]!
  const hand = signature(actor)
  const record: MoveRecord = {
    seq: row.seq + 1,
    move: arrow.key,
    to: arrow.to,
    at: at.toISOString(),
    role,
    agency: actor.agency,
    position: hand.position,
    ...facts,
  }
  const folded = step(definition, row.folded, record)
  const parties = { agency: row.agency, desk: row.desk, returnDesk: row.return_desk }
  const projection = project(definition, folded, parties, await workingCalendar(reading))
  const brings = arrow.kind === 'answerCorrection' || arrow.needs.includes('documents')
  const documents = brings
    ? [
        ...(await handedFiles(context, taking.documents ?? [], definition)),
        ...(await answeredFiles(sql, definition, taking.answers ?? {})),
      ]
    : []
  await appendMove(
    sql,
    {
      dossierId: row.id,
      seq: record.seq,
      move: arrow.key,
      to: arrow.to,
      at,
      role,
      account: actor.account,
      ...hand,
      agency: actor.agency,
      idempotencyKey: context.idempotencyKey,
      facts,
      carried,
      documents,
      letter: letterOf(arrow.kind, row, localDay(at)),
    },
    { ...row, ...projection, folded },
  )
  if (arrow.kind === 'withdraw') await withdrawParts(context, row, definition, taking.note, takeMove)
  await setGoing(context, row, definition, arrow, { seq: record.seq, at })
  context.subjects.add(row.id)
  const assigned = await assignByRule(context, row, definition, { folded, at })
  return assigned ?? { arrow, folded, projection, record }
}

export type Taken = Awaited<ReturnType<typeof takeMove>>

export function moveAnswer(row: DossierRecord, { folded, projection }: Taken) {
  const shown = (moment: Date | null) => (moment ? formatInstant(moment.getTime()) : null)
  return {
    id: row.id,
    code: row.code,
    seq: folded.seq,
    state: {
      key: folded.state.key,
      name: folded.state.name.vi,
      status: folded.state.status,
      phase: folded.state.phase,
      role: folded.state.role,
    },
    assignee: folded.assignee,
    firstDueAt: shown(projection.first_due_at),
    rescheduledDueAt: shown(projection.rescheduled_due_at),
    finishedAt: shown(projection.finished_at),
    timeliness: projection.timeliness,
  }
}

/** A dossier's moves never go back in time: a small step back of the clock is levelled, a large one refused. */
function momentOf(now: Date, row: DossierRecord): Date {
  const last = row.last_at.getTime()
  if (now.getTime() >= last) return now
  if (last - now.getTime() <= CLOCK_SLACK_MS) return row.last_at
  throw new Problem(
    'clock.went-back',
    503,
    `Đồng hồ máy chủ đang chạy lùi so với lần ghi trước của hồ sơ (${formatInstant(last)}). Chưa ghi gì; hãy báo người quản trị chỉnh giờ.`,
  )
}

async function chooseArrow(
  context: Context<unknown>,
  row: DossierRecord,
  definition: Definition,
  key: string,
  roles: Role[],
): Promise<Move> {
  const conditional = definition.moves.some((each) => each.when && each.from.includes(row.state))
  const answers = conditional ? (await contentsOf(context.sql, row.id)).answers : {}
  const player = { roles, position: context.actor.position }
  const { claimOpen } = await workRules(context, row.agency)
  const arrow = allowedMoves(definition, row.folded, player, { answers, claimOpen }).find(
    (each) => each.key === key,
  )
  if (arrow) return arrow
  const drawn = definition.moves.find((each) => each.key === key)
  if (!drawn) throw invalid('move', `Quy trình không có thao tác “${key}”.`, 'dossier.move-unknown')
  if (drawn.from.includes(row.state) && isSecondCorrection(drawn, row.folded)) throw secondCorrection()
  throw await notAllowed(context, row, definition, drawn)
}

async function notAllowed(
  context: Context<unknown>,
  row: DossierRecord,
  definition: Definition,
  drawn: Move,
): Promise<Problem> {
  const { state } = row.folded
  const here = drawn.from.includes(state.key)
  const last = await lastMover(context, row, definition)
  const text =
    here && drawn.kind === 'apologise' && row.folded.apologised
      ? 'Hồ sơ đã được xin lỗi và hẹn lại một lần; ngày hẹn chỉ được dời một lần.'
      : here
        ? `“${drawn.name.vi}” ở bước “${state.name.vi}” không thuộc phần việc của bạn. ${last}`
        : `Hồ sơ đang ở bước “${state.name.vi}” nên không “${drawn.name.vi}” được nữa. ${last}`
  return new Problem('dossier.move-not-allowed', here ? 403 : 409, text.trim(), [
    { path: 'move', message: text.trim() },
  ])
}

async function changedBy(
  context: Context<unknown>,
  row: DossierRecord,
  definition: Definition,
): Promise<Problem> {
  const text = `Hồ sơ đã thay đổi từ lúc bạn mở. ${await lastMover(context, row, definition)} Hãy xem lại rồi làm tiếp.`
  return new Problem('dossier.changed', 409, text, [{ path: 'expectedSeq', message: text }])
}

/** Who made the last move and when: what a person who lost a race wants to know. */
async function lastMover(
  context: Context<unknown>,
  row: DossierRecord,
  definition: Definition,
): Promise<string> {
  const last = (await movesOf(context.sql, row.id)).at(-1)
  if (!last || last.seq === 0) return ''
  if (last.move === INHERIT) return 'Hồ sơ vừa chuyển sang cơ quan kế thừa sau sáp nhập.'
  const held = await seats(context, localDay(context.now))
  const seat = last.position ? held.get(last.position) : undefined
  const who = seat?.holder ?? (last.role === 'applicant' ? 'Người nộp hồ sơ' : 'Hệ thống')
  const name = definition.moves.find((each) => each.key === last.move)?.name.vi ?? last.move
  const at = formatInstant(last.at.getTime())
  return `${who} đã “${name}” lúc ${at.slice(11, 16)} ngày ${at.slice(8, 10)}/${at.slice(5, 7)}/${at.slice(0, 4)}.`
}

/** The impersonal part of what an arrow needs, checked. */
async function factsOf(
  context: Context<unknown>,
  row: DossierRecord,
  definition: Definition,
  arrow: Move,
  taking: Taking,
): Promise<Record<string, unknown>> {
  const missing = (path: string, message: string) =>
    new Problem('dossier.needs-missing', 422, message, [{ path, message }])
  const facts: Record<string, unknown> = {}
  if (arrow.needs.includes('note') && !taking.note)
    throw missing('note', `“${arrow.name.vi}” cần ghi lý do hoặc ý kiến.`)
  if (arrow.needs.includes('items') && !taking.items?.length)
    throw missing('items', 'Đánh dấu ít nhất một trường hoặc giấy tờ cần sửa.')
  if (arrow.needs.includes('recipient') && !taking.recipient)
    throw missing('recipient', 'Ghi tên người nhận kết quả.')
  if (arrow.needs.includes('resultDraft') && !taking.resultDraft)
    throw missing('resultDraft', 'Soạn dự thảo kết quả trước khi trình.')
  if (arrow.needs.includes('payment')) {
    if (taking.paidAmount === undefined) throw missing('paidAmount', 'Ghi số tiền đã thu (đồng).')
    await requireDue(context.sql, row.id, definition, taking.paidAmount)
    facts.paidAmount = taking.paidAmount
  }
  if (arrow.needs.includes('resultNumber')) {
    if (!taking.resultNumber) throw missing('resultNumber', 'Cần số kết quả do hệ thống chuyên ngành trả về.')
    facts.resultNumber = taking.resultNumber
  }
  if (arrow.needs.includes('assignee')) {
    const seat = await assigneeOf(context, row, taking.assignee)
    facts.assignee = seat.id
  }
  if (arrow.kind === 'claim') facts.assignee = context.actor.position ?? undefined
  if (arrow.needs.includes('consultedAgency')) {
    const tree = await agencyTree(context)
    const agency = taking.consultedAgency
    if (!agency || !tree.inForce(agency, localDay(context.now)) || agency === row.agency)
      throw missing('consultedAgency', 'Chọn một cơ quan khác đang hoạt động để lấy ý kiến.')
    facts.consultedAgency = agency
    const consulting = definition.states.find((each) => each.key === arrow.to)
    const until = opinionDue(definition, consulting, context.now, await workingCalendar(context))
    if (until) facts.consultUntil = until.toISOString()
  }
  if (arrow.needs.includes('dueAt')) facts.until = newDate(context, row, taking.dueAt)
  if (isSecondCorrection(arrow, row.folded)) facts.override = overridden(context.actor, taking)
  return facts
}

async function assigneeOf(
  context: Context<unknown>,
  row: DossierRecord,
  position: string | undefined,
): Promise<Seat> {
  const seat = position ? (await seats(context, localDay(context.now))).get(position) : undefined
  if (seat && seat.agency === row.agency && seat.roles.includes('specialist')) return seat
  const message = position
    ? 'Chỉ giao cho chuyên viên đang giữ vị trí trong cơ quan giải quyết.'
    : 'Chọn chuyên viên thụ lý.'
  throw new Problem('dossier.needs-missing', 422, message, [{ path: 'assignee', message }])
}

function newDate(context: Context<unknown>, row: DossierRecord, dueAt: string | undefined): string {
  const instant = dueAt ? parseInstant(dueAt) : null
  if (instant === null)
    throw invalid('dueAt', 'Ghi ngày hẹn trả mới, ví dụ 2026-11-30T17:00:00+07:00.', 'dossier.needs-missing')
  if (instant <= context.now.getTime()) throw invalid('dueAt', 'Ngày hẹn trả mới phải sau lúc này.')
  if (row.first_due_at && instant <= row.first_due_at.getTime())
    throw invalid('dueAt', 'Ngày hẹn trả mới phải sau ngày hẹn đầu.')
  return new Date(instant).toISOString()
}

/** A second request after acceptance is blocked unless the head overrides with a reason; it then counts as late. */
function overridden(actor: Actor, { overrideReason }: Taking): true {
  if (grantsOf(actor, PERMISSIONS.overrideCorrection).length > 0 && overrideReason) return true
  throw secondCorrection()
}

function secondCorrection(): Problem {
  const message =
    'Hồ sơ đã được yêu cầu bổ sung một lần. Yêu cầu lần hai chỉ trưởng phòng hoặc lãnh đạo cho phép, có lý do; hồ sơ sẽ tính là quá hạn.'
  return new Problem('dossier.second-correction', 409, message, [{ path: 'overrideReason', message }])
}

/** The personal part: kept beside the move under a salted hash. Only what the arrow asks for: a hand-over rewrites no result. */
function carriedBy(arrow: Move, taking: Taking): Carried | null {
  const carried: Carried = {}
  if (taking.note !== undefined) carried.note = taking.note
  for (const name of ['items', 'resultDraft', 'recipient'] as const)
    if (arrow.needs.includes(name) && taking[name] !== undefined) carried[name] = taking[name]
  if (arrow.kind === 'answerCorrection' && taking.answers) carried.answers = taking.answers
  if (arrow.kind === 'draftCorrection' && taking.overrideReason)
    carried.overrideReason = taking.overrideReason
  return Object.keys(carried).length > 0 ? carried : null
}
