import { command } from '../../../platform/command/declare.ts'
import { MoveInput, MoveOutput, PERMISSIONS } from '../contract.ts'
import { lockInherited } from '../inherit.ts'
import { requireReach } from '../reach.ts'
import { moveAnswer, takeMove } from '../take-move.ts'

/**
 * Moves a dossier along one arrow of its edition. Legal source: the edition's own basis.
 * Errors: dossier.not-found, dossier.changed, dossier.move-not-allowed (says who moved it, when), dossier.needs-missing.
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
    await requireReach(context, row, actor, PERMISSIONS.move)
    const { code: _code, ...taking } = input
    return moveAnswer(row, await takeMove(context, row, taking))
  },
})
