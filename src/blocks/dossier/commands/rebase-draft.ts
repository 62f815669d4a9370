import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { Draft } from '../contract.ts'
import { changedElsewhere, draftByToken, draftView } from '../drafts.ts'
import { newerEdition } from '../newer-edition.ts'
import type { DossierTables } from '../tables.ts'

/**
 * Takes a draft over to the edition in force, by the applicant's own word: answers to what is still asked stay, the rest
 * goes, and `changed` tells each difference in the applicant's words. Nothing newer: answers the draft as it is.
 * Errors: draft.not-found 404, draft.submitted 409, draft.changed-elsewhere 409.
 */
export const rebaseDraft = command({
  name: 'dossier.rebaseDraft',
  route: 'POST /drafts/{token}/rebase',
  summary: 'Chuyển bản nháp sang phiên bản thủ tục đang áp dụng',
  input: z.strictObject({
    token: z.string(),
    version: z.int().nonnegative(),
    /** The newer edition the applicant was shown; when yet another came into force since, they are asked again. */
    edition: z.int().min(1).optional(),
  }),
  output: Draft.extend({
    /** One sentence a difference, Vietnamese. */
    changed: z.array(z.string()),
  }),
  permission: 'public',
  audit: ({ edition }) => `took a draft over to ${edition ? `edition ${edition}` : 'the edition in force'}`,
  async run(context) {
    const { input, sql, subjects } = context
    const row = await draftByToken(context, input.token, true)
    if (row.submitted_code)
      throw new Problem('draft.submitted', 409, `Bản nháp này đã nộp thành hồ sơ ${row.submitted_code}.`)
    if (input.version !== row.version) throw changedElsewhere(row)
    const change = await newerEdition(context, row)
    subjects.add(row.id)
    if (!change) return { ...(await draftView(context, row)), changed: [] }
    if (input.edition !== undefined && input.edition !== change.edition) throw changedElsewhere(row)
    const next = { edition: change.edition, answers: change.answers, version: row.version + 1 }
    await (sql as Kysely<DossierTables>)
      .updateTable('dossier.draft')
      .set({ ...next, answers: JSON.stringify(next.answers) as any })
      .where('id', '=', row.id)
      .execute()
    return { ...(await draftView(context, { ...row, ...next })), changed: change.changed }
  },
})
