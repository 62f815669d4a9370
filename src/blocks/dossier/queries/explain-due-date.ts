import { z } from 'zod'
import { explainTrace } from '../../../kernel/explain-due-date.ts'
import { formatInstant } from '../../../kernel/local-time.ts'
import { query } from '../../../platform/command/declare.ts'
import { workingCalendar } from '../../organisation/index.ts'
import { bindingDefinition } from '../binding.ts'
import { Code, ExplainOutput, PERMISSIONS } from '../contract.ts'
import { dueOf } from '../model/projection.ts'
import { readableDossier } from '../read.ts'

/** Why a dossier is due when it is: every interval, day off and pause, as data and in words. */
export const explainDueDate = query({
  name: 'dossier.explainDueDate',
  route: 'GET /dossiers/{code}/due-date',
  summary: 'Vì sao hẹn trả ngày này',
  input: z.strictObject({ code: Code }),
  output: ExplainOutput,
  permission: PERMISSIONS.read,
  async run({ input, actor, sql, db, memory, now }) {
    const row = await readableDossier({ sql, db, memory, now }, input.code, actor, PERMISSIONS.read)
    const definition = await bindingDefinition({ db, memory }, row)
    const due = dueOf(definition, row.folded, await workingCalendar({ db, memory }))
    return {
      firstDueAt: due.firstDueAt ? formatInstant(due.firstDueAt.getTime()) : null,
      rescheduledDueAt: due.rescheduledDueAt ? formatInstant(due.rescheduledDueAt.getTime()) : null,
      runs: due.runs,
      provisional: due.provisional,
      trace: due.trace,
      explained: explainTrace(due.trace),
    }
  },
})
