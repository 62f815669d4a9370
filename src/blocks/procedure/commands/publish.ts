import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { requireSound } from '../check.ts'
import { PublishInput, PublishOutput } from '../contract.ts'
import { doerOf, lockDraft, moveDraft } from '../drafts.ts'
import { addEdition, lockProcedure } from '../editions.ts'
import { requireAhead } from '../read.ts'

/**
 * Makes the submitted draft the procedure's next edition from its day on; the one before ends there. Needs a person who
 * neither wrote nor submitted it. Errors: procedure.needs-second-person 403, procedure.has-errors 422,
 * procedure.valid-from-past 422, procedure.draft-changed-elsewhere 409, procedure.draft-status 409.
 */
export const publish = command({
  name: 'procedure.publish',
  route: 'POST /procedure-drafts/{id}/publication',
  summary: 'Ban hành phiên bản thủ tục từ bản thảo người khác trình',
  input: PublishInput,
  output: PublishOutput,
  permission: 'procedure.publish',
  factor: 'fresh',
  audit: (input) => `published draft ${input.id} at its version ${input.version}`,
  forgets: ['procedure.'],
  async run(context) {
    const { input, actor, now, sql } = context
    const row = await lockDraft(sql, input, ['submitted'])
    const { submission } = row
    if (!submission) throw new Error(`draft ${row.id} is submitted without a submission`)
    const by = doerOf(actor)
    if (submission.by.account === by.account || row.editors.includes(by.account))
      throw new Problem(
        'procedure.needs-second-person',
        403,
        'Bạn đã soạn hoặc trình bản thảo này nên không tự ban hành được. Hãy nhờ một người khác có quyền ban hành.',
      )
    requireAhead(submission.validFrom, now, 'validFrom')
    const ready = await requireSound(context, row)
    await lockProcedure(sql, row.procedure)
    const { validFrom, decision } = submission
    const edition = await addEdition(sql, row.procedure, ready, { validFrom, decision, by, now })
    await moveDraft(sql, row, { status: 'published', published: edition })
    return { procedure: row.procedure, edition }
  },
})
