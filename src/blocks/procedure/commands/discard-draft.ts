import { command } from '../../../platform/command/declare.ts'
import { DraftOfInput, DraftView } from '../contract.ts'
import { lockDraft, moveDraft } from '../drafts.ts'

/** Puts a draft away for good; it stays as a record. Errors: procedure.draft-not-found 404, procedure.draft-status 409. */
export const discardDraft = command({
  name: 'procedure.discardDraft',
  route: 'POST /procedure-drafts/{id}/discard',
  summary: 'Bỏ một bản thảo chưa ban hành',
  input: DraftOfInput,
  output: DraftView,
  permission: 'procedure.change',
  audit: (input) => `discarded draft ${input.id}`,
  async run({ input, sql }) {
    const row = await lockDraft(sql, input, ['editing', 'submitted', 'returned'])
    return moveDraft(sql, row, { status: 'discarded' })
  },
})
