import { formatInstant } from '../../../kernel/local-time.ts'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { grantsOf } from '../../../platform/command/actor.ts'
import { command } from '../../../platform/command/declare.ts'
import { provedAccountOf } from '../../identity/index.ts'
import { PERMISSIONS, ReceivedReceipt, ReceiveInput } from '../contract.ts'
import { verdictText } from '../model/offline-taking.ts'
import { judge, recordTaking, wordingOf } from '../offline/taking.ts'
import { openDossier } from '../open-dossier.ts'
import { bindIncoming } from '../post/settle-parcel.ts'

/**
 * Takes in a dossier at the counter or from the post: the papers are in hand, so it is accepted and the clock starts; at
 * the moment the counter took it in, when it had no line then and its word can be true.
 * Any desk of the province may receive for any competent agency. Errors: those of openDossier.
 */
export const receive = command({
  name: 'dossier.receive',
  route: 'POST /dossiers/received',
  summary: 'Tiếp nhận hồ sơ tại quầy hoặc từ bưu chính',
  input: ReceiveInput,
  output: ReceivedReceipt,
  permission: PERMISSIONS.receive,
  answers: 201,
  audit: (input) =>
    `received a dossier of ${input.procedure} for ${input.agency} by ${input.channel}${wordingOf(input.offline)}`,
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
    const { offline: taking, parcel, ...asked } = input
    if (parcel && input.channel !== 'post')
      throw invalid('parcel', 'Số bưu gửi chỉ ghi cho hồ sơ nhận qua bưu chính.')
    const judged = taking && (await judge(context, taking))
    const receipt = await openDossier(judged ? { ...context, now: judged.receivedAt } : context, asked, {
      move: 'receive',
      channel: input.channel,
      desk: actor.agency,
      role: 'counter',
      note: input.note,
      missingReason: input.missingReason,
      // Whoever has proved their number finds it among their own dossiers.
      account: await provedAccountOf(context.sql, input.applicant),
      facts: judged?.facts,
    })
    if (parcel) await bindIncoming(context, parcel, receipt.id, actor.agency)
    if (!taking || !judged) return receipt
    await recordTaking(context, receipt.id, taking, judged)
    const { verdict, claimedAt, receivedAt, backHours } = judged
    return {
      ...receipt,
      offline: {
        verdict,
        claimedAt: formatInstant(claimedAt.getTime()),
        receivedAt: formatInstant(receivedAt.getTime()),
        told: verdictText(verdict, backHours),
      },
    }
  },
})
