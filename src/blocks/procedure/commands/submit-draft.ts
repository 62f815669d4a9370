import { formatInstant } from '../../../kernel/local-time.ts'
import { command } from '../../../platform/command/declare.ts'
import { requireSound } from '../check.ts'
import { DraftView, SubmitDraftInput } from '../contract.ts'
import { doerOf, lockDraft, moveDraft } from '../drafts.ts'
import { requireAhead } from '../read.ts'

/**
 * Hands the draft to a second person for publishing, with the decision and the first day. Errors: procedure.has-errors
 * 422 (each place that forbids it), procedure.valid-from-past 422, and as `procedure.saveDraft`.
 */
export const submitDraft = command({
  name: 'procedure.submitDraft',
  route: 'POST /procedure-drafts/{id}/submission',
  summary: 'Trình duyệt bản thảo: số quyết định, ngày áp dụng',
  input: SubmitDraftInput,
  output: DraftView,
  permission: 'procedure.change',
  audit: (input) => `submitted draft ${input.id} for publishing from ${input.validFrom}`,
  async run(context) {
    const { input, actor, now, sql } = context
    const row = await lockDraft(sql, input, ['editing', 'returned'])
    requireAhead(input.validFrom, now, 'validFrom')
    await requireSound(context, row)
    return moveDraft(sql, row, {
      status: 'submitted',
      returned: null,
      submission: {
        by: doerOf(actor),
        at: formatInstant(now.getTime()),
        validFrom: input.validFrom,
        decision: input.decision,
        note: input.note || null,
      },
    })
  },
})
