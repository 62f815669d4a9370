import { randomBytes, randomUUID } from 'node:crypto'
import { dayOf, formatDate, formatInstant } from '../../kernel/local-time.ts'
import { type FieldProblem, invalid, Problem } from '../../kernel/problem.ts'
import { signature } from '../../platform/command/actor.ts'
import type { Context } from '../../platform/command/declare.ts'
import { filesByHash } from '../document/index.ts'
import { agencyTree, places, workingCalendar } from '../organisation/index.ts'
import { type CatalogueEntry, definitionFor, editionInForce, mayDecide } from '../procedure/index.ts'
import type { Definition } from '../procedure/model/definition.ts'
import { requiredDocuments, validateAnswers } from '../procedure/model/form-schema.ts'
import { answeredFiles } from './answered-files.ts'
import type { Applicant, Channel, HandedDocument } from './contract.ts'
import { fold, type MoveRecord } from './model/fold.ts'
import { letterOf } from './model/issued-letters.ts'
import { project } from './model/projection.ts'
import { recordPaperUses, withStored } from './papers/stored-papers.ts'
import type { FileRef } from './tables.ts'
import { askToTell } from './tell-applicant.ts'
import { insertDossier } from './write.ts'

export type Asked = {
  id?: string
  procedure: string
  agency: string
  applicant: Applicant
  onBehalfOf?: string
  /** The representation by which. */
  representation?: string
  answers: Record<string, unknown>
  documents: HandedDocument[]
  returnBy: 'desk' | 'post' | 'online'
  returnDesk?: string
}
type How = {
  move: 'submit' | 'receive'
  channel: Channel
  desk: string
  role: 'applicant' | 'counter' | 'system'
  note?: string
  missingReason?: string
  account: string | null
  /** Where it lies at once, when it is a part of what a desk has passed on already. */
  to?: string
  isPart?: boolean
  /** Of the first move, not personal. */
  facts?: Record<string, unknown>
}

/**
 * Opens a dossier: checks what is asked against the edition in force, folds its first move, writes everything in one
 * statement and takes its number last. Errors: procedure.not-found, dossier.not-competent, request.invalid naming
 * fields and papers, dossier.already-exists.
 */
export async function openDossier(context: Context<unknown>, asked: Asked, how: How) {
  const { now, db, memory, sql, actor } = context
  const reading = { db, memory }
  const today = formatDate(dayOf(now.getTime()))
  const entry = await editionInForce(reading, asked.procedure, today)
  await requireCompetent(context, entry, asked.agency, today)
  await requireReturnDesk(context, asked.returnDesk, today)
  const definition = await definitionFor(reading, entry.code, entry.edition, asked.agency)
  if (how.move === 'submit' && definition.law.onlineLevel === 'information')
    throw new Problem(
      'procedure.not-online',
      422,
      'Thủ tục này chưa nộp trực tuyến được. Xin mang giấy tờ đến Bộ phận Một cửa.',
      [{ path: 'procedure', message: 'Chưa nộp trực tuyến được.' }],
    )
  const { values, errors } = validateAnswers(definition, asked.answers, {
    applicant: asked.applicant,
    places: (await places(reading)).book,
  })
  const handed = await withStored(context, asked.documents, asked.applicant)
  const missing = missingPapers(definition, values, handed, how)
  if (errors.length + missing.length > 0) throw refused([...errors, ...missing])
  const documents = [
    ...(await handedFiles(context, handed, definition)),
    ...(await answeredFiles(sql, definition, values)),
  ]
  const id = asked.id ?? randomUUID()
  if (asked.id !== undefined) await requireNew(context, id)
  const hand = signature(actor)
  const opening: MoveRecord = {
    seq: 0,
    move: how.move,
    to: how.to ?? (how.move === 'receive' ? definition.initial.desk : definition.initial.online),
    at: now.toISOString(),
    role: how.role,
    agency: how.desk,
    position: hand.position,
  }
  const folded = fold(definition, [opening])
  const parties = { agency: asked.agency, desk: how.desk, returnDesk: asked.returnDesk ?? how.desk }
  const projection = project(definition, folded, parties, await workingCalendar(reading))
  const secret = randomBytes(16).toString('base64url')
  const code = await insertDossier(
    sql,
    {
      id,
      procedure: entry.code,
      edition: entry.edition,
      channel: how.channel,
      desk: how.desk,
      agency: asked.agency,
      return_desk: parties.returnDesk,
      return_by: asked.returnBy,
      applicant_account: how.account,
      is_part: how.isPart ?? false,
      check_secret: secret,
      ...projection,
      folded,
    },
    {
      dossierId: id,
      seq: 0,
      move: opening.move,
      to: opening.to,
      at: now,
      role: how.role,
      account: actor.account,
      ...hand,
      agency: how.desk,
      idempotencyKey: context.idempotencyKey,
      facts: { ...(asked.representation ? { representation: asked.representation } : {}), ...how.facts },
      carried: {
        applicant: asked.applicant,
        answers: values,
        ...(asked.onBehalfOf ? { onBehalfOf: asked.onBehalfOf } : {}),
        ...(how.note ? { note: how.note } : {}),
        ...(how.missingReason ? { missingReason: how.missingReason } : {}),
      },
      applicantName: asked.applicant.name,
      documents,
      letter: how.move === 'receive' && !how.isPart ? letterOf('receive', parties, today) : null,
    },
    how.desk,
    today,
  ).catch(alreadyThere)
  const stored = handed.flatMap(({ key, paper }) => (paper ? [{ requirement: key, paper }] : []))
  await recordPaperUses(context, id, stored)
  for (const { paper } of stored) context.subjects.add(paper)
  if (asked.applicant.email || asked.applicant.phone || how.account)
    await askToTell(context, { code, seq: 0 }, now)
  context.subjects.add(id)
  return {
    id,
    code,
    state: projection.state,
    submittedAt: formatInstant(now.getTime()),
    firstDueAt: projection.first_due_at ? formatInstant(projection.first_due_at.getTime()) : null,
    check: secret,
    trackUrl: `${context.publicUrl}/tra-cuu?ma=${encodeURIComponent(code)}&khoa=${secret}`,
  }
}

