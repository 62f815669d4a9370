import { formatInstant } from '../../../kernel/local-time.ts'
import { command } from '../../../platform/command/declare.ts'
import { DraftView, ReturnDraftInput } from '../contract.ts'
import { doerOf, lockDraft, moveDraft } from '../drafts.ts'

/** Gives a submitted draft back to its writers, saying why. Errors: procedure.draft-not-found 404, procedure.draft-status 409. */
export const returnDraft = command({
  name: 'procedure.returnDraft',
  route: 'POST /procedure-drafts/{id}/return',
  summary: 'Trả lại bản thảo đã trình, nêu lý do',
  input: ReturnDraftInput,
  output: DraftView,
  permission: 'procedure.publish',
  audit: (input) => `returned draft ${input.id} to its writers`,
  async run({ input, actor, now, sql }) {
    const row = await lockDraft(sql, { id: input.id }, ['submitted'])
    const returned = { by: doerOf(actor), at: formatInstant(now.getTime()), reason: input.reason }
    return moveDraft(sql, row, { status: 'returned', submission: null, returned })
  },
})
