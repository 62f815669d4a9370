import { command } from '../../../platform/command/declare.ts'
import { DraftView, SaveDraftInput } from '../contract.ts'
import { lockDraft, writeContent } from '../drafts.ts'

/**
 * Keeps what was typed, as it stands; the check is another question. Errors: procedure.draft-not-found 404,
 * procedure.draft-changed-elsewhere 409, procedure.draft-status 409, procedure.locked 422, procedure.draft-unstorable 422.
 */
export const saveDraft = command({
  name: 'procedure.saveDraft',
  route: 'PUT /procedure-drafts/{id}',
  summary: 'Lưu bản thảo thủ tục; báo khi người khác đã lưu trước',
  input: SaveDraftInput,
  output: DraftView,
  permission: 'procedure.change',
  audit: (input) => `saved draft ${input.id} over its version ${input.version}`,
  async run({ input, actor, now, sql }) {
    const row = await lockDraft(sql, input, ['editing', 'returned'])
    return writeContent(sql, row, input.content, actor, now)
  },
})