async function requireCompetent(
  { db, memory }: Context<unknown>,
  entry: CatalogueEntry,
  agency: string,
  today: string,
) {
  if (await mayDecide({ db, memory }, entry, agency, today)) return
  const tree = await agencyTree({ db, memory })
  const text = tree.get(agency)
    ? `${tree.nameOf(agency)} không giải quyết thủ tục này. Hãy chọn cơ quan có thẩm quyền trong danh sách.`
    : `Không có cơ quan mã ${agency}. Hãy chọn trong danh sách cơ quan.`
  throw new Problem('dossier.not-competent', 422, text, [{ path: 'agency', message: text }])
}

async function requireReturnDesk(context: Context<unknown>, desk: string | undefined, today: string) {
  if (desk === undefined || (await agencyTree(context)).inForce(desk, today)) return
  throw invalid('returnDesk', `Không có nơi trả kết quả mã ${desk} đang hoạt động. Hãy chọn lại.`)
}

/** Two equal requests at once both find nothing before; the second then meets the first's row. */
function alreadyThere(error: unknown): never {
  const { code, constraint } = error as { code?: string; constraint?: string }
  if (code !== '23505' || constraint !== 'dossier_pkey') throw error
  const text = 'Hồ sơ này vừa được nhận trong một yêu cầu khác cùng lúc. Không cần gửi lại.'
  throw new Problem('dossier.already-exists', 409, text, [{ path: 'id', message: text }])
}

async function requireNew({ sql }: Context<unknown>, id: string) {
  const before = await sql
    .selectFrom('dossier.dossier')
    .select('code')
    .where('id', '=', id)
    .executeTakeFirst()
  if (before)
    throw new Problem(
      'dossier.already-exists',
      409,
      `Hồ sơ này đã được nhận với mã ${before.code}. Không cần gửi lại.`,
      [{ path: 'id', message: `Đã nhận với mã ${before.code}.` }],
    )
}

function missingPapers(
  definition: Definition,
  values: Record<string, unknown>,
  handed: HandedDocument[],
  how: How,
): FieldProblem[] {
  const known = new Map(
    definition.documents.filter((each) => each.direction === 'in').map((each) => [each.key, each]),
  )
  const unknown = handed
    .filter((paper) => !known.has(paper.key))
    .map((paper) => ({
      path: `documents.${paper.key}`,
      message: `Thủ tục này không có giấy tờ “${paper.key}”; hãy bỏ giấy đó.`,
    }))
  const online = how.move === 'submit'
  if (!online && how.missingReason) return unknown
  const missing = requiredDocuments(definition, values)
    .filter(
      (needed) => !handed.some((paper) => paper.key === needed.key && (!online || paper.files.length > 0)),
    )
    .map((needed) => ({
      path: `documents.${needed.key}`,
      message: online
        ? `Đính kèm tệp cho giấy tờ: ${needed.name.vi}.`
        : `Còn thiếu: ${needed.name.vi}. Nhận đủ giấy, hoặc ghi lý do nhận thiếu.`,
    }))
  return [...unknown, ...missing]
}

export function refused(errors: FieldProblem[]): Problem {
  const first = errors[0]
  const more = errors.length > 1 ? ` (và ${errors.length - 1} chỗ khác)` : ''
  return new Problem('request.invalid', 422, `${first?.message ?? 'Dữ liệu chưa đúng.'}${more}`, errors)
}

/** The handed papers with their files looked up; papers without files (seen at the counter) stay. */
export async function handedFiles(
  context: Context<unknown>,
  handed: HandedDocument[],
  definition: Definition,
) {
  const kept = handed.filter((paper) => definition.documents.some((each) => each.key === paper.key))
  const unbrought = kept.find((paper) => paper.paper !== undefined && paper.files.length === 0)
  if (unbrought)
    throw invalid(`documents.${unbrought.key}`, 'Giấy trong kho được đưa vào hồ sơ ở mục Giấy tờ của hồ sơ.')
  const asked = kept.flatMap((paper) => paper.files.map((hash) => ({ hash, path: `documents.${paper.key}` })))
  const known = await filesByHash(context.sql, asked)
  return kept.map(({ key, form, copies, files }) => ({
    key,
    form,
    copies,
    files: files.map((hash): FileRef => known.get(hash)!),
  }))
}
