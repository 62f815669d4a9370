import type { Kysely } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { Draft } from '../contract.ts'
import { changedElsewhere, draftByToken, draftView } from '../drafts.ts'
import type { DossierTables } from '../tables.ts'

const MOST_BYTES = 300_000

/**
 * Keeps what was typed so far, right or not; merges field by field. `version` is the one last seen: an older one is
 * refused, so that a second window cannot wipe out the first. Errors: draft.not-found, draft.changed-elsewhere 409.
 */
export const saveDraft = command({
  name: 'dossier.saveDraft',
  route: 'PUT /drafts/{token}',
  summary: 'Lưu bản nháp',
  input: z.strictObject({
    token: z.string(),
    version: z.int().nonnegative().optional(),
    agency: z.string().max(40).optional(),
    applicant: z.record(z.string(), z.unknown()).optional(),
    answers: z.record(z.string(), z.unknown()).optional(),
    returnBy: z.enum(['desk', 'post', 'online']).optional(),
  }),
  output: Draft,
  permission: 'public',
  audit: () => 'saved a draft',
  async run(context) {
    const { input, sql } = context
    const row = await draftByToken(context, input.token, true)
    if (row.submitted_code)
      throw new Problem('draft.submitted', 409, `Bản nháp này đã nộp thành hồ sơ ${row.submitted_code}.`)
    if (input.version !== undefined && input.version !== row.version) throw changedElsewhere(row)
    const next = {
      agency: input.agency ?? row.agency,
      applicant: { ...row.applicant, ...input.applicant },
      answers: { ...row.answers, ...input.answers },
      return_by: input.returnBy ?? row.return_by,
      version: row.version + 1,
    }
    if (JSON.stringify(next).length > MOST_BYTES)
      throw new Problem(
        'draft.too-large',
        413,
        'Nội dung hồ sơ quá dài. Hãy rút ngắn các ô nhập dài, hoặc đính kèm thành tệp.',
      )
    await (sql as Kysely<DossierTables>)
      .updateTable('dossier.draft')
      .set({
        ...next,
        applicant: JSON.stringify(next.applicant) as any,
        answers: JSON.stringify(next.answers) as any,
      })
      .where('id', '=', row.id)
      .execute()
    return draftView(context, { ...row, ...next })
  },
})
