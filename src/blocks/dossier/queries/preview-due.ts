import { z } from 'zod'
import { explainTrace } from '../../../kernel/explain-due-date.ts'
import { formatInstant } from '../../../kernel/local-time.ts'
import { query } from '../../../platform/command/declare.ts'
import { workingCalendar } from '../../organisation/index.ts'
import { definitionFor, editionInForce } from '../../procedure/index.ts'
import { dueAt } from '../model/clock.ts'
import { termOf } from '../model/projection.ts'
import { localDay } from '../seat.ts'

/** The date a dossier would be due if it were received this moment: shown before it is promised. */
export const previewDue = query({
  name: 'dossier.previewDue',
  route: 'GET /due-preview',
  summary: 'Ngày hẹn trả nếu tiếp nhận lúc này',
  input: z.strictObject({ procedure: z.string(), agency: z.string() }),
  output: z.object({
    firstDueAt: z.iso.datetime({ offset: true }).nullable(),
    provisional: z.boolean(),
    explained: z.array(z.string()),
  }),
  permission: 'public',
  async run({ input, db, memory, now }) {
    const reading = { db, memory }
    const entry = await editionInForce(reading, input.procedure, localDay(now))
    const definition = await definitionFor(reading, entry.code, entry.edition, input.agency)
    const due = dueAt(
      termOf(definition.clock),
      [{ kind: 'started', at: now.toISOString() }],
      await workingCalendar(reading),
    )
    return {
      firstDueAt: due.firstDueAt ? formatInstant(due.firstDueAt.getTime()) : null,
      provisional: due.provisional,
      explained: explainTrace(due.trace),
    }
  },
})
