import { z } from 'zod'
import { type FieldProblem, Problem } from '../../../kernel/problem.ts'
import { limit } from '../../../platform/access/limit.ts'
import { type Context, command } from '../../../platform/command/declare.ts'
import type { Role } from '../../procedure/model/definition.ts'
import { validateAnswers } from '../../procedure/model/form-schema.ts'
import { bindingDefinition } from '../binding.ts'
import { AnswerCorrectionInput, type MarkedItem } from '../contract.ts'
import { openItems } from '../corrections.ts'
import { lockInherited } from '../inherit.ts'
import { correctionStates } from '../model/correction-states.ts'
import { partsOf } from '../model/player.ts'
import { refused } from '../open-dossier.ts'
import { contentsOf, mayPass, notFound } from '../read.ts'
import { seatOf } from '../seat.ts'
import type { DossierRecord } from '../tables.ts'
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
    const roles = await applicantOrDesk(context, row, input.check, (check) => mayPass(row, contents, check))
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
    const errors = wrongItems(items, input.answers, input.documents)
    const merged = { ...contents.answers, ...input.answers }
    const checked = validateAnswers(definition, merged)
    if (errors.length + checked.errors.length > 0) throw refused([...errors, ...checked.errors])
    const answers = Object.fromEntries(Object.keys(input.answers).map((key) => [key, checked.values[key]]))
    const taken = await takeMove(
      context,
      row,
      { move: arrow.key, answers, documents: input.documents, note: input.note },
      roles,
    )
    return { code: row.code, state: taken.folded.state.key }
  },
})

/** What was asked must be there; what was not asked must not. */
function wrongItems(
  items: readonly MarkedItem[],
  answers: Record<string, unknown>,
  documents: readonly { key: string }[],
): FieldProblem[] {
  const asked = new Set(items.map((item) => item.path))
  const given = [
    ...Object.keys(answers).map((key) => `answers.${key}`),
    ...documents.map((paper) => `documents.${paper.key}`),
  ]
  return [
    ...given
      .filter((path) => !asked.has(path))
      .map((path) => ({ path, message: 'Mục này không được yêu cầu sửa nên không đổi được.' })),
    ...[...asked]
      .filter((path) => !given.includes(path))
      .map((path) => ({ path, message: 'Mục này được yêu cầu bổ sung nhưng chưa có.' })),
  ]
}

const CHECKS_A_MINUTE = 30

/** An applicant proves themself by the receipt's secret; an officer of the desk acts for one who came in person. */
export async function applicantOrDesk(
  context: Context<unknown>,
  row: DossierRecord,
  check: string | undefined,
  passes: (check: string) => boolean,
): Promise<Role[]> {
  if (check !== undefined) {
    await limit(context.db, `check:${context.actor.origin}`, context.now, CHECKS_A_MINUTE, 60)
    if (!passes(check)) throw notFound(row.code)
    return ['applicant']
  }
  const parts = partsOf(seatOf(context.actor), row)
  if (parts.includes('applicant')) return ['applicant']
  if (parts.includes('counter')) return ['counter', 'applicant']
  throw notFound(row.code)
}
