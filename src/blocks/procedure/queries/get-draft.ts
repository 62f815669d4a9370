import { query } from '../../../platform/command/declare.ts'
import { DraftOfInput, DraftView } from '../contract.ts'
import { draftById, draftView } from '../drafts.ts'

/** A draft, whole. Errors: procedure.draft-not-found 404. */
export const getDraft = query({
  name: 'procedure.getDraft',
  route: 'GET /procedure-drafts/{id}',
  summary: 'Một bản thảo thủ tục',
  input: DraftOfInput,
  output: DraftView,
  permission: 'procedure.readDrafts',
  async run({ input, sql }) {
    return draftView(await draftById(sql, input.id))
  },
})
