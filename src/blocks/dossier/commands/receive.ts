import { Problem } from '../../../kernel/problem.ts'
import { grantsOf } from '../../../platform/command/actor.ts'
import { command } from '../../../platform/command/declare.ts'
import { provedAccountOf } from '../../identity/index.ts'
import { PERMISSIONS, Receipt, ReceiveInput } from '../contract.ts'
import { openDossier } from '../open-dossier.ts'

/**
 * Takes in a dossier at the counter or from the post: the papers are in hand, so it is accepted and the clock starts.
 * Any desk of the province may receive for any competent agency. Errors: those of openDossier.
 */
export const receive = command({
  name: 'dossier.receive',
  route: 'POST /dossiers/received',
  summary: 'Tiếp nhận hồ sơ tại quầy hoặc từ bưu chính',
  input: ReceiveInput,
  output: Receipt,
  permission: PERMISSIONS.receive,
  answers: 201,
  audit: (input) => `received a dossier of ${input.procedure} for ${input.agency} by ${input.channel}`,
  async run(context) {
    const { input, actor } = context
    const atThisSeat = grantsOf(actor, PERMISSIONS.receive).some(
      (each) => !each.position || each.position === actor.position,
    )
    if (actor.agency === null || !atThisSeat)
      throw new Problem(
        'dossier.no-desk',
        403,
        'Vị trí bạn đang làm việc không thuộc một quầy tiếp nhận nào nên không nhận hồ sơ được. Nếu bạn giữ nhiều vị trí, hãy chọn vị trí ở quầy.',
      )
    return openDossier(context, input, {
      move: 'receive',
      channel: input.channel,
      desk: actor.agency,
      role: 'counter',
      note: input.note,
      missingReason: input.missingReason,
      // Whoever has proved their number finds it among their own dossiers.
      account: await provedAccountOf(context.sql, input.applicant),
    })
  },
})
