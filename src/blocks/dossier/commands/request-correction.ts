import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import type { Definition } from '../../procedure/model/definition.ts'
import { fieldsOf } from '../../procedure/model/form-schema.ts'
import { bindingDefinition } from '../binding.ts'
import { type MarkedItem, MoveOutput, PERMISSIONS, RequestCorrectionInput } from '../contract.ts'
import { lockInherited } from '../inherit.ts'
import { reaches } from '../reach.ts'
import { moveAnswer, takeMove } from '../take-move.ts'

/**
 * Asks the applicant to mend marked fields or papers. Before acceptance the counter asks, once and in full (Mẫu 02);
 * after it the specialist drafts, a leader signs, the desk sends. A second one after acceptance needs the head's reason.
 * Errors: dossier.move-not-allowed, dossier.second-correction 409, request.invalid naming an unknown field or paper.
 */
export const requestCorrection = command({
  name: 'dossier.requestCorrection',
  route: 'POST /dossiers/{code}/corrections',
  summary: 'Yêu cầu bổ sung: đánh dấu đúng trường, đúng giấy tờ',
  input: RequestCorrectionInput,
  output: MoveOutput,
  permission: PERMISSIONS.move,
  audit: (input) =>
    `asked for a correction of dossier ${input.code}: ${input.items.map((item) => item.path).join(', ')}`,
  async run(context) {
    const { input, actor, db, memory } = context
    const row = await lockInherited(context, input.code)
    const reached = await reaches(context, row, actor, PERMISSIONS.move)
    const definition = await bindingDefinition({ db, memory }, row)
    requireKnown(definition, input.items)
    const arrow = definition.moves.find(
      (each) =>
        ['askIntakeCorrection', 'draftCorrection'].includes(each.kind) && each.from.includes(row.state),
    )
    if (!arrow)
      throw new Problem(
        'dossier.move-not-allowed',
        409,
        `Ở bước “${row.folded.state.name.vi}” không yêu cầu bổ sung được.`,
      )
    if (arrow.kind === 'askIntakeCorrection' && row.folded.intakeCorrections >= 1)
      throw new Problem(
        'dossier.second-correction',
        409,
        'Trước khi tiếp nhận chỉ được yêu cầu bổ sung một lần và đầy đủ (Nghị định 61/2018/NĐ-CP). Hồ sơ này đã được yêu cầu rồi.',
      )
    const { code: _code, ...taking } = input
    const parts = reached ? undefined : []
    return moveAnswer(row, await takeMove(context, row, { ...taking, move: arrow.key }, parts))
  },
})

function requireKnown(definition: Definition, items: readonly MarkedItem[]): void {
  const known = new Set([
    ...fieldsOf(definition).map((field) => `answers.${field.key}`),
    ...definition.documents.map((paper) => `documents.${paper.key}`),
  ])
  const errors = items.flatMap((item, index) =>
    known.has(item.path) ? [] : [{ path: `items.${index}.path`, message: `Hồ sơ không có “${item.path}”.` }],
  )
  if (errors.length > 0) throw new Problem('request.invalid', 422, errors[0]!.message, errors)
}
