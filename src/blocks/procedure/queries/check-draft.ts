import { query } from '../../../platform/command/declare.ts'
import { findingsOf } from '../check.ts'
import { DraftOfInput, FindingsOutput } from '../contract.ts'
import { draftById } from '../drafts.ts'

/** What is wrong with a draft, where, and what to do; errors first. Errors: procedure.draft-not-found 404. */
export const checkDraft = query({
  name: 'procedure.checkDraft',
  route: 'GET /procedure-drafts/{id}/findings',
  summary: 'Kiểm tra bản thảo trước khi ban hành',
  input: DraftOfInput,
  output: FindingsOutput,
  permission: 'procedure.readDrafts',
  async run({ input, now, sql, db, memory }) {
    return { findings: await findingsOf({ db, memory, now }, await draftById(sql, input.id)) }
  },
})
