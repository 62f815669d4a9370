import type { Kysely } from 'kysely'
import { z } from 'zod'
import { type FieldProblem, invalid, Problem } from '../../../kernel/problem.ts'
import { type Context, command } from '../../../platform/command/declare.ts'
import { places } from '../../organisation/index.ts'
import type { Definition, Role } from '../../procedure/model/definition.ts'
import {
  type Answers,
  fieldsOf,
  requiredDocuments,
  validateAnswers,
  visibleFields,
} from '../../procedure/model/form-schema.ts'
import { answeredHashes } from '../answered-files.ts'
import { bindingDefinition } from '../binding.ts'
import { requireSecret } from '../check.ts'
import { AnswerCorrectionInput, type HandedDocument, type MarkedItem } from '../contract.ts'
import { openItems } from '../corrections.ts'
import { lockInherited } from '../inherit.ts'
import { correctionStates } from '../model/correction-states.ts'
import { partsOf } from '../model/player.ts'
import { refused } from '../open-dossier.ts'
import { contentsOf, notFound } from '../read.ts'
import { seatOf } from '../seat.ts'
import type { DossierRecord, DossierTables } from '../tables.ts'
import { takeMove } from '../take-move.ts'

/**
 * The applicant (or the desk for them) mends exactly what was asked; nothing else changes, and nothing counts until all
 * of it is right. Errors: dossier.not-found (also a wrong check), dossier.nothing-asked 409, request.invalid.
 */
export const answerCorrection = command({
  name: 'dossier.answerCorrection',
  route: 'POST /dossiers/{code}/corrections/answer',
  summary: 'Bổ sung hồ sơ theo yêu cầu',
  input: AnswerCorrectionInput,
  output: z.object({ code: z.string(), state: z.string() }),
  permission: 'public',
  audit: (input) => `answered the correction of dossier ${input.code}`,
  async run(context) {
    const { input, sql, db, memory } = context
    const row = await lockInherited(context, input.code)
    const contents = await contentsOf(sql, row.id)
    const roles = await applicantOrDesk(context, row, input.check)
    const definition = await bindingDefinition({ db, memory }, row)
    const arrow = definition.moves.find(
      (each) => each.kind === 'answerCorrection' && each.from.includes(row.state),
    )
    const items = openItems(row, contents, correctionStates(definition))
    if (!arrow || items.length === 0)
      throw new Problem(
        'dossier.nothing-asked',
        409,
        'Hồ sơ này hiện không có yêu cầu bổ sung nào đang chờ bạn.',
      )
    const before = { answers: contents.answers, papers: new Set(contents.documents.keys()) }
    const merged = { ...contents.answers, ...input.answers }
    const followed = followingFrom(definition, before, merged)
    const online = !roles.includes('counter')
    const errors = wrongItems(items, input, followed, online)
    const checked = validateAnswers(definition, merged, {
      applicant: contents.applicant ?? {},
      places: (await places({ db, memory })).book,
    })
    if (errors.length + checked.errors.length > 0) throw refused([...errors, ...checked.errors])
    const answers = Object.fromEntries(Object.keys(input.answers).map((key) => [key, checked.values[key]]))
    if (online) await requireOwnFiles(sql, row.id, definition, input.documents, answers)
    // What the form works out follows from what was mended.
    for (const field of fieldsOf(definition))
      if (field.kind === 'calculated') answers[field.key] = checked.values[field.key] ?? null
    const taken = await takeMove(
      context,
      row,
      { move: arrow.key, answers, documents: input.documents, note: input.note },
      roles,
    )
    return { code: row.code, state: taken.folded.state.key }
  },
})

/** What a mended answer brings with it: fields that appear and papers that become required because of it. */
function followingFrom(
  definition: Definition,
  before: { answers: Answers; papers: ReadonlySet<string> },
  after: Answers,
): { fields: Set<string>; papers: Set<string> } {
  const shown = new Set(visibleFields(definition, before.answers).map((field) => field.key))
  const needed = new Set(requiredDocuments(definition, before.answers).map((paper) => paper.key))
  const fields = visibleFields(definition, after).filter((field) => !shown.has(field.key))
  const papers = requiredDocuments(definition, after).filter((paper) => !needed.has(paper.key))
  return {
    fields: new Set(fields.map((field) => `answers.${field.key}`)),
    papers: new Set(
      papers.filter((paper) => !before.papers.has(paper.key)).map((paper) => `documents.${paper.key}`),
    ),
  }
}

/** What was asked must be there, with its file when it comes online; what was not asked must not. */
function wrongItems(
  items: readonly MarkedItem[],
  { answers, documents }: { answers: Answers; documents: readonly HandedDocument[] },
  followed: { fields: ReadonlySet<string>; papers: ReadonlySet<string> },
  online: boolean,
): FieldProblem[] {
  const asked = new Set([...items.map((item) => item.path), ...followed.papers])
  const empty = documents.filter((paper) => online && paper.files.length === 0).map((paper) => paper.key)
  const given = [
    ...Object.keys(answers).map((key) => `answers.${key}`),
    ...documents.map((paper) => `documents.${paper.key}`),
  ]
  return [
    ...given
      .filter((path) => !asked.has(path) && !followed.fields.has(path))
      .map((path) => ({ path, message: 'Mục này không được yêu cầu sửa nên không đổi được.' })),
    ...[...asked]
      .filter((path) => !given.includes(path))
      .map((path) => ({ path, message: 'Mục này được yêu cầu bổ sung nhưng chưa có.' })),
    ...empty.map((key) => ({ path: `documents.${key}`, message: 'Đính kèm tệp của giấy tờ này.' })),
  ]
}

/** An applicant may name only files they attached to this very dossier: a hash alone is no proof of ownership. */
async function requireOwnFiles(
  sql: Kysely<any>,
  dossierId: string,
  definition: Definition,
  documents: readonly HandedDocument[],
  answers: Answers,
) {
  const attached = await (sql as Kysely<DossierTables>)
    .selectFrom('dossier.answer_file')
    .select('hash')
    .where('dossier_id', '=', dossierId)
    .execute()
  const own = new Set(attached.map((each) => each.hash))
  const foreign = [
    ...documents.map((paper) => ({ path: `documents.${paper.key}`, hashes: paper.files })),
    ...answeredHashes(definition, answers),
  ].find(({ hashes }) => hashes.some((hash) => !own.has(hash)))
  if (foreign) throw invalid(foreign.path, 'Tệp này chưa được tải lên cho hồ sơ. Hãy chọn lại tệp rồi gửi.')
}

/** An applicant proves themself by the receipt's secret; an officer of the desk acts for one who came in person. */
export async function applicantOrDesk(
  context: Context<unknown>,
  row: DossierRecord,
  check: string | undefined,
): Promise<Role[]> {
  if (check !== undefined) {
    await requireSecret(context, row, check)
    return ['applicant']
  }
  const parts = partsOf(seatOf(context.actor), row)
  if (parts.includes('applicant')) return ['applicant']
  if (parts.includes('counter')) return ['counter', 'applicant']
  throw notFound(row.code)
}
