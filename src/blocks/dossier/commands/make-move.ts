import { invalid } from '../../../kernel/problem.ts'
import { type Context, command } from '../../../platform/command/declare.ts'
import type { Move } from '../../procedure/model/definition.ts'
import { bindingDefinition } from '../binding.ts'
import { MoveInput, MoveOutput, PERMISSIONS } from '../contract.ts'
import { lockInherited } from '../inherit.ts'
import { reaches } from '../reach.ts'
import type { DossierRecord } from '../tables.ts'
import { moveAnswer, takeMove } from '../take-move.ts'

/**
 * Moves a dossier along one arrow of its edition. Legal source: the edition's own basis.
 * Errors: dossier.not-found, dossier.changed, dossier.move-not-allowed (says who moved it, when), dossier.needs-missing,
 * dossier.other-command 422 (corrections and payments have commands of their own).
 */
export const makeMove = command({
  name: 'dossier.move',
  route: 'POST /dossiers/{code}/moves',
  summary: 'Chuyển hồ sơ sang bước kế tiếp theo quy trình',
  input: MoveInput,
  output: MoveOutput,
  permission: PERMISSIONS.move,
  audit: (input) => `moved dossier ${input.code} by ${input.move}`,
  async run(context) {
    const { input, actor } = context
    const row = await lockInherited(context, input.code)
    const reached = await reaches(context, row, actor, PERMISSIONS.move)
    await requireOwnCommand(context, row, input.move)
    const { code: _code, ...taking } = input
    return moveAnswer(row, await takeMove(context, row, taking, reached ? undefined : []))
  },
})

const OWN_COMMAND: Partial<Record<Move['kind'], string>> = {
  askIntakeCorrection: 'dossier.requestCorrection',
  draftCorrection: 'dossier.requestCorrection',
  answerCorrection: 'dossier.answerCorrection',
  // Money is counted, receipted and told of in one transaction.
  confirmPayment: 'payment.confirm',
}

/** What only the parts of a joint dossier do to it. */
const OF_PARTS: ReadonlySet<Move['kind']> = new Set([
  'partsGranted',
  'partsMixed',
  'partsRefused',
  'partWaits',
  'partGoesOn',
])

/** Corrections and payments are checked by commands of their own; this one must not be a way round them. */
async function requireOwnCommand(context: Context<unknown>, row: DossierRecord, key: string): Promise<void> {
  const arrow = (await bindingDefinition(context, row)).moves.find((each) => each.key === key)
  const own = arrow && OWN_COMMAND[arrow.kind]
  if (arrow && OF_PARTS.has(arrow.kind))
    throw invalid(
      'move',
      `“${arrow.name.vi}” do hệ thống tự làm khi các phần của hồ sơ liên thông chuyển bước.`,
      'dossier.other-command',
    )
  if (own) throw invalid('move', `“${arrow.name.vi}” dùng lệnh ${own}.`, 'dossier.other-command')
}
