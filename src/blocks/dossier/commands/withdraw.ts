import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { bindingDefinition } from '../binding.ts'
import { WithdrawInput } from '../contract.ts'
import { lockInherited } from '../inherit.ts'
import { takeMove } from '../take-move.ts'
import { applicantOrDesk } from './answer-correction.ts'

/** The applicant takes the dossier back, while its edition still draws that arrow. Errors: dossier.not-found, dossier.not-withdrawable 409. */
export const withdraw = command({
  name: 'dossier.withdraw',
  route: 'POST /dossiers/{code}/withdraw',
  summary: 'Người nộp rút hồ sơ',
  input: WithdrawInput,
  output: z.object({ code: z.string(), state: z.string() }),
  permission: 'public',
  audit: (input) => `withdrew dossier ${input.code}`,
  async run(context) {
    const { input, db, memory } = context
    const row = await lockInherited(context, input.code)
    const roles = await applicantOrDesk(context, row, input.check)
    const definition = await bindingDefinition({ db, memory }, row)
    const arrow = definition.moves.find((each) => each.kind === 'withdraw' && each.from.includes(row.state))
    if (!arrow)
      throw new Problem(
        'dossier.not-withdrawable',
        409,
        `Hồ sơ đang ở bước “${row.folded.state.name.vi}” nên không rút được nữa.`,
      )
    const taken = await takeMove(context, row, { move: arrow.key, note: input.reason }, roles)
    return { code: row.code, state: taken.folded.state.key }
  },
})
